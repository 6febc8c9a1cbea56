// Where the issuer and the API are, and what to ask for: /config.json, read at the start, so that one
// build serves anywhere.

export interface Config {
  authority: string;
  clientId: string;
  api: string;
  /** What is asked for at sign-in: no more than the client is registered with. */
  scopes: readonly string[];
  /** A resource indicator (RFC 8707), where the API takes only tokens that are for it. */
  resource: string | undefined;
}

/** Those of a client that is registered as the platform's documentation says. */
export const DEFAULT_SCOPES: readonly string[] = [
  "openid",
  "profile",
  "email",
  "pipelines:read",
  "models:read",
  "connectors:read",
  "uns:read",
  "uns:write",
  "uns:publish",
];

function address(fields: Record<string, unknown>, name: string): string {
  const value = fields[name];
  if (
    typeof value !== "string" ||
    !URL.canParse(value) ||
    !/^https?:$/.test(new URL(value).protocol)
  )
    throw new Error(`config.json: ${name} must be an http or https address`);
  return value.replace(/\/+$/, "");
}

/** RFC 6749 3.3; without openid nobody would know who signed in. */
function scopes(value: unknown): readonly string[] {
  if (value === undefined) return DEFAULT_SCOPES;
  const isScope = (one: unknown) => typeof one === "string" && /^[!#-[\]-~]+$/.test(one);
  if (!Array.isArray(value) || !value.every(isScope) || !value.includes("openid"))
    throw new Error("config.json: scopes must be a list of scopes with openid among them");
  return value;
}

export function readConfig(value: unknown): Config {
  if (typeof value !== "object" || value === null) throw new Error("config.json is no JSON object");
  const fields = value as Record<string, unknown>;
  const clientId = fields.client_id;
  if (typeof clientId !== "string" || clientId === "")
    throw new Error("config.json: client_id must be a text");
  return {
    authority: address(fields, "authority"),
    clientId,
    api: address(fields, "api"),
    scopes: scopes(fields.scopes),
    resource: fields.resource === undefined ? undefined : address(fields, "resource"),
  };
}

export async function loadConfig(): Promise<Config> {
  const answer = await fetch("/config.json", { cache: "no-cache" });
  if (!answer.ok) throw new Error(`config.json cannot be read (${answer.status})`);
  return readConfig(await answer.json());
}
