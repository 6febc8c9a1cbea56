// The values of the settings' form, what is wrong with them, and what to send.

import type { Texts } from "~/texts";
import type { Settings, SettingsChange } from "~generated/schema";
import {
  type Duration,
  durationOf,
  type LifetimeField,
  lifetimeFields,
  lifetimeLimits,
  secondsOf,
  withinAbsolute,
} from "./lifetimes";

export interface SettingsValues extends Record<LifetimeField, Duration> {
  rbac_enabled: boolean;
  brand_name: string;
}

export const settingsFields = ["rbac_enabled", "brand_name", ...lifetimeFields] as const;
export type SettingsField = (typeof settingsFields)[number];

export const MOST_BRAND_CHARACTERS = 60;

export function valuesOf(settings: Settings): SettingsValues {
  const lifetimes = lifetimeFields.map((field) => [field, durationOf(settings[field])]);
  return {
    rbac_enabled: settings.rbac_enabled,
    brand_name: settings.brand_name,
    ...(Object.fromEntries(lifetimes) as Record<LifetimeField, Duration>),
  };
}

/** Only what was changed; what cannot be sent counts as changed, without a value. */
export function changesOf(values: SettingsValues, before: Settings): SettingsChange {
  const changes: Record<string, unknown> = {};
  if (values.rbac_enabled !== before.rbac_enabled) changes.rbac_enabled = values.rbac_enabled;
  if (values.brand_name !== before.brand_name) changes.brand_name = values.brand_name;
  for (const field of lifetimeFields) {
    const seconds = secondsOf(values[field]);
    if (seconds !== before[field]) changes[field] = seconds ?? undefined;
  }
  return changes;
}

export type SettingsFaults = Partial<Record<SettingsField, string>>;

function brandFault(name: string, words: Texts["settings"]["brand"]): string | undefined {
  if (!name.trim()) return words.missing;
  return [...name].length > MOST_BRAND_CHARACTERS ? words.long : undefined;
}

function lifetimeFault(
  field: LifetimeField,
  values: SettingsValues,
  words: Texts["settings"]["lifetimes"],
  say: (seconds: number) => string,
): string | undefined {
  const seconds = secondsOf(values[field]);
  if (seconds === null) return words.missing;
  const [least, most] = lifetimeLimits[field];
  if (seconds < least || seconds > most) return words.outside(say(least), say(most));
  const absolute = withinAbsolute[field];
  const longest = absolute && secondsOf(values[absolute]);
  if (absolute && longest !== undefined && longest !== null && seconds > longest)
    return words.order(words.fields[absolute].name);
  return undefined;
}

/** `say` writes a number of seconds in words. */
export function faultsOf(
  values: SettingsValues,
  words: Texts["settings"],
  say: (seconds: number) => string,
): SettingsFaults {
  const faults: SettingsFaults = {};
  const brand = brandFault(values.brand_name, words.brand);
  if (brand) faults.brand_name = brand;
  for (const field of lifetimeFields) {
    const fault = lifetimeFault(field, values, words.lifetimes, say);
    if (fault) faults[field] = fault;
  }
  return faults;
}
