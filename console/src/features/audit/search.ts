// What the address of the audit log says.

import { readChoice, readListSearch } from "~/ui/list_search";

export const outcomes = ["success", "failure"] as const;
export type Outcome = (typeof outcomes)[number];

/** Time ranges that move with the present, and their lengths in seconds. */
export const recent = { "last-hour": 3_600, "last-day": 86_400, "last-week": 604_800 } as const;
export type Recent = keyof typeof recent;
export const recents = Object.keys(recent) as readonly Recent[];

export interface AuditSearch {
  page?: number;
  q?: string;
  /** A user id, or "system". */
  actor?: string;
  client_id?: string;
  /** A code, or a prefix such as "token.*". */
  action?: string;
  outcome?: Outcome;
  /** A time as RFC 3339 writes it, or one that moves. */
  from?: string;
  to?: string;
}

/** What the events are chosen by: all but the page. */
export type AuditFilter = Omit<AuditSearch, "page">;

export const noFilter: Record<keyof AuditSearch, undefined> = {
  page: undefined,
  q: undefined,
  actor: undefined,
  client_id: undefined,
  action: undefined,
  outcome: undefined,
  from: undefined,
  to: undefined,
};

const LONGEST = 200;

function readText(given: unknown): string | undefined {
  const text = typeof given === "string" || typeof given === "number" ? String(given) : "";
  return text.slice(0, LONGEST) || undefined;
}

function readTime(given: unknown): string | undefined {
  const time = typeof given === "string" ? new Date(given) : null;
  return time && !Number.isNaN(time.getTime()) ? time.toISOString() : undefined;
}

export function isRecent(from: string | undefined): from is Recent {
  return readChoice(from, recents) !== undefined;
}

export function auditSearch(given: Record<string, unknown>): AuditSearch {
  const { page, q } = readListSearch(given, []);
  const read = {
    page,
    q,
    actor: readText(given.actor),
    client_id: readText(given.client_id),
    action: readText(given.action),
    outcome: readChoice(given.outcome, outcomes),
    from: readChoice(given.from, recents) ?? readTime(given.from),
    to: readTime(given.to),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** The time that the filter's `from` means at present. */
export function startOf(from: string | undefined, now: Date): string | undefined {
  if (!isRecent(from)) return from;
  return new Date(now.getTime() - recent[from] * 1000).toISOString();
}

export function isFiltered(filter: AuditFilter): boolean {
  return Object.entries(filter).some(([name, value]) => name !== "page" && value !== undefined);
}

/** As an input for local date and time takes it: "2026-11-24T05:12". */
export function toLocalInput(iso: string): string {
  const time = new Date(iso);
  const two = (value: number) => String(value).padStart(2, "0");
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");
  return `${date}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

export function fromLocalInput(text: string): string | undefined {
  return text ? readTime(text) : undefined;
}
