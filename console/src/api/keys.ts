// The first part of each query's key: what a change makes stale.

export const keys = {
  me: "me",
  overview: "overview",
  clients: "clients",
  scopes: "scopes",
  users: "users",
  roles: "roles",
  settings: "settings",
  audit: "audit",
} as const;
