// Reading the overview.

import { queryOptions } from "@tanstack/react-query";
import { api, must } from "~/api/client";
import { keys } from "~/api/keys";
import type { Attention } from "~generated/schema";

const REFRESH_MILLISECONDS = 15_000;
const MOST_PER_PAGE = 200;

export const overviewQuery = queryOptions({
  queryKey: [keys.overview],
  queryFn: ({ signal }) => must(api.GET("/api/v1/overview", { signal })),
  refetchInterval: REFRESH_MILLISECONDS,
});

/** All that needs attention, of which the overview brings the first fifty. */
export const allAttentionQuery = queryOptions({
  queryKey: [keys.overview, "attention"],
  queryFn: async ({ signal }) => {
    const found: Attention[] = [];
    for (let page = 1; ; page += 1) {
      const { items, total } = await must(
        api.GET("/api/v1/overview/attention", {
          params: { query: { page, page_size: MOST_PER_PAGE } },
          signal,
        }),
      );
      found.push(...items);
      if (items.length === 0 || found.length >= total) return found;
    }
  },
});
