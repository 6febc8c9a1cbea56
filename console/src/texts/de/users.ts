import type { Texts } from "../en";

export const users: Texts["users"] = {
  userId: "Benutzer-ID",
  noRoles: "Keine Rolle",
  moreRoles: (n) => `${n} weitere ${n === 1 ? "Rolle" : "Rollen"}`,
  you: "Sie",
  columns: {
    user: "Benutzer",
    roles: "Rollen",
    created: "Angelegt",
    lastSignIn: "Letzte Anmeldung",
  },
  menu: {
    view: "Anzeigen",
    resetPassword: "Passwort zurücksetzen",
    copyId: "Benutzer-ID kopieren",
    profile: "Eigenes Profil öffnen",
  },
  enabled: (name) => `${name} ist aktiviert`,
  disabled: (name) => `${name} ist deaktiviert`,
  list: {
    title: "Benutzer",
    description: "Wer sich anmelden kann, und welche Rollen bestimmen, was jeder darf.",
    create: "Benutzer anlegen",
    searchFor: "Name, E-Mail oder Benutzer-ID",
    emptyTitle: "Es gibt keine Benutzer",
    emptyText: "Legen Sie einen an und geben Sie ihm Rollen.",
  },
  create: {
    title: "Benutzer anlegen",
    description: "Der Benutzer kann sich sofort mit E-Mail-Adresse und Passwort anmelden.",
    submit: "Benutzer anlegen",
    done: (name) => `${name} ist angelegt`,
  },
  fields: {
    person: "Person",
    email: "E-Mail",
    emailHint: "Für die Anmeldung. Kein anderer Benutzer darf sie haben.",
    emailProtected:
      "Dieser Benutzer hat Berechtigungen, die Sie nicht haben. Deshalb können Sie die Adresse nicht ändern.",
    firstName: "Vorname",
    lastName: "Nachname",
    roles: "Rollen",
    rolesHint: "Der Benutzer darf, was irgendeine dieser Rollen erlaubt.",
    searchRoles: "Rollen suchen",
    noRoleFound: "Keine Rolle passt.",
    roleBeyond: "Sie hat Berechtigungen, die Sie nicht haben.",
    rolesHidden:
      "Sie dürfen nicht sehen, welche Rollen es gibt, und können diese daher nicht ändern.",
    rolesHiddenNew:
      "Sie dürfen nicht sehen, welche Rollen es gibt. Der Benutzer beginnt ohne Rolle.",
  },
  password: {
    title: "Passwort",
    label: "Passwort",
    hint: "Mindestens 10 Zeichen; nicht die E-Mail-Adresse und nichts leicht zu Erratendes.",
    generate: "Erzeugen",
    generated: "Ein Passwort wurde erzeugt",
    show: "Passwort zeigen oder verbergen",
    thing: "Passwort",
    handOver:
      "Kopieren Sie es jetzt und geben Sie es dem Benutzer auf sicherem Weg: Es wird nicht noch einmal gezeigt.",
  },
  faults: {
    emailMissing: "Geben Sie eine E-Mail-Adresse ein",
    emailWrong: "Das ist keine E-Mail-Adresse",
    nameLong: "Höchstens 100 Zeichen",
    passwordMissing: "Geben Sie ein Passwort ein, oder erzeugen Sie eines",
    passwordShort: "Mindestens 10 Zeichen",
  },
  detail: {
    details: "Angaben",
    account: "Konto",
    userId: "Benutzer-ID",
    userIdHint:
      "Was OAuth2-Clients als ID des handelnden Benutzers annehmen, und das „sub“ von Tokens.",
    name: "Name",
    noName: "Nicht angegeben",
    created: "Angelegt",
    lastSignIn: "Letzte Anmeldung",
    revert: "Änderungen verwerfen",
    missing: "Diesen Benutzer gibt es nicht",
    self: "Das ist Ihr eigenes Konto.",
    toProfile: "Eigenes Profil öffnen",
    selfText: "Ihr Passwort, Ihre Sitzungen und freigegebenen Anwendungen finden Sie im Profil.",
    readOnly: "Sie dürfen Benutzer ansehen, aber nicht ändern.",
    protected: "Nur Systemadministratoren dürfen einen Systemadministrator ändern.",
  },
  status: {
    active: "Der Benutzer kann sich anmelden, und Anwendungen können für ihn handeln.",
    disabled:
      "Der Benutzer kann sich nicht anmelden. Weder Anwendungen noch Clients, die als dieser Benutzer handeln, erhalten Tokens.",
    means:
      "Deaktivieren beendet sofort alle Sitzungen und Refresh-Tokens des Benutzers. Clients, die als dieser Benutzer handeln, erhalten keine Tokens. Konto und Rollen bleiben erhalten, und es kann jederzeit wieder aktiviert werden.",
    disable: "Benutzer deaktivieren",
    enable: "Benutzer aktivieren",
    disableTitle: (name) => `${name} deaktivieren?`,
    disableYourself: "Das ist Ihr eigenes Konto: Sie werden abgemeldet.",
  },
  reset: {
    section:
      "Setzt ein neues Passwort. Alle Sitzungen und Refresh-Tokens des Benutzers enden, sodass Anwendungen eine neue Anmeldung verlangen.",
    beyond:
      "Dieser Benutzer hat Berechtigungen, die Sie nicht haben. Deshalb können Sie das Passwort nicht zurücksetzen.",
    open: "Passwort zurücksetzen",
    title: (name) => `Passwort von ${name} zurücksetzen`,
    text: "Alle Sitzungen und Refresh-Tokens dieses Benutzers enden sofort. Das alte Passwort gilt nicht mehr.",
    label: "Neues Passwort",
    submit: "Neues Passwort setzen",
    doneTitle: "Das neue Passwort ist gesetzt",
    doneText: (name) => `${name} ist überall abgemeldet.`,
    close: "Ich habe es gesichert",
  },
  deletion: {
    section:
      "Löschen ist endgültig. Um jemanden nur eine Zeit lang auszuschließen, deaktivieren Sie das Konto.",
    open: "Benutzer löschen",
    title: (name) => `${name} löschen?`,
    text: "Löschen ist endgültig. Alle Sitzungen, Freigaben und Zustimmungen dieses Benutzers enden sofort. Clients, die als dieser Benutzer handeln, erhalten keine Tokens mehr. Das Audit-Protokoll behält, was der Benutzer getan hat.",
    action: "Benutzer löschen",
    done: (name) => `${name} ist gelöscht`,
  },
};
