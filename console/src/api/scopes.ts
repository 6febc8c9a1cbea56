// The catalogue of scopes and permissions.

import { queryOptions } from "@tanstack/react-query";
import { api, must } from "./client";
import { keys } from "./keys";

export const scopesQuery = queryOptions({
  queryKey: [keys.scopes],
  queryFn: ({ signal }) => must(api.GET("/api/v1/oauth2/scopes", { signal })),
  staleTime: 30_000,
});
