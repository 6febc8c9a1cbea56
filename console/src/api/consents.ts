// What the signed-in user allowed to which application.

import { queryOptions } from "@tanstack/react-query";
import { api, must } from "./client";
import { keys } from "./keys";

export const consentsQuery = (page: number, pageSize: number) =>
  queryOptions({
    queryKey: [keys.me, "consents", page, pageSize],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/me/consents", {
          params: { query: { page, page_size: pageSize } },
          signal,
        }),
      ),
  });
