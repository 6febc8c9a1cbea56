// Browsers and systems by what their User-Agent header says; for show only.

// The first that fits; more special ones before those they pretend to be.
const browsers: readonly [string, RegExp][] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\b(?:OPR|Opera|OPiOS)\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Vivaldi", /\bVivaldi\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Headless)?Chrom(?:e|ium)\/|\bCriOS\//],
  ["Safari", /\bVersion\/[\d.]+.*\bSafari\//],
];

const systems: readonly [string, RegExp][] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b|\bMacintosh\b/],
  ["Linux", /\bLinux\b|\bX11\b/],
];

export interface Browser {
  /** Null when nothing is known of it. */
  name: string | null;
  system: string | null;
}

function first(known: readonly [string, RegExp][], header: string): string | null {
  return known.find(([, pattern]) => pattern.test(header))?.[0] ?? null;
}

/** Programs that are no browsers go by their own first word, as "curl". */
export function browserOf(userAgent: string): Browser {
  const product = /^[\w.-]+/.exec(userAgent.trim())?.[0] ?? null;
  const isBrowser = product === "Mozilla" || product === "Opera";
  return {
    name: first(browsers, userAgent) ?? (isBrowser ? null : product),
    system: first(systems, userAgent),
  };
}
