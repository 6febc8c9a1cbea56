// One's own account: sessions and consents, and what changes them.

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, must } from "~/api/client";
import { keys } from "~/api/keys";
import { listOptions } from "~/ui/DataTable";
import type { NameChange, PasswordChange } from "~generated/schema";

export const LIST_SIZE = 10;

export const sessionsQuery = (page: number) =>
  queryOptions({
    queryKey: [keys.me, "sessions", page],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/me/sessions", {
          params: { query: { page, page_size: LIST_SIZE } },
          signal,
        }),
      ),
    ...listOptions,
  });

/** Of all that is known of oneself, and of the pages that tell it to others. */
function useMyselfChanged() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all(
      [keys.me, keys.users, keys.audit, keys.overview].map((key) =>
        queryClient.invalidateQueries({ queryKey: [key] }),
      ),
    );
}

export function useRename() {
  return useMutation({
    mutationFn: (body: NameChange) => must(api.PATCH("/api/v1/me", { body })),
    onSuccess: useMyselfChanged(),
  });
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: PasswordChange) => must(api.POST("/api/v1/me/password", { body })),
    onSuccess: useMyselfChanged(),
  });
}

export function useEndSession() {
  return useMutation({
    mutationFn: (id: string) =>
      must(api.DELETE("/api/v1/me/sessions/{id}", { params: { path: { id } } })),
    onSettled: useMyselfChanged(),
  });
}

export function useEndOtherSessions() {
  return useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/me/sessions")),
    onSuccess: useMyselfChanged(),
  });
}

export function useWithdraw() {
  return useMutation({
    mutationFn: (clientId: string) =>
      must(
        api.DELETE("/api/v1/me/consents/{client_id}", {
          params: { path: { client_id: clientId } },
        }),
      ),
    onSettled: useMyselfChanged(),
  });
}
