import type { Texts } from "../en";

export const client: Texts["client"] = {
  back: "Alle Clients",
  missing: {
    title: "Diesen Client gibt es nicht",
    text: "Er ist vielleicht gelöscht worden, oder die Adresse ist falsch.",
  },
  edit: "Bearbeiten",
  enable: {
    title: (name) => `${name} aktivieren?`,
    text: "Der Client kann wieder neue Tokens erhalten, mit allem, was er zuvor hatte.",
    action: "Client aktivieren",
  },
  disable: {
    title: (name) => `${name} deaktivieren?`,
    text: "Neue Token-Anfragen werden abgewiesen, und keine Autorisierung kann beginnen. Vorhandene Tokens bleiben gültig, bis sie ablaufen. Die Konfiguration bleibt erhalten, und das Aktivieren stellt alles wieder her.",
    action: "Client deaktivieren",
  },
  isDisabled: {
    title: "Dieser Client ist deaktiviert",
    text: "Er erhält keine neuen Tokens. Tokens, die er schon hat, bleiben gültig, bis sie ablaufen.",
  },
  facts: {
    title: "Konfiguration",
    fixed: "Nach dem Anlegen nicht mehr änderbar",
    description: "Beschreibung",
    type: "Client-Typ",
    grantTypes: "Grant-Typen",
    grants: {
      authorization_code: "Authorization Code",
      client_credentials: "Client Credentials",
      refresh_token: "Refresh Token",
    },
    responseTypes: "Response-Typen",
    actingUser: "Handelnder Benutzer",
    actingUserWarning: {
      disabled:
        "Dieser Benutzer ist deaktiviert: Der Client erhält über Client Credentials keine Tokens.",
      deleted:
        "Dieser Benutzer ist gelöscht: Der Client erhält über Client Credentials keine Tokens. Wählen Sie einen anderen.",
    },
    redirectUris: "Redirect-URIs",
    postLogoutRedirectUris: "Redirect-URIs nach der Abmeldung",
    scopes: "Scopes",
    scopeCategories: { oidc: "OIDC", rbac: "RBAC", custom: "Eigene" },
    pkce: "PKCE",
    pkceRequired: "Verlangt",
    pkceOptional: "Nicht verlangt",
    idTokenAlgorithm: "Signatur der ID-Tokens",
    created: "Angelegt",
    updated: "Geändert",
    lastUsed: "Zuletzt benutzt",
    by: (name) => `von ${name}`,
  },
  secrets: {
    title: "Client-Geheimnisse",
    description:
      "So ersetzen Sie ein Geheimnis ohne Ausfall: ein zweites hinzufügen, es der Anwendung geben, dann das erste entfernen.",
    secret: (n) => `Geheimnis ${n}`,
    created: "Angelegt",
    lastUsed: "Zuletzt benutzt",
    add: "Geheimnis hinzufügen",
    full: "Ein Client hat höchstens zwei Geheimnisse. Entfernen Sie eines, um ein anderes hinzuzufügen.",
    last: "Dies ist das einzige Geheimnis. Fügen Sie ein anderes hinzu, bevor Sie es entfernen.",
    remove: {
      title: "Dieses Geheimnis entfernen?",
      text: (created) =>
        `Das Geheimnis vom ${created} gilt sofort nicht mehr. Anwendungen, die es noch benutzen, erhalten keine Tokens mehr.`,
      action: "Geheimnis entfernen",
      done: "Das Geheimnis ist entfernt",
    },
    added: {
      title: "Neues Client-Geheimnis",
      once: "Das Geheimnis wird nur einmal angezeigt, hier. Es wird als Hash gespeichert und lässt sich später nicht mehr abrufen.",
      label: "Client-Geheimnis",
      thing: "Client-Geheimnis",
      saved: "Ich habe es gespeichert",
      done: "Schließen",
    },
  },
  grants: {
    title: "Gültige Grants",
    description: "Benutzer, die diese Anwendung autorisiert haben, und was sie ihr gewährt haben.",
    columns: { user: "Benutzer", scopes: "Scopes", created: "Gewährt", expires: "Läuft ab" },
    empty: "Kein Benutzer hat eine gültige Autorisierung für diesen Client.",
  },
  events: {
    title: "Letzte Vorgänge",
    all: "Im Audit-Log öffnen",
    empty: "Mit diesem Client ist noch nichts geschehen.",
    columns: { time: "Zeit", action: "Was geschah", actor: "Akteur", outcome: "Ergebnis" },
  },
  integration: {
    title: "Einbindung",
    description: "Endpunkte und Codebeispiele mit den Werten dieses Clients.",
    issuer: "Issuer",
    authorization: "Autorisierungsendpunkt",
    token: "Token-Endpunkt",
  },
  editing: {
    title: (name) => `${name} bearbeiten`,
    basic: "Grundangaben",
    redirectUris: "Redirect-URIs",
    scopes: "Scopes",
    actingUser: "Handelnder Benutzer",
    advanced: "Erweitert",
    fixed: "Beim Anlegen festgelegt",
    fixedHint:
      "Grant-Typen, Client-Typ und Response-Typen lassen sich nicht ändern. Brauchen Sie andere, löschen Sie den Client und legen einen neuen an.",
    requirePkce: "PKCE verlangen",
    requirePkceHint: "Die Anwendung muss eine Code Challenge (S256) senden.",
    requirePkcePublic: "Öffentliche Clients benutzen immer PKCE.",
    idTokenAlgorithm: "Signatur der ID-Tokens",
    save: "Änderungen speichern",
  },
};
