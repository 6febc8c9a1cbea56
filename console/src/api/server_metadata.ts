// What the server says about itself to OAuth2 libraries.

import { queryOptions } from "@tanstack/react-query";
import { api, must } from "./client";

export const serverMetadataQuery = queryOptions({
  queryKey: ["server-metadata"],
  queryFn: ({ signal }) => must(api.GET("/.well-known/openid-configuration", { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});
