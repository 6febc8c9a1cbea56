// Reading and changing roles.

import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api, compact, must } from "~/api/client";
import { keys } from "~/api/keys";
import { listOptions } from "~/ui/DataTable";
import { PAGE_SIZE } from "~/ui/list_search";
import type { NewRole, RoleChange } from "~generated/schema";
import type { RoleListSearch } from "./search";

export const roleListQuery = ({ page, q, sort, order }: RoleListSearch) =>
  queryOptions({
    queryKey: [keys.roles, "list", { page, q, sort, order }],
    queryFn: ({ signal }) =>
      must(
        api.GET("/api/v1/roles", {
          params: { query: compact({ page, page_size: PAGE_SIZE, q, sort, order }) },
          signal,
        }),
      ),
    ...listOptions,
  });

const at = (id: string) => ({ params: { path: { id } } });

export const roleQuery = (id: string) =>
  queryOptions({
    queryKey: [keys.roles, "one", id],
    queryFn: ({ signal }) => must(api.GET("/api/v1/roles/{id}", { ...at(id), signal })),
  });

/** After any change to a role: those who hold it, perhaps oneself, may do other things. */
function useRolesChanged() {
  const queryClient = useQueryClient();
  return () =>
    Promise.all(
      [keys.roles, keys.users, keys.me, keys.overview, keys.audit].map((key) =>
        queryClient.invalidateQueries({ queryKey: [key] }),
      ),
    );
}

export function useCreateRole() {
  const changed = useRolesChanged();
  return useMutation({
    mutationFn: (body: NewRole) => must(api.POST("/api/v1/roles", { body })),
    onSuccess: changed,
  });
}

export function useChangeRole(id: string) {
  const changed = useRolesChanged();
  return useMutation({
    mutationFn: (body: RoleChange) => must(api.PATCH("/api/v1/roles/{id}", { ...at(id), body })),
    onSuccess: changed,
  });
}

export function useDeleteRole() {
  const changed = useRolesChanged();
  return useMutation({
    mutationFn: (id: string) => must(api.DELETE("/api/v1/roles/{id}", at(id))),
    onSuccess: changed,
  });
}
