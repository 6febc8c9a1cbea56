// Numbers and times in the reader's own manner.

export function formatNumber(value: number, locale?: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(value);
}

export function formatTime(milliseconds: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: "medium" }).format(milliseconds);
}

const STEPS: [number, string][] = [
  [86_400, "d"],
  [3_600, "h"],
  [60, "min"],
  [1, "s"],
];

/** How long ago, in its largest unit; a clock that is a little behind counts as now. */
export function formatAge(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  for (const [length, unit] of STEPS)
    if (seconds >= length) return `${Math.floor(seconds / length)} ${unit} ago`;
  return "now";
}
