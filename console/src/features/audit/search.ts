// What the address of the audit log says.

import { type ListSearch, readListSearch } from "~/ui/list_search";

export type AuditSearch = ListSearch<"time">;

export function auditSearch(given: Record<string, unknown>): AuditSearch {
  return readListSearch(given, ["time"]);
}
