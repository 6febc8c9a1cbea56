// What the address of the client list says.

import { type ListSearch, readChoice, readListSearch } from "~/ui/list_search";

export const clientSorts = ["name", "created_at", "updated_at"] as const;
export type ClientSort = (typeof clientSorts)[number];

const statuses = ["active", "disabled"] as const;

export interface ClientListSearch extends ListSearch<ClientSort> {
  status?: (typeof statuses)[number];
}

export function clientListSearch(given: Record<string, unknown>): ClientListSearch {
  const status = readChoice(given.status, statuses);
  return { ...readListSearch(given, clientSorts), ...(status ? { status } : {}) };
}
