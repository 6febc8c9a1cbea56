// Reading and changing clients.

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, compact, must } from "~/api/client";
import { keys } from "~/api/keys";
import { listOptions } from "~/ui/DataTable";
import { PAGE_SIZE } from "~/ui/list_search";
import type { Client, ClientChange } from "~generated/schema";
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

export const GRANTS_PAGE_SIZE = 10;

export const clientGrantsQuery = (clientId: string, page: number) =>
  queryOptions({
    queryKey: [keys.clients, "grants", clientId, page],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/oauth2/clients/{client_id}/grants", {
          params: {
            path: { client_id: clientId },
            query: { page, page_size: GRANTS_PAGE_SIZE },
          },
          signal,
        }),
      ),
    ...listOptions,
  });

const RECENT_EVENTS = 10;

export const clientEventsQuery = (clientId: string) =>
  queryOptions({
    queryKey: [keys.audit, "of client", clientId],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/audit", {
          params: { query: { client_id: clientId, page_size: RECENT_EVENTS } },
          signal,
        }),
      ),
    // These are all: there is no page after them here.
    select: ({ items }) => ({ items, total: items.length }),
    ...listOptions,
  });

export function useAddSecret(clientId: string) {
  const changed = useClientsChanged();
  return useMutation({
    mutationFn: () =>
      must(
        api.POST("/api/v1/oauth2/clients/{client_id}/secrets", {
          params: { path: { client_id: clientId } },
        }),
      ),
    onSettled: changed,
    gcTime: 0,
  });
}

export function useRemoveSecret(clientId: string) {
  const changed = useClientsChanged();
  return useMutation({
    mutationFn: (secretId: string) =>
      must(
        api.DELETE("/api/v1/oauth2/clients/{client_id}/secrets/{id}", {
          params: { path: { client_id: clientId, id: secretId } },
        }),
      ),
    onSettled: changed,
  });
}

export function useUpdateClient(clientId: string) {
  const changed = useClientsChanged();
  return useMutation({
    mutationFn: (body: ClientChange) =>
      must(
        api.PATCH("/api/v1/oauth2/clients/{client_id}", {
          params: { path: { client_id: clientId } },
          body,
        }),
      ),
    onSuccess: changed,
  });
}
