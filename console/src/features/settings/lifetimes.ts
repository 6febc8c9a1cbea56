// Lifetimes as a number and a unit, and which the server takes.

import type { Settings } from "~generated/schema";

export const lifetimeFields = [
  "access_token_lifetime_seconds",
  "id_token_lifetime_seconds",
  "authorization_code_lifetime_seconds",
  "refresh_token_idle_lifetime_seconds",
  "refresh_token_absolute_lifetime_seconds",
  "session_idle_lifetime_seconds",
  "session_absolute_lifetime_seconds",
] as const satisfies readonly (keyof Settings)[];

export type LifetimeField = (typeof lifetimeFields)[number];

const DAY = 86_400;

/** The least and the most seconds, as openapi.json has them. */
export const lifetimeLimits: Readonly<Record<LifetimeField, readonly [number, number]>> = {
  access_token_lifetime_seconds: [60, DAY],
  id_token_lifetime_seconds: [60, DAY],
  authorization_code_lifetime_seconds: [10, 600],
  refresh_token_idle_lifetime_seconds: [60, 365 * DAY],
  refresh_token_absolute_lifetime_seconds: [60, 2 * 365 * DAY],
  session_idle_lifetime_seconds: [300, 90 * DAY],
  session_absolute_lifetime_seconds: [300, 365 * DAY],
};

/** Idle lifetimes, and those that they must not exceed: an idle end after it is never reached. */
export const withinAbsolute: Partial<Record<LifetimeField, LifetimeField>> = {
  refresh_token_idle_lifetime_seconds: "refresh_token_absolute_lifetime_seconds",
  session_idle_lifetime_seconds: "session_absolute_lifetime_seconds",
};

export const unitSeconds = { second: 1, minute: 60, hour: 3_600, day: DAY } as const;
export type Unit = keyof typeof unitSeconds;
export const units: readonly Unit[] = ["second", "minute", "hour", "day"];

/** A lifetime as it is entered; the amount is text while it is no number. */
export interface Duration {
  amount: number | string;
  unit: Unit;
}

/** In the largest unit that says it exactly. */
export function durationOf(seconds: number): Duration {
  const unit = [...units].reverse().find((one) => seconds % unitSeconds[one] === 0) ?? "second";
  return { amount: seconds / unitSeconds[unit], unit };
}

/** Null where no whole number was entered. */
export function secondsOf({ amount, unit }: Duration): number | null {
  const number = amount === "" ? Number.NaN : Number(amount);
  return Number.isInteger(number) ? number * unitSeconds[unit] : null;
}
