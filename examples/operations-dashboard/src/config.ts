// Where the issuer and the API are: /config.json, read at the start, so that one build serves anywhere.

export interface Config {
  authority: string;
  clientId: string;
  api: string;
  /** A resource indicator (RFC 8707), where the API takes only tokens that are for it. */
  resource: string | undefined;
}

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
    resource: fields.resource === undefined ? undefined : address(fields, "resource"),
  };
}

export async function loadConfig(): Promise<Config> {
  const answer = await fetch("/config.json", { cache: "no-cache" });
  if (!answer.ok) throw new Error(`config.json cannot be read (${answer.status})`);
  return readConfig(await answer.json());
}
