// Reading the overview.

import { queryOptions } from "@tanstack/react-query";
import { api, must } from "~/api/client";
import { keys } from "~/api/keys";

const REFRESH_MILLISECONDS = 15_000;

export const overviewQuery = queryOptions({
  queryKey: [keys.overview],
  queryFn: ({ signal }) => must(api.GET("/api/v1/overview", { signal })),
  refetchInterval: REFRESH_MILLISECONDS,
});
