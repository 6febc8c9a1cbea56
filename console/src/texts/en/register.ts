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
      invalid: "One of these URIs is not allowed. See what it says at it.",
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
        response_parameter:
          "Its query has a parameter that answers bring: code, state, iss or one of error. Give it another name.",
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
  form: {
    title: "Register Application",
    description:
      "A web, single-page, mobile or backend application that uses OAuth2 and OpenID Connect.",
    create: "Create",
    discard: "Discard draft",
    restored: "Your draft is back",
    restoredText: "You had begun to register an application. Go on where you were, or start anew.",
    faultsTitle: (n: number) =>
      `${n} ${plural(n, "entry needs", "entries need")} your attention before the application can be registered.`,
    basic: { title: "Basic Information" },
    type: {
      title: "Authentication Method",
      description:
        "Choose based on where the application runs and whether it can safely store a secret.",
      fixed: "The client type cannot be changed after creation.",
      required: "Choose the client type.",
      confidential: {
        text: "The application runs in an environment where the client secret can be stored securely and is never exposed to end users.",
        badge: "Gets a secret",
        when: [
          "Backend services running on your own servers, for example an MES system that syncs production orders, or an ERP backend that periodically reads pipeline execution results.",
          "Server-side web applications where the source code and configuration are not accessible to end users.",
          "Any integration where you can store the client secret in a secure location such as environment variables or a secrets vault.",
        ],
      },
      public: {
        text: "The application runs in an environment where a secret cannot be kept safe. Authentication relies on PKCE instead of a client secret.",
        badge: "No secret, PKCE",
        when: [
          "Browser-based single-page applications (SPAs), for example a custom operations dashboard built with React that runs entirely in the user's browser.",
          "Mobile or desktop applications distributed to end users where the compiled code could be inspected or decompiled.",
          "Any application where the client secret would be embedded in code that users can access.",
        ],
      },
      when: "When to use",
      unsure:
        "If you are unsure, ask yourself: “Can I guarantee the secret will never be visible to an end user?” If the answer is yes, use Confidential. If the answer is no, or if the application runs in a browser or on a user's device, use Public.",
    },
    grants: {
      title: "Grant Types",
      description:
        "Which OAuth2 flows the application can use. Grant types cannot be changed after creation.",
      required: "Select Authorization Code or Client Credentials.",
      requiredPublic: "Select Authorization Code: it is the flow of public clients.",
      typeFirst: "Choose the client type first.",
      authorization_code: {
        name: "Authorization Code",
        text: "Users log in and authorize your application. Requires redirect URIs.",
      },
      client_credentials: {
        name: "Client Credentials",
        text: "Server-to-server authentication with no user interaction. The application authenticates directly with its client ID and secret.",
        notPublic: "Not available to public clients: they have no secret to authenticate with.",
      },
      refresh_token: {
        name: "Refresh Token",
        text: "Allows the application to obtain new access tokens without re-prompting the user.",
        included: "Always included with Authorization Code for confidential clients.",
        needsCode: "Available together with Authorization Code.",
      },
    },
    actingUser: {
      title: "Acting User",
      description: "Client Credentials only: whose identity the service has.",
    },
    redirectUris: { title: "Redirect URIs" },
    scopes: {
      title: "Scopes",
      description:
        "The most the application can ask for. Users may grant a subset of it on the consent screen.",
    },
    advanced: {
      title: "Advanced",
      description: "PKCE, ID token signature, post-logout redirect URIs",
      pkce: "Require PKCE",
      pkceText: "Refuses authorization requests without an S256 code challenge.",
      pkcePublic: "Always on for public clients: it stands in for the secret.",
      algorithm: "ID token signature",
      algorithmText: "RS256 is what client libraries expect; ES256 is shorter.",
    },
  },
  registered: {
    title: "Application Registered",
    text: (name: string) => `${name} is registered. Use these values in your application.`,
    clientId: "Client ID",
    clientSecret: "Client Secret",
    once: "The client secret is displayed only once in this dialog. It cannot be retrieved later: the secret is stored as a hash and the plaintext is never kept. If you lose the secret, you must create a new one.",
    noSecret:
      "A public client has no secret: it proves itself with PKCE, which your OAuth2 library does for you.",
    copyId: "Copy client ID",
    copySecret: "Copy client secret",
    download: "Download .env",
    nextSteps: "Next steps",
    nextStepsText: "Configure your OAuth2 library with the client ID and these endpoints.",
    endpoints: {
      authorization: "Authorization endpoint",
      token: "Token endpoint",
      discovery: "Discovery",
    },
    code: "Ready to paste",
    saved: "I have saved the client secret",
    savedFirst: "Tick that you have saved the secret to close this dialog.",
    done: "Done",
  },
  snippets: {
    label: "Language",
    flow: "Flow",
    flows: {
      authorization_code: "Authorization Code",
      client_credentials: "Client Credentials",
    },
    thing: (name: string) => `snippet for ${name}`,
    placeholder: "Put the client secret in the place of YOUR_CLIENT_SECRET.",
  },
};
