import type { Texts } from "../en";

const plural = (n: number, one: string, many: string) => (n === 1 ? one : many);

export const clients: Texts["clients"] = {
  clientId: "Client-ID",
  types: {
    confidential: { name: "Vertraulicher Client" },
    public: { name: "Öffentlicher Client" },
  },
  grantBadges: {
    authorization_code: "Auth Code",
    client_credentials: "Client Creds",
    refresh_token: "Refresh",
  },
  columns: {
    application: "Anwendung",
    clientId: "Client-ID",
    grantTypes: "Grant-Typen",
    scopes: "Scopes",
    createdBy: "Angelegt von",
    updatedBy: "Geändert von",
  },
  menu: {
    view: "Details anzeigen",
    copyId: "Client-ID kopieren",
  },
  enabled: (name) => `${name} ist aktiviert`,
  disabled: (name) => `${name} ist deaktiviert`,
  list: {
    title: "OAuth2-Clients",
    description: "Fremde Anwendungen, die die API über OAuth2 und OpenID Connect aufrufen.",
    register: "Anwendung registrieren",
    searchFor: "Name, Client-ID oder Beschreibung",
    emptyTitle: "Noch ist keine Anwendung registriert",
    emptyText:
      "Registrieren Sie eine, um ihre Client-ID zu erhalten, und ein Geheimnis, wenn sie eines bewahren kann.",
  },
  deletion: {
    title: (name) => `${name} löschen?`,
    text: "Löschen ist endgültig. Alle Tokens, Grants und Einwilligungen dieses Clients werden sofort ungültig, und seine Client-ID gilt nie wieder.",
    impact: "Was dadurch endet",
    impactUnknown: "Was dadurch endet, ließ sich nicht feststellen.",
    nothing: "Zurzeit hat kein Benutzer eine gültige Autorisierung für ihn.",
    users: (n, count) =>
      `${n} ${plural(count, "Benutzer, der darüber angemeldet ist", "Benutzer, die darüber angemeldet sind")}`,
    grants: (n, count) => `${n} ${plural(count, "gültiger Grant", "gültige Grants")}`,
    refreshTokens: (n, count) =>
      `${n} ${plural(count, "Refresh-Token in Gebrauch", "Refresh-Tokens in Gebrauch")}`,
    consents: (n, count) => `${n} ${plural(count, "Einwilligung", "Einwilligungen")}`,
    action: "Client löschen",
    done: (name) => `${name} ist gelöscht`,
  },
};
