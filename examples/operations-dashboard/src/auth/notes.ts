// What this tab remembers of its session beside the tokens, across reloads.

import type { Person } from "./session";

export interface Notes {
  /** Of this sign-in in this tab: see tab_lock.ts. */
  id: string;
  /** The scopes of the first access token. */
  agreed: string[];
  askedAgain: boolean;
  /** When the present access token was issued, in milliseconds since 1970. */
  issuedAt: number;
  /** A renewal is under way; one that a reload cut short must be repeated within seconds. */
  isRenewing: boolean;
  person: Person;
}

const KEY = "operations-dashboard.session";

export function readNotes(storage: Storage): Notes | undefined {
  const text = storage.getItem(KEY);
  return text === null ? undefined : (JSON.parse(text) as Notes);
}

export function writeNotes(storage: Storage, notes: Notes): void {
  storage.setItem(KEY, JSON.stringify(notes));
}

export function forgetNotes(storage: Storage): void {
  storage.removeItem(KEY);
}
