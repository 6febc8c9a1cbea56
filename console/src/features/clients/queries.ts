// Reading and changing clients.

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, compact, must } from "~/api/client";
import { keys } from "~/api/keys";
import { listOptions } from "~/ui/DataTable";
import { PAGE_SIZE } from "~/ui/list_search";
import type { Client } from "../../../generated/schema";
import type { ClientListSearch } from "./search";

export const clientListQuery = ({ page, q, status, sort, order }: ClientListSearch) =>
  queryOptions({
    queryKey: [keys.clients, "list", { page, q, status, sort, order }],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/oauth2/clients", {
          params: { query: compact({ page, page_size: PAGE_SIZE, q, status, sort, order }) },
          signal,
        }),
      ),
    ...listOptions,
  });

export const clientQuery = (clientId: string) =>
  queryOptions({
    queryKey: [keys.clients, "one", clientId],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/oauth2/clients/{client_id}", {
          params: { path: { client_id: clientId } },
          signal,
        }),
      ),
  });

export const clientImpactQuery = (clientId: string) =>
  queryOptions({
    queryKey: [keys.clients, "impact", clientId],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/oauth2/clients/{client_id}/impact", {
          params: { path: { client_id: clientId } },
          signal,
        }),
      ),
    staleTime: 0,
  });

/** After any change to a client: lists, counts and the log are stale. */
export function useClientsChanged() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all(
      [keys.clients, keys.overview, keys.audit, keys.scopes].map((key) =>
        queryClient.invalidateQueries({ queryKey: [key] }),
      ),
    );
}

export function useSetClientStatus() {
  const changed = useClientsChanged();
  return useMutation({
    mutationFn: ({ client, status }: { client: Client; status: Client["status"] }) => {
      const options = { params: { path: { client_id: client.client_id } } };
      return must(
        status === "active"
          ? api.POST("/api/v1/oauth2/clients/{client_id}/enable", options)
          : api.POST("/api/v1/oauth2/clients/{client_id}/disable", options),
      );
    },
    onSettled: changed,
  });
}

export function useDeleteClient() {
  const changed = useClientsChanged();
  return useMutation({
    mutationFn: (clientId: string) =>
      must(
        api.DELETE("/api/v1/oauth2/clients/{client_id}", {
          params: { path: { client_id: clientId } },
        }),
      ),
    onSuccess: changed,
  });
}
