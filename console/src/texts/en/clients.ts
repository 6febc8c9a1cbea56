const plural = (n: number, one: string, many: string) => (n === 1 ? one : many);

export const clients = {
  clientId: "client ID",
  types: {
    confidential: { name: "Confidential Client" },
    public: { name: "Public Client" },
  },
  grantBadges: {
    authorization_code: "Auth Code",
    client_credentials: "Client Creds",
    refresh_token: "Refresh",
  },
  columns: {
    application: "Application",
    clientId: "Client ID",
    grantTypes: "Grant Types",
    scopes: "Scopes",
    createdBy: "Created By",
    updatedBy: "Updated By",
  },
  menu: {
    view: "View Details",
    copyId: "Copy Client ID",
  },
  enabled: (name: string) => `${name} is enabled`,
  disabled: (name: string) => `${name} is disabled`,
  list: {
    title: "OAuth2 Clients",
    description: "External applications that call the API through OAuth2 and OpenID Connect.",
    register: "Register Application",
    searchFor: "Name, client ID or description",
    emptyTitle: "No application is registered yet",
    emptyText: "Register one to get its client ID, and a secret if it can keep one.",
  },
  deletion: {
    title: (name: string) => `Delete ${name}?`,
    text: "Deletion is permanent. All tokens, grants and consents of this client become invalid at once, and its client ID never works again.",
    impact: "What this cuts off",
    impactUnknown: "What this cuts off could not be found out.",
    nothing: "No user has a live authorization for it at present.",
    users: (n: string, count: number) =>
      `${n} ${plural(count, "user", "users")} signed in through it`,
    grants: (n: string, count: number) => `${n} live ${plural(count, "grant", "grants")}`,
    refreshTokens: (n: string, count: number) =>
      `${n} refresh ${plural(count, "token", "tokens")} in use`,
    consents: (n: string, count: number) =>
      `${n} remembered ${plural(count, "consent", "consents")}`,
    action: "Delete client",
    done: (name: string) => `${name} is deleted`,
  },
};
