import { lines, type SnippetValues, shellQuoted } from "./values";

export function curlSnippet(values: SnippetValues): string {
  return values.flow === "client_credentials" ? clientCredentials(values) : code(values);
}

function credentials({ clientId, secret }: SnippetValues): string {
  return secret === null
    ? `  --data-urlencode ${shellQuoted(`client_id=${clientId}`)} \\`
    : `  --user ${shellQuoted(`${clientId}:${secret}`)} \\`;
}

function clientCredentials(values: SnippetValues): string {
  const scope = values.scopes.join(" ");
  return lines(
    `curl --silent --show-error --fail-with-body ${shellQuoted(values.tokenEndpoint)} \\`,
    credentials(values),
    scope !== "" && `  --data-urlencode ${shellQuoted(`scope=${scope}`)} \\`,
    "  --data grant_type=client_credentials",
  );
}

function code(values: SnippetValues): string {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: values.clientId,
    redirect_uri: values.redirectUri,
    ...(values.scopes.length > 0 ? { scope: values.scopes.join(" ") } : {}),
    code_challenge_method: "S256",
  });
  const start = shellQuoted(`${values.authorizationEndpoint}?${query}`);
  return lines(
    "# 1. PKCE: a secret of this sign-in alone, and its digest",
    "verifier=$(openssl rand -hex 32)",
    'challenge=$(printf %s "$verifier" | openssl dgst -sha256 -binary | openssl base64 -A | tr "+/" "-_" | tr -d "=")',
    "state=$(openssl rand -hex 16)",
    "",
    "# 2. Open this address in a browser, sign in and authorize",
    `echo ${start}"&state=$state&code_challenge=$challenge"`,
    "",
    "# 3. The browser arrives at the redirect URI. Compare its state with $state, and paste its code",
    'printf "code: " && read -r code &&',
    `curl --silent --show-error --fail-with-body ${shellQuoted(values.tokenEndpoint)} \\`,
    credentials(values),
    `  --data-urlencode ${shellQuoted(`redirect_uri=${values.redirectUri}`)} \\`,
    '  --data-urlencode "code=$code" \\',
    '  --data-urlencode "code_verifier=$verifier" \\',
    "  --data grant_type=authorization_code",
  );
}
