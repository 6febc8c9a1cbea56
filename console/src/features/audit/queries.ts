// Reading the audit log.

import { queryOptions } from "@tanstack/react-query";
import { api, compact, must } from "~/api/client";
import { keys } from "~/api/keys";
import { listOptions } from "~/ui/DataTable";
import { PAGE_SIZE } from "~/ui/list_search";
import { type AuditSearch, startOf } from "./search";

/** The server counts no further. */
export const MOST_COUNTED = 10_000;

export const auditQuery = ({ page, ...filter }: AuditSearch) =>
  queryOptions({
    queryKey: [keys.audit, "list", page, filter],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/audit", {
          params: {
            query: compact({
              ...filter,
              page,
              page_size: PAGE_SIZE,
              from: startOf(filter.from, new Date()),
            }),
          },
          signal,
        }),
      ),
    ...listOptions,
  });

/** Where the same events are had as CSV. */
export function csvAddress({ page, ...filter }: AuditSearch, now: Date): string {
  const fields = compact({ ...filter, from: startOf(filter.from, now) });
  const query = new URLSearchParams(fields).toString();
  return `/api/v1/audit.csv${query ? `?${query}` : ""}`;
}

/** The first clients whose name or id holds the text; for System Administrators. */
export const clientChoicesQuery = (q: string) =>
  queryOptions({
    queryKey: [keys.clients, "choices", q],
    queryFn: ({ signal }) =>
      must(api.GET("/api/v1/oauth2/clients", { params: { query: { q, page_size: 20 } }, signal })),
    staleTime: 10_000,
    ...listOptions,
  });
