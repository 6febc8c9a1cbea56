// What this user may do here, by the scopes of the access token.

export const PERMISSIONS = [
  { scope: "uns:read", name: "See live topics" },
  { scope: "uns:publish", name: "Publish values" },
  { scope: "uns:write", name: "Create topics" },
  { scope: "pipelines:read", name: "See pipelines" },
  { scope: "pipelines:execute", name: "Run pipelines" },
  { scope: "connectors:read", name: "See connectors" },
  { scope: "models:read", name: "See data models" },
] as const;

export type Permission = (typeof PERMISSIONS)[number]["scope"];

export interface Access {
  /** The scopes that this dashboard asks for at sign-in: see config.ts. */
  asked: readonly string[];
  /** The scopes of the present access token. */
  scopes: readonly string[];
  /** Those of the first one: what the user agreed to, as far as the roles allowed it then. */
  agreed: readonly string[];
  /** Whether the user was asked for everything anew, by "Ask for it again". */
  askedAgain: boolean;
}

/**
 * - `not_asked`: this dashboard does without it, and so without what needs it
 * - `granted`: the token carries it
 * - `not_agreed`: it never did; the user left it out, or the roles do not include it
 * - `not_in_roles`: as before, though everything was asked for once more
 * - `taken_away`: it did until a renewal; the roles have changed
 */
export type Standing = "not_asked" | "granted" | "not_agreed" | "not_in_roles" | "taken_away";

export function standing(access: Access, permission: Permission): Standing {
  if (!access.asked.includes(permission)) return "not_asked";
  if (access.scopes.includes(permission)) return "granted";
  if (access.agreed.includes(permission)) return "taken_away";
  return access.askedAgain ? "not_in_roles" : "not_agreed";
}

/** The scopes of a token response; RFC 6749 3.3. */
export function scopesOf(scope: string | undefined): string[] {
  return (scope ?? "").split(" ").filter((one) => one !== "");
}
