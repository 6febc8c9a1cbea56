// Making passwords that are safe and can be read out.

const ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const GROUPS = 4;
const GROUP_LENGTH = 5;

/** Uniform: bytes beyond the last whole multiple of the alphabet are thrown away. */
function randomCharacter(): string {
  const limit = 256 - (256 % ALPHABET.length);
  const byte = new Uint8Array(1);
  do crypto.getRandomValues(byte);
  while ((byte[0] ?? 255) >= limit);
  return ALPHABET.charAt((byte[0] ?? 0) % ALPHABET.length);
}

/** About 116 bits, in groups, without characters that look alike. */
export function makePassword(): string {
  return Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, randomCharacter).join(""),
  ).join("-");
}
