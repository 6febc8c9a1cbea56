// Reading and changing users.

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, compact, must } from "~/api/client";
import { keys } from "~/api/keys";
import { listOptions } from "~/ui/DataTable";
import { PAGE_SIZE } from "~/ui/list_search";
import type { NewUser, User, UserChange } from "~generated/schema";
import { type UserListSearch, userSorts } from "./search";

export const userListQuery = ({ page, q, status, sort, order }: UserListSearch) =>
  queryOptions({
    queryKey: [keys.users, "list", { page, q, status, sort, order }],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/users", {
          params: {
            query: compact({
              page,
              page_size: PAGE_SIZE,
              q,
              status,
              sort: sort ?? userSorts[0],
              order,
            }),
          },
          signal,
        }),
      ),
    ...listOptions,
  });

/** After any change to a user: also what it touches is stale, perhaps the signed-in user. */
function useUsersChanged() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all(
      [keys.users, keys.roles, keys.overview, keys.audit, keys.clients, keys.me].map((key) =>
        queryClient.invalidateQueries({ queryKey: [key] }),
      ),
    );
}

const at = (id: string) => ({ params: { path: { id } } });

export function useCreateUser() {
  const changed = useUsersChanged();
  return useMutation({
    mutationFn: (body: NewUser) => must(api.POST("/api/v1/users", { body })),
    onSuccess: changed,
  });
}

export function useChangeUser(id: string) {
  const changed = useUsersChanged();
  return useMutation({
    mutationFn: (body: UserChange) => must(api.PATCH("/api/v1/users/{id}", { ...at(id), body })),
    onSuccess: changed,
  });
}

export function useSetUserStatus() {
  const changed = useUsersChanged();
  return useMutation({
    mutationFn: ({ id, status }: { id: string; status: User["status"] }) =>
      must(
        status === "active"
          ? api.POST("/api/v1/users/{id}/enable", at(id))
          : api.POST("/api/v1/users/{id}/disable", at(id)),
      ),
    onSuccess: changed,
  });
}

export function useResetPassword() {
  const changed = useUsersChanged();
  return useMutation({
    mutationFn: ({ id, password }: { id: string; password: string }) =>
      must(api.POST("/api/v1/users/{id}/password", { ...at(id), body: { password } })),
    onSuccess: changed,
  });
}

export function useDeleteUser() {
  const changed = useUsersChanged();
  return useMutation({
    mutationFn: (id: string) => must(api.DELETE("/api/v1/users/{id}", at(id))),
    onSuccess: changed,
  });
}
