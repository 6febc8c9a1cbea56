// What the address of the overview says.

import { readChoice } from "~/ui/list_search";

const howMuch = ["all"] as const;

export interface OverviewSearch {
  /** Whether all that needs attention is shown, or the most pressing of it. */
  attention?: (typeof howMuch)[number];
}

export function overviewSearch(given: Record<string, unknown>): OverviewSearch {
  const attention = readChoice(given.attention, howMuch);
  return attention ? { attention } : {};
}
