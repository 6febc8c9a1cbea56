// What a topic's value says at a glance.

export type Reading =
  | { kind: "none" }
  | { kind: "number"; number: number; unit: string }
  | { kind: "text"; text: string };

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar =>
  ["string", "number", "boolean"].includes(typeof value);

/** `{value, unit}` is what sensors send; other objects are told by their members. */
export function read(value: unknown): Reading {
  if (value === null || value === undefined) return { kind: "none" };
  if (isScalar(value)) return readScalar(value, "");
  const members = Array.isArray(value) ? {} : (value as Record<string, unknown>);
  if (isScalar(members.value))
    return readScalar(members.value, typeof members.unit === "string" ? members.unit : "");
  return { kind: "text", text: summary(value) };
}

function readScalar(value: Scalar, unit: string): Reading {
  return typeof value === "number"
    ? { kind: "number", number: value, unit }
    : { kind: "text", text: [String(value), unit].filter(Boolean).join(" ") };
}

function summary(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value);
  return Object.entries(value as object)
    .map(([name, member]) => `${name} ${isScalar(member) ? member : JSON.stringify(member)}`)
    .join(" · ");
}
