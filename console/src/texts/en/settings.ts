export const settings = {
  title: "General",
  description:
    "How this organization appears, what applications are offered, how long things last.",
  readOnly: "You may view the settings, but not change them.",
  revert: "Reset to saved",
  invalid: "Some values are not allowed. Correct them at the fields marked.",
  brand: {
    title: "Brand",
    name: "Brand name",
    hint: "Shown when signing in, on the consent page and in this console.",
    missing: "Enter a name",
    long: "At most 60 characters",
  },
  rbac: {
    title: "Role-based access control",
    label: "RBAC is enabled",
    hint: "Applications are offered RBAC scopes, and get of them only what the user's roles allow.",
    off: "RBAC scopes are not offered. Those that clients already have are granted uncut, whatever the user's roles allow.",
    on: "On",
    offShort: "Off",
    confirmTitle: "Switch RBAC off?",
    confirmText:
      "RBAC scopes are no longer offered for registration. Those that a client already has are granted uncut: tokens carry them whatever the roles of the user allow.",
    confirmAction: "Switch off and save",
  },
  lifetimes: {
    title: "Lifetimes",
    description: "Changes apply to what is issued from now on.",
    unitOf: (name: string) => `Unit of ${name}`,
    range: (least: string, most: string) => `From ${least} to ${most}.`,
    missing: "Enter a whole number",
    outside: (least: string, most: string) => `Must be from ${least} to ${most}`,
    order: (other: string) => `Must not be longer than “${other}”`,
    units: { second: "seconds", minute: "minutes", hour: "hours", day: "days" },
    groups: {
      tokens: "Tokens",
      refresh: "Refresh tokens",
      sessions: "Sessions",
    },
    fields: {
      access_token_lifetime_seconds: {
        name: "Access token",
        hint: "How long an application can call the API before it needs a new one.",
      },
      id_token_lifetime_seconds: {
        name: "ID token",
        hint: "How long the proof of a sign-in is valid.",
      },
      authorization_code_lifetime_seconds: {
        name: "Authorization code",
        hint: "How long an application has to redeem it.",
      },
      refresh_token_idle_lifetime_seconds: {
        name: "Refresh token, unused",
        hint: "Ends when it was not used for so long.",
      },
      refresh_token_absolute_lifetime_seconds: {
        name: "Refresh token, at most",
        hint: "Ends so long after the sign-in, however often it was used.",
      },
      session_idle_lifetime_seconds: {
        name: "Session, unused",
        hint: "Users sign in again when they were away for so long.",
      },
      session_absolute_lifetime_seconds: {
        name: "Session, at most",
        hint: "Users sign in again after so long in any case.",
      },
    },
  },
};
