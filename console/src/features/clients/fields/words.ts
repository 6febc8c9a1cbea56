// Name and description of an application: what the server accepts (src/oauth/check/
// client_metadata.cpp).

export const MOST_NAME_CHARACTERS = 100;
export const MOST_DESCRIPTION_CHARACTERS = 500;

export type WordsFault = "empty" | "too_long" | "control";

/** Code points, as the server counts. */
export function characterCount(text: string): number {
  return [...text].length;
}

export function nameFault(name: string): WordsFault | null {
  if (/^[\s\u0085\u200B]*$/u.test(name)) return "empty";
  if (characterCount(name) > MOST_NAME_CHARACTERS) return "too_long";
  return /[\p{Cc}\u2028\u2029]/u.test(name) ? "control" : null;
}

export function descriptionFault(description: string): WordsFault | null {
  if (characterCount(description) > MOST_DESCRIPTION_CHARACTERS) return "too_long";
  return /(?![\t\n\r])[\p{Cc}\u2028\u2029]/u.test(description) ? "control" : null;
}
