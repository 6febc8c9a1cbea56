// RFC 6749 3.3 scope-token = 1*( %x21 / %x23-5B / %x5D-7E )

export const MOST_SCOPES = 200;
export const MOST_SCOPE_CHARACTERS = 200;

export type ScopeFault = "empty" | "too_long" | "spaces" | "characters";

export function scopeFault(name: string): ScopeFault | null {
  if (name === "") return "empty";
  if (/\s/.test(name)) return "spaces";
  if (!/^[\x21\x23-\x5B\x5D-\x7E]+$/.test(name)) return "characters";
  return name.length > MOST_SCOPE_CHARACTERS ? "too_long" : null;
}
