// How events are called.

import type { Texts } from "~/texts";
import type { Event } from "~generated/schema";

type Words = Texts["audit"];

function named(names: Record<string, string>, code: string): string {
  return Object.hasOwn(names, code) ? (names[code] ?? code) : code;
}

/** What happened, in words; the code itself when it is a new one. */
export function sayAction(words: Words, action: string): string {
  return named(words.actions, action);
}

export function sayTarget(words: Words, type: string): string {
  return named(words.targets, type);
}

export function sayActor(words: Words, actor: Event["actor"]): string {
  if (!actor) return words.nobodyKnown;
  return actor.id === "system" ? words.system : actor.name || actor.id;
}
