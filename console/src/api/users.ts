// Users as other resources refer to them.

import { queryOptions } from "@tanstack/react-query";
import { api, must } from "./client";
import { keys } from "./keys";

/** The first users whose name, e-mail address or id holds the text. */
export const userSearchQuery = (q: string) =>
  queryOptions({
    queryKey: [keys.users, "search", q],
    queryFn: ({ signal }) =>
      must(api.GET("/api/v1/users", { params: { query: { q, page_size: 10 } }, signal })),
    staleTime: 10_000,
  });

export const userQuery = (id: string) =>
  queryOptions({
    queryKey: [keys.users, "one", id],
    queryFn: ({ signal }) =>
      must(api.GET("/api/v1/users/{id}", { params: { path: { id } }, signal })),
  });
