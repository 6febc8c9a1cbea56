/** Whether two names look the same: neither spaces nor the form of accents tell them apart. */
export function isSameName(left: string, right: string): boolean {
  const plain = (name: string) => name.normalize("NFC").replace(/\s+/gu, " ").trim();
  return plain(left) === plain(right);
}
