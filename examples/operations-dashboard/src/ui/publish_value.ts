// What somebody typed, as the value to publish.

import type { Field, Model } from "../api/plant";

/** JSON, or else the text itself: nobody should have to put quotes around a word. */
export function freeValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export type Entries = Record<string, string>;

/** What stands in the fields of a model for a value that is already there. */
export function entriesOf(model: Model, value: unknown): Entries {
  const members =
    typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  return Object.fromEntries(
    model.fields.map(({ name, type }) => {
      const member = members[name];
      if (member === undefined || member === null) return [name, type === "boolean" ? "false" : ""];
      return [name, String(member)];
    }),
  );
}

/** The object that the entries make, or the field at fault. */
export function modelValue(
  model: Model,
  entries: Entries,
): { value: Record<string, unknown> } | { field: string; fault: string } {
  const value: Record<string, unknown> = {};
  for (const field of model.fields) {
    const made = fieldValue(field, entries[field.name] ?? "");
    if (typeof made === "object") return { field: field.name, fault: made.fault };
    value[field.name] = made;
  }
  return { value };
}

function fieldValue({ type }: Field, entry: string): string | number | boolean | { fault: string } {
  if (type === "string") return entry;
  if (type === "boolean") return entry === "true";
  const number = Number(entry.trim().replace(/^([+-]?\d*),(\d+)$/, "$1.$2"));
  if (entry.trim() === "" || !Number.isFinite(number)) return { fault: "must be a number" };
  if (type === "integer" && !Number.isInteger(number)) return { fault: "must be a whole number" };
  return number;
}
