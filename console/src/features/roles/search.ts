// What the address of the role list says.

import { type ListSearch, readListSearch } from "~/ui/list_search";

export const roleSorts = ["name", "created_at", "updated_at"] as const;

export type RoleListSearch = ListSearch<(typeof roleSorts)[number]>;

export function roleListSearch(given: Record<string, unknown>): RoleListSearch {
  return readListSearch(given, roleSorts);
}
