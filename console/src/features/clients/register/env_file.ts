// The client's values as environment variables.

interface Values {
  clientId: string;
  secret?: string | undefined;
  issuer: string;
  /** Only with the authorization code. */
  authorizationEndpoint?: string | undefined;
  tokenEndpoint: string;
}

export function envFile(values: Values): string {
  const variables: [string, string | undefined][] = [
    ["OAUTH_CLIENT_ID", values.clientId],
    ["OAUTH_CLIENT_SECRET", values.secret],
    ["OAUTH_ISSUER", values.issuer],
    ["OAUTH_AUTHORIZATION_ENDPOINT", values.authorizationEndpoint],
    ["OAUTH_TOKEN_ENDPOINT", values.tokenEndpoint],
  ];
  return variables
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

export function downloadText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
