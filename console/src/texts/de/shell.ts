import type { Texts } from "../en";

export const shell: Texts["shell"] = {
  skip: "Zum Inhalt springen",
  navigation: "Hauptnavigation",
  openNavigation: "Navigation öffnen",
  closeNavigation: "Navigation schließen",
  account: (name) => `Konto von ${name}`,
  profile: "Profil",
  apiReference: "API-Referenz",
  signOut: "Abmelden",
  theme: "Darstellung",
  themes: { light: "Hell", dark: "Dunkel", auto: "System" },
  language: "Sprache",
  overview: "Übersicht",
  identityAndAccess: "Identität & Zugriff",
  users: "Benutzer",
  roles: "Rollen",
  systemSettings: "Systemeinstellungen",
  clients: "OAuth2-Clients",
  general: "Allgemein",
  audit: "Audit-Log",
  notAllowed: {
    title: "Nicht erlaubt",
    text: (area) =>
      `Ihre Rollen erlauben Ihnen nicht, „${area}“ zu öffnen. Wenden Sie sich an einen System Administrator, wenn Sie es brauchen.`,
    back: "Zur Übersicht",
  },
  notFound: {
    title: "Diese Seite gibt es nicht",
    text: "Die Adresse ist vielleicht falsch, oder was sie nannte, gibt es nicht mehr.",
  },
  signInAgain: {
    title: "Noch einmal anmelden",
    text: "Ihre Sitzung ist zu Ende. Melden Sie sich an, um weiterzumachen, wo Sie waren; auf dieser Seite geht nichts verloren.",
    email: "E-Mail",
    password: "Passwort",
    submit: "Anmelden",
    refused: "E-Mail oder Passwort ist falsch.",
    another: "Als jemand anderes anmelden",
  },
};
