import type { Texts } from "../en";

export const settings: Texts["settings"] = {
  title: "Allgemein",
  description:
    "Wie diese Organisation auftritt, was Anwendungen angeboten wird und wie lange etwas gilt.",
  readOnly: "Sie dürfen die Einstellungen ansehen, aber nicht ändern.",
  revert: "Auf Gespeichertes zurücksetzen",
  invalid: "Einige Werte sind nicht erlaubt. Berichtigen Sie die markierten Felder.",
  brand: {
    title: "Marke",
    name: "Markenname",
    hint: "Erscheint bei der Anmeldung, auf der Zustimmungsseite und in dieser Konsole.",
    missing: "Geben Sie einen Namen ein",
    long: "Höchstens 60 Zeichen",
  },
  rbac: {
    title: "Rollenbasierte Zugriffskontrolle",
    label: "RBAC ist eingeschaltet",
    hint: "Anwendungen werden RBAC-Scopes angeboten, und sie erhalten davon nur, was die Rollen des Benutzers erlauben.",
    off: "RBAC-Scopes werden nicht angeboten. Die, die Clients bereits haben, werden ungekürzt gewährt, was auch immer die Rollen des Benutzers erlauben.",
    on: "Ein",
    offShort: "Aus",
    confirmTitle: "RBAC ausschalten?",
    confirmText:
      "RBAC-Scopes werden bei der Registrierung nicht mehr angeboten. Die, die ein Client bereits hat, werden ungekürzt gewährt: Tokens tragen sie, was auch immer die Rollen des Benutzers erlauben.",
    confirmAction: "Ausschalten und speichern",
  },
  lifetimes: {
    title: "Gültigkeitsdauern",
    description: "Änderungen gelten für alles, was ab jetzt ausgestellt wird.",
    unitOf: (name) => `Einheit von ${name}`,
    range: (least, most) => `Von ${least} bis ${most}.`,
    missing: "Geben Sie eine ganze Zahl ein",
    outside: (least, most) => `Muss zwischen ${least} und ${most} liegen`,
    order: (other) => `Darf nicht länger sein als „${other}“`,
    units: { second: "Sekunden", minute: "Minuten", hour: "Stunden", day: "Tage" },
    groups: {
      tokens: "Tokens",
      refresh: "Refresh-Tokens",
      sessions: "Sitzungen",
    },
    fields: {
      access_token_lifetime_seconds: {
        name: "Access-Token",
        hint: "Wie lange eine Anwendung die API aufrufen kann, bevor sie ein neues braucht.",
      },
      id_token_lifetime_seconds: {
        name: "ID-Token",
        hint: "Wie lange der Nachweis einer Anmeldung gilt.",
      },
      authorization_code_lifetime_seconds: {
        name: "Autorisierungscode",
        hint: "Wie viel Zeit eine Anwendung hat, um ihn einzulösen.",
      },
      refresh_token_idle_lifetime_seconds: {
        name: "Refresh-Token, unbenutzt",
        hint: "Endet, wenn es so lange nicht verwendet wurde.",
      },
      refresh_token_absolute_lifetime_seconds: {
        name: "Refresh-Token, höchstens",
        hint: "Endet so lange nach der Anmeldung, wie oft es auch verwendet wurde.",
      },
      session_idle_lifetime_seconds: {
        name: "Sitzung, unbenutzt",
        hint: "Wer so lange weg war, meldet sich neu an.",
      },
      session_absolute_lifetime_seconds: {
        name: "Sitzung, höchstens",
        hint: "Nach so langer Zeit meldet sich jeder neu an.",
      },
    },
  },
};
