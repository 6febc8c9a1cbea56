// What a snippet is filled with.

import type { Client } from "~generated/schema";

export type SnippetClient = Pick<
  Client,
  "client_id" | "client_type" | "grant_types" | "redirect_uris" | "scopes"
>;

export type Flow = "authorization_code" | "client_credentials";

export interface SnippetValues {
  flow: Flow;
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  clientId: string;
  /** Null for public clients, which have none. */
  secret: string | null;
  /** A concrete one: any port is written as one that is often used. */
  redirectUri: string;
  scopes: readonly string[];
}

export const SECRET_PLACEHOLDER = "YOUR_CLIENT_SECRET";
const DEVELOPMENT_PORT = 3000;

export function flowsOf(client: SnippetClient): Flow[] {
  const flows: readonly Flow[] = ["authorization_code", "client_credentials"];
  return flows.filter((flow) => client.grant_types.includes(flow));
}

export function valuesOf(
  client: SnippetClient,
  issuer: string,
  flow: Flow,
  secret: string = SECRET_PLACEHOLDER,
): SnippetValues {
  const base = issuer.replace(/\/$/, "");
  return {
    flow,
    issuer,
    authorizationEndpoint: `${base}/api/v1/oauth2/authorize`,
    tokenEndpoint: `${base}/api/v1/oauth2/token`,
    clientId: client.client_id,
    secret: client.client_type === "public" ? null : secret,
    redirectUri: (client.redirect_uris[0] ?? "").replace(
      /^(https?:\/\/[^/?]*):\*/,
      `$1:${DEVELOPMENT_PORT}`,
    ),
    // Identity is a user's: without one there is none to ask for.
    scopes:
      flow === "client_credentials"
        ? client.scopes.filter((scope) => !["openid", "profile", "email"].includes(scope))
        : client.scopes,
  };
}

/** As a string of JavaScript, Python, C#, C++ and YAML alike: the values are printable ASCII. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** As one word of a POSIX shell. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

export function lines(...parts: readonly (string | false | null)[]): string {
  return `${parts.filter((part) => part !== false && part !== null).join("\n")}\n`;
}
