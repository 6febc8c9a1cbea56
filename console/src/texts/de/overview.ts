import type { Texts } from "../en";

export const overview: Texts["overview"] = {
  welcome: (name) => `Willkommen, ${name}.`,
  tiles: {
    label: "Was registriert ist",
    clients: "OAuth2-Clients",
    users: "Benutzer",
    roles: "Rollen",
    grants: "Laufende Autorisierungen",
    active: (n) => `${n} aktiv`,
    disabled: (n) => `${n} deaktiviert`,
    grantsHint: "von Benutzern, für Anwendungen",
    rolesHint: "Bündel von Berechtigungen",
  },
  tokens: {
    title: "Tokens",
    series: { issued: "Ausgestellt", refused: "Verweigert" },
    see: "Im Audit-Log ansehen",
  },
  signIns: {
    title: "Anmeldungen",
    series: { succeeded: "Erfolgreich", failed: "Fehlgeschlagen" },
    see: "Im Audit-Log ansehen",
  },
  chart: {
    day: "Letzte 24 Stunden",
    week: "Letzte 7 Tage",
    span: (from, to) => `${from} bis ${to}`,
    label: (subject, period) => `${subject}, ${period}`,
    period: "Zeitraum",
    now: "jetzt",
  },
  attention: {
    title: "Was Aufmerksamkeit braucht",
    nothing: "Nichts braucht Aufmerksamkeit.",
    all: (n) => `Alle ${n} zeigen`,
    fewer: "Nur das Dringendste zeigen",
    signInsFailed: (n, count, since) =>
      count === 1
        ? `1 Anmeldung ist seit ${since} fehlgeschlagen`
        : `${n} Anmeldungen sind seit ${since} fehlgeschlagen`,
    actingUserInactive: (client) =>
      `${client} handelt im Namen eines Benutzers, der deaktiviert oder gelöscht ist`,
    keyRotates: (n, count, since) =>
      count === 1
        ? `Ein neuer Signaturschlüssel übernimmt am ${since}`
        : `${n} neue Signaturschlüssel übernehmen, der erste am ${since}`,
    keyHint:
      "Er ist schon veröffentlicht; für Anwendungen, die die Schlüssel abrufen, ist nichts zu tun.",
    secretNeverUsed: (client, n, count, since) =>
      count === 1
        ? `${client} hat ein Geheimnis, das seit ${since} nie verwendet wurde`
        : `${client} hat ${n} nie verwendete Geheimnisse, das älteste vom ${since}`,
    secretOld: (client, n, count, since) =>
      count === 1
        ? `${client} hat ein Geheimnis vom ${since}; ersetzen Sie es`
        : `${client} hat ${n} alte Geheimnisse, das älteste vom ${since}; ersetzen Sie sie`,
    clientUnused: (client, since) => `${client} wurde seit ${since} nicht verwendet`,
    seeSignIns: "Fehlgeschlagene Anmeldungen ansehen",
    seeClient: (client) => `${client} öffnen`,
  },
  firstSteps: {
    title: "Erste Schritte",
    text: "Noch ist keine Anwendung registriert. So bekommt eine Zugriff:",
    register: "Eine Anwendung registrieren",
    registerText: "Sie erhält eine Client-ID und, wenn sie es bewahren kann, ein Geheimnis.",
    users: "Benutzer anlegen und ihnen Rollen geben",
    usersText:
      "Was eine Anwendung für einen Benutzer darf, geht nie über die Rollen dieses Benutzers hinaus.",
    connect: "Die Anwendung anbinden",
    connectText: "Ihre Registrierung zeigt die Endpunkte und fertige Codebeispiele.",
  },
  own: {
    title: "Von Ihnen autorisierte Anwendungen",
    none: "Sie haben noch keine Anwendung autorisiert. Hier erscheinen die, bei denen Sie sich mit diesem Konto anmelden.",
    all: "In Ihrem Profil sehen, was sie dürfen",
    scopes: (n) => (n === 1 ? "1 Berechtigung" : `${n} Berechtigungen`),
  },
};
