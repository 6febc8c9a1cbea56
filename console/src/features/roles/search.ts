// What the addresses of the role list and of a new role say.

import { type ListSearch, readListSearch } from "~/ui/list_search";

export const roleSorts = ["name", "created_at", "updated_at"] as const;

export type RoleListSearch = ListSearch<(typeof roleSorts)[number]>;

export function roleListSearch(given: Record<string, unknown>): RoleListSearch {
  return readListSearch(given, roleSorts);
}

export interface NewRoleSearch {
  /** The id of the role to start from. */
  from?: string;
}

export function newRoleSearch(given: Record<string, unknown>): NewRoleSearch {
  return typeof given.from === "string" && given.from ? { from: given.from } : {};
}
