import { lines, quoted, type SnippetValues } from "./values";

/** openid-client 6 for Node. */
export function openidClientSnippet(values: SnippetValues): string {
  const scope = values.scopes.join(" ");
  const head = [
    "// npm install openid-client",
    'import * as client from "openid-client";',
    "",
    ...configuration(values),
    "",
  ];
  if (values.flow === "client_credentials")
    return lines(
      ...head,
      `const tokens = await client.clientCredentialsGrant(config${scope ? `, { scope: ${quoted(scope)} }` : ""});`,
      "console.log(tokens.access_token);",
    );
  return lines(
    ...head,
    "/** Where to send the user, and what to keep in their session until they are back. */",
    "export async function startSignIn() {",
    "  const verifier = client.randomPKCECodeVerifier();",
    "  const state = client.randomState();",
    "  const address = client.buildAuthorizationUrl(config, {",
    `    redirect_uri: ${quoted(values.redirectUri)},`,
    scope !== "" && `    scope: ${quoted(scope)},`,
    "    state,",
    "    code_challenge: await client.calculatePKCECodeChallenge(verifier),",
    '    code_challenge_method: "S256",',
    "  });",
    "  return { address, verifier, state };",
    "}",
    "",
    "/** The tokens, for the whole address at which the user arrived. */",
    "export function finishSignIn(arrivedAt, { verifier, state }) {",
    "  return client.authorizationCodeGrant(config, new URL(arrivedAt), {",
    "    pkceCodeVerifier: verifier,",
    "    expectedState: state,",
    "  });",
    "}",
  );
}

function configuration({ issuer, clientId, secret }: SnippetValues): string[] {
  const isInsecure = issuer.startsWith("http:");
  return [
    "const config = await client.discovery(",
    `  new URL(${quoted(issuer)}),`,
    `  ${quoted(clientId)},`,
    `  ${secret === null ? "undefined" : quoted(secret)},`,
    `  ${secret === null ? "client.None()" : "client.ClientSecretBasic()"},`,
    ...(isInsecure ? ["  { execute: [client.allowInsecureRequests] },"] : []),
    ");",
  ];
}
