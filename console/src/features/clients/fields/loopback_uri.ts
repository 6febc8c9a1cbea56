// URIs of the user's own machine, whose port may be "*".

const origins = ["localhost", "127.0.0.1", "[::1]"].flatMap((host) => [
  `http://${host}`,
  `https://${host}`,
]);

export interface LoopbackUri {
  origin: string;
  /** Null when none is written. */
  port: string | null;
  /** Path and query. */
  rest: string;
}

export function isPort(text: string): boolean {
  return /^[0-9]{1,5}$/.test(text) && Number(text) <= 65_535;
}

export function splitLoopback(uri: string): LoopbackUri | null {
  const origin = origins.find((one) => uri.startsWith(one));
  if (!origin) return null;
  const [, port, rest = ""] = /^(?::([^/?]*))?(.*)$/s.exec(uri.slice(origin.length)) ?? [];
  if (port !== undefined && port !== "*" && !isPort(port)) return null;
  if (rest !== "" && !/^[/?]/.test(rest)) return null;
  return { origin, port: port ?? null, rest };
}
