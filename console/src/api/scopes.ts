// The catalogue of scopes and permissions.

import { queryOptions } from "@tanstack/react-query";
import type { Scopes } from "~generated/schema";
import { api, must } from "./client";
import { keys } from "./keys";

export const scopesQuery = queryOptions({
  queryKey: [keys.scopes],
  queryFn: ({ signal }) => must(api.GET("/api/v1/oauth2/scopes", { signal })),
  staleTime: 30_000,
});

/** What each known scope allows, in words. */
export function describeScopes(scopes: Scopes | undefined): ReadonlyMap<string, string> {
  const groups = [...(scopes?.rbac ?? []), ...(scopes?.permissions ?? [])];
  const known = [...(scopes?.oidc ?? []), ...groups.flatMap((group) => group.scopes)];
  return new Map(known.map(({ name, description }) => [name, description]));
}
