const plural = (n: number, one: string, many: string) => (n === 1 ? one : many);

export const overview = {
  welcome: (name: string) => `Welcome, ${name}.`,
  tiles: {
    label: "What is registered",
    clients: "OAuth2 clients",
    users: "Users",
    roles: "Roles",
    grants: "Live authorizations",
    active: (n: string) => `${n} active`,
    disabled: (n: string) => `${n} disabled`,
    grantsHint: "by users, for applications",
    rolesHint: "sets of permissions",
  },
  tokens: {
    title: "Tokens",
    series: { issued: "Issued", refused: "Refused" },
    see: "See them in the audit log",
  },
  signIns: {
    title: "Sign-ins",
    series: { succeeded: "Succeeded", failed: "Failed" },
    see: "See them in the audit log",
  },
  chart: {
    day: "Last 24 hours",
    week: "Last 7 days",
    span: (from: string, to: string) => `${from} to ${to}`,
    label: (subject: string, period: string) => `${subject}, ${period.toLowerCase()}`,
    period: "Period",
    now: "now",
  },
  attention: {
    title: "What needs attention",
    nothing: "Nothing needs attention.",
    all: (n: string) => `Show all ${n}`,
    fewer: "Show only the most pressing",
    signInsFailed: (n: string, count: number, since: string) =>
      `${n} ${plural(count, "sign-in has", "sign-ins have")} failed since ${since}`,
    actingUserInactive: (client: string) => `${client} acts as a user who is disabled or deleted`,
    keyRotates: (n: string, count: number, since: string) =>
      count === 1
        ? `A new signing key takes over on ${since}`
        : `${n} new signing keys take over, the first on ${since}`,
    keyHint: "It is published already; applications that fetch the keys need nothing done.",
    secretNeverUsed: (client: string, n: string, count: number, since: string) =>
      count === 1
        ? `${client} has a secret that was never used since ${since}`
        : `${client} has ${n} secrets that were never used, the oldest since ${since}`,
    secretOld: (client: string, n: string, count: number, since: string) =>
      count === 1
        ? `${client} has a secret from ${since}; replace it`
        : `${client} has ${n} old secrets, the oldest from ${since}; replace them`,
    clientUnused: (client: string, since: string) => `${client} has not been used since ${since}`,
    seeSignIns: "See failed sign-ins",
    seeClient: (client: string) => `Open ${client}`,
  },
  firstSteps: {
    title: "First steps",
    text: "No application is registered yet. This is how one gets access:",
    register: "Register an application",
    registerText: "It gets a client ID, and a secret if it can keep one.",
    users: "Create users and give them roles",
    usersText: "What an application may do for a user never goes beyond that user's roles.",
    connect: "Connect the application",
    connectText: "Its registration shows the endpoints and snippets to paste.",
  },
  own: {
    title: "Applications you authorized",
    none: "You have not authorized any application yet. Those that you sign in to with this account appear here.",
    all: "See what they may do, in your profile",
    scopes: (n: number) => `${n} ${plural(n, "permission", "permissions")}`,
  },
};
