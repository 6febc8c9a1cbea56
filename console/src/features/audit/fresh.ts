// Which rows of a list that updates by itself have just come.

import { useEffect, useRef, useState } from "react";
import type { Event } from "~generated/schema";

const none: ReadonlySet<number> = new Set();
const MARKED_MILLISECONDS = 8_000;

/** The ids that are newer than the newest seen before. */
export function newerThan(newest: number, items: readonly Pick<Event, "id">[]): number[] {
  return items.map(({ id }) => id).filter((id) => id > newest);
}

/** Rows that came while the list of `view` was open; marked for some seconds. */
export function useFresh(view: string, items: readonly Event[] | undefined): ReadonlySet<number> {
  const seen = useRef<{ view: string; newest: number } | null>(null);
  const [fresh, setFresh] = useState(none);

  useEffect(() => {
    if (!items) return;
    const newest = items[0]?.id ?? 0;
    const before = seen.current;
    seen.current = { view, newest: Math.max(newest, before?.view === view ? before.newest : 0) };
    if (before?.view !== view) setFresh(none);
    else if (newest > before.newest) setFresh(new Set(newerThan(before.newest, items)));
  }, [view, items]);

  useEffect(() => {
    if (fresh.size === 0) return;
    const timer = setTimeout(() => setFresh(none), MARKED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [fresh]);
  return fresh;
}
