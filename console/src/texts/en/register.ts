const plural = (n: number, one: string, many: string) => (n === 1 ? one : many);

export const register = {
  userPicker: {
    placeholder: "Name, e-mail or user ID",
    searching: "Searching…",
    nobody: "Nobody matches",
    found: (n: number) => `${n} ${plural(n, "user", "users")} found`,
    unknownId: (id: string) => `No user has the ID ${id}.`,
    failed: "Users could not be loaded. Try again.",
    disabledUser: "This user is disabled and cannot get tokens.",
    clear: "Clear the user",
  },
  fields: {
    name: {
      label: "Application Name",
      description: "Shown to users on the consent screen.",
      faults: {
        empty: "Enter a name.",
        too_long: (over: number) =>
          `A name has at most 100 characters; this one is ${over} ${plural(over, "character", "characters")} too long.`,
        control: "A name has no line breaks or other control characters.",
      },
    },
    description: {
      label: "Description",
      description: "A note about the application's purpose.",
      faults: {
        too_long: (over: number) =>
          `A description has at most 500 characters; this one is ${over} ${plural(over, "character", "characters")} too long.`,
        control: "A description has no control characters other than line breaks and tabs.",
      },
    },
    redirectUris: {
      label: "Redirect URIs",
      description:
        "The URLs where users are sent after they authorize the application. Each must match exactly what the application sends. Use http://localhost:* for local development; use https:// for production.",
      input: "New redirect URI",
      placeholder: "https://app.example.com/callback",
      empty: "None yet. Add one for each environment or callback path.",
      required: "Add at least one redirect URI: Authorization Code needs it.",
      notAdded: "This URI is not added yet. Add it, or clear the field.",
      duplicate: "This URI is in the list already.",
      tooMany: "There are 50 URIs already, which is the most.",
      use: (uri: string) => `Use ${uri}`,
      edit: (uri: string) => `Edit ${uri}`,
      saveEdit: "Save URI",
      editing: (uri: string) => `Editing ${uri}`,
      added: (uri: string) => `${uri} added`,
      removed: (uri: string) => `${uri} removed`,
      anyPort:
        "Without a port this matches port 80 only. With * as the port it matches whatever port your development server uses.",
      hostAndPort: "This reads as a scheme of its own. You probably mean an https address.",
      faults: {
        empty: "Enter a URI.",
        too_long: "A URI has at most 2000 characters.",
        characters:
          "This has a space, or a character outside ASCII, in it. Leave spaces at the ends out and percent-encode others.",
        backslash: "This has a backslash in it. Use / instead.",
        fragment: "A redirect URI has no fragment. Leave out the # and what follows it.",
        wildcard:
          "* may only stand for the port of localhost, 127.0.0.1 or [::1], as in http://localhost:*/callback.",
        not_absolute:
          "This is not a whole URI. It starts with https://, as in https://app.example.com/callback.",
        capital_scheme: "Write the scheme in small letters.",
        dot_segment: "This has a . or .. in its path. Write the path it leads to.",
        no_host: "This has no host. Write it as https://app.example.com/callback.",
        userinfo:
          "A redirect URI holds no user name or password. Leave out what stands before the @.",
        port: "The port is a number up to 65535. Otherwise leave out the colon.",
        http: "http:// is only for localhost, 127.0.0.1 and [::1]. Use https:// for everything else.",
        forbidden_scheme:
          "This scheme is never allowed: it would run or read something on the user's device. Use https://.",
        scheme_without_dot:
          "A scheme of your own is your domain name reversed, with a dot in it, as in com.example.app:/callback. Otherwise use https://.",
        private_use_of_confidential:
          "Only public clients may have a scheme of their own. Use https://, or register a Public Client.",
        no_place: "Nothing follows the scheme. Write it as com.example.app:/callback.",
      },
    },
    postLogoutUris: {
      label: "Post-logout redirect URIs",
      description:
        "Where a user may be sent after signing out. The same rules as for redirect URIs.",
      input: "New post-logout redirect URI",
      placeholder: "https://app.example.com/signed-out",
      empty: "None. Users then stay on the sign-out page.",
    },
    scopes: {
      label: "Scopes",
      chosen: (n: string) => `${n} selected`,
      search: "Search scopes",
      nothing: (q: string) => `No scope matches “${q}”.`,
      oidc: "OIDC Scopes",
      oidcText: "Always available. They give access to the user's identity.",
      rbac: "RBAC Scopes",
      rbacText:
        "Permissions of this server. A user's token never holds more than the user's own roles.",
      rbacOff:
        "Role-based access control is off, so there are no RBAC scopes to select. Switch it on under System Settings → General.",
      all: (group: string) => `All of ${group}`,
      ofGroup: (chosen: number, all: number) => `${chosen} of ${all}`,
      custom: "Custom Scopes",
      customText: "Scopes of your own for application-specific needs.",
      customInput: "Custom scope",
      customPlaceholder: "orders:approve",
      customKnown: "Used by other applications:",
      noLongerOffered: "No longer offered",
      noLongerOfferedText:
        "This application has these scopes, but they cannot be selected at present. What you untick here stays available until you save.",
      loadFailed: "The scopes could not be loaded",
      tooMany: "An application has at most 200 scopes.",
      notAdded: "This scope is not added yet. Add it, or clear the field.",
      faults: {
        empty: "Enter a scope name.",
        too_long: "A scope has at most 200 characters.",
        spaces: "A scope has no spaces. Add several one at a time.",
        characters: "A scope has only printable ASCII characters, without quotes and backslashes.",
        duplicate: "This scope is selected already.",
      },
    },
    actingUser: {
      label: "Acting User",
      description:
        "The user the service authenticates as. It inherits that user's roles and permissions. If left empty, it acts as the user who created the client.",
      find: "To find a user's ID: Identity & Access → Users, the actions menu (⋯) of the row, Copy User ID.",
    },
  },
};
