// Roles as other resources refer to them, and which of them one may give.

import { queryOptions } from "@tanstack/react-query";
import type { Me, Role } from "~generated/schema";
import { api, must } from "./client";
import { keys } from "./keys";

const MOST_PER_PAGE = 200;

/** Every role of the organization, by name. */
export const allRolesQuery = queryOptions({
  queryKey: [keys.roles, "all"],
  queryFn: async ({ signal }) => {
    const roles: Role[] = [];
    for (let page = 1; ; page += 1) {
      const { items, total } = await must(
        api.GET("/api/v1/roles", {
          params: { query: { page, page_size: MOST_PER_PAGE } },
          signal,
        }),
      );
      roles.push(...items);
      if (items.length === 0 || roles.length >= total) return roles;
    }
  },
  staleTime: 10_000,
});

/** Whether the signed-in user holds all that the role allows: the server lets one give no others. */
export function holdsAllOf(me: Me, role: Role): boolean {
  if (me.is_system_administrator) return true;
  return (
    !role.is_system_administrator &&
    role.permissions.every((permission) => me.permissions.includes(permission))
  );
}
