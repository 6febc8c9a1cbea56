// What an answer of the API means for its caller.

export type Fault =
  /** Nobody answers, or nobody can tell now: the same may succeed later. */
  | { kind: "unavailable"; detail: string; retryAfter?: number }
  /** The access token lacks a scope (RFC 6750 3.1). */
  | { kind: "forbidden"; detail: string; scope?: string }
  /** The user must sign in. */
  | { kind: "signed_out"; detail: string }
  /** The request itself is at fault. */
  | { kind: "refused"; status: number; detail: string };

export type Outcome<T> = { ok: true; value: T } | { ok: false; fault: Fault };

export const failed = (fault: Fault): { ok: false; fault: Fault } => ({ ok: false, fault });

/** The parameters of a Bearer challenge: RFC 9110 11.6.1, RFC 6750 3. */
export function readChallenge(header: string | null): Record<string, string> {
  if (header === null || !/^Bearer\b/i.test(header)) return {};
  const parameters = header.matchAll(/(\w+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g);
  return Object.fromEntries(
    [...parameters].map(([, name = "", quoted, token]) => [
      name.toLowerCase(),
      quoted?.replace(/\\(.)/g, "$1") ?? token ?? "",
    ]),
  );
}

/** Milliseconds that a `Retry-After` asks for, in seconds or as a date: RFC 9110 10.2.3. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

async function readDetail(answer: Response, otherwise: string): Promise<string> {
  if (!/json/.test(answer.headers.get("Content-Type") ?? "")) return otherwise;
  try {
    const { detail } = await answer.json();
    return typeof detail === "string" ? detail : otherwise;
  } catch {
    return otherwise;
  }
}

const UNAVAILABLE = [429, 502, 503, 504];

/** The fault of an answer that is no success. */
export async function readFault(answer: Response, now: number): Promise<Fault> {
  const { status, headers } = answer;
  if (UNAVAILABLE.includes(status)) {
    const retryAfter = readRetryAfter(headers.get("Retry-After"), now);
    const detail = await readDetail(answer, "The plant API cannot answer now.");
    return { kind: "unavailable", detail, ...(retryAfter === undefined ? {} : { retryAfter }) };
  }
  const detail = await readDetail(answer, `The plant API answered ${status}.`);
  if (status === 401) return { kind: "signed_out", detail };
  const { error, scope } = readChallenge(headers.get("WWW-Authenticate"));
  if (status === 403 && error === "insufficient_scope")
    return { kind: "forbidden", detail, ...(scope === undefined ? {} : { scope }) };
  return { kind: "refused", status, detail };
}
