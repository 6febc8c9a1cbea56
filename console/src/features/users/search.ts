// What the address of the user list says.

import { type ListSearch, readChoice, readListSearch } from "~/ui/list_search";

export const userSorts = ["name", "email", "created_at", "updated_at", "last_sign_in_at"] as const;

const statuses = ["active", "disabled"] as const;

export interface UserListSearch extends ListSearch<(typeof userSorts)[number]> {
  status?: (typeof statuses)[number];
}

export function userListSearch(given: Record<string, unknown>): UserListSearch {
  const status = readChoice(given.status, statuses);
  return { ...readListSearch(given, userSorts), ...(status ? { status } : {}) };
}
