import { lines, quoted, type SnippetValues } from "./values";

/** Authlib for Python. */
export function authlibSnippet(values: SnippetValues): string {
  const { flow, clientId, secret, redirectUri, tokenEndpoint } = values;
  const isCode = flow === "authorization_code";
  const head = [
    "# pip install authlib requests",
    isCode ? "from authlib.common.security import generate_token" : null,
    "from authlib.integrations.requests_client import OAuth2Session",
    "",
    "client = OAuth2Session(",
    `    client_id=${quoted(clientId)},`,
    secret === null ? null : `    client_secret=${quoted(secret)},`,
    `    token_endpoint_auth_method=${quoted(secret === null ? "none" : "client_secret_basic")},`,
    values.scopes.length > 0 ? `    scope=${quoted(values.scopes.join(" "))},` : null,
    isCode ? `    redirect_uri=${quoted(redirectUri)},` : null,
    isCode ? '    code_challenge_method="S256",' : null,
    ")",
    "",
  ];
  if (!isCode)
    return lines(
      ...head,
      `token = client.fetch_token(${quoted(tokenEndpoint)}, grant_type="client_credentials")`,
      'print(token["access_token"])',
    );
  return lines(
    ...head,
    "# Send the user to this address, and keep verifier and state in their session",
    "verifier = generate_token(48)",
    "address, state = client.create_authorization_url(",
    `    ${quoted(values.authorizationEndpoint)}, code_verifier=verifier`,
    ")",
    "print(address)",
    "",
    "# The whole address at which the user arrived",
    'arrived_at = input("Arrived at: ")',
    "token = client.fetch_token(",
    `    ${quoted(tokenEndpoint)},`,
    "    authorization_response=arrived_at,",
    "    state=state,",
    "    code_verifier=verifier,",
    ")",
    'print(token["access_token"])',
  );
}
