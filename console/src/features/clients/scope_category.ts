// The three categories of scopes.

import type { Scopes } from "~generated/schema";

const OIDC = ["openid", "profile", "email"];
const categories = ["oidc", "rbac", "custom"] as const;

export type ScopeCategory = (typeof categories)[number];

function categoryOf(scope: string, permissions: ReadonlySet<string>): ScopeCategory {
  if (OIDC.includes(scope)) return "oidc";
  return permissions.has(scope) ? "rbac" : "custom";
}

/** The scopes by category, those without any left out. RBAC scopes are known with the catalogue. */
export function byCategory(
  scopes: readonly string[],
  catalogue: Pick<Scopes, "permissions"> | undefined,
): { category: ScopeCategory; names: string[] }[] {
  const permissions = new Set(
    catalogue?.permissions.flatMap((group) => group.scopes.map(({ name }) => name)),
  );
  return categories
    .map((category) => ({
      category,
      names: scopes.filter((scope) => categoryOf(scope, permissions) === category),
    }))
    .filter(({ names }) => names.length > 0);
}
