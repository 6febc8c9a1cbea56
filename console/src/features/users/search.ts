// What the address of the user list says.

import { type ListSearch, readListSearch } from "~/ui/list_search";

export const userSorts = ["name", "email", "created_at", "last_sign_in_at"] as const;

export type UserListSearch = ListSearch<(typeof userSorts)[number]>;

export function userListSearch(given: Record<string, unknown>): UserListSearch {
  return readListSearch(given, userSorts);
}
