// What somebody who entered a faulty redirect URI probably meant.

import { splitLoopback } from "./loopback_uri";
import { type ClientType, type RedirectUriFault, redirectUriFault } from "./redirect_uri";

const MOST_STEPS = 8;
const hostAndPort = /^[A-Za-z0-9.-]+:\d{1,5}(?:[/?]|$)/;
const mistypedWebScheme = /^h?t{1,3}ps?:\/*/i;

/** A URI that may be registered and differs little from the one given; null when none is likely. */
export function likelyFix(uri: string, clientType: ClientType): string | null {
  let fixed = uri;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const fault = redirectUriFault(fixed, clientType);
    if (!fault) return fixed === uri ? null : fixed;
    const next = repairs[fault]?.(fixed) ?? null;
    if (next === null || next === fixed) return null;
    fixed = next;
  }
  return null;
}

/**
 * Of a URI that may be registered, another that more likely does what is wanted: a localhost
 * without a port matches port 80 only, and "app.example.com:8443/cb" has a scheme "app.example.com".
 */
export function betterUri(uri: string): string | null {
  if (hostAndPort.test(uri)) return withScheme(uri);
  const loopback = splitLoopback(uri);
  if (loopback?.origin === "http://localhost" && loopback.port === null)
    return `${loopback.origin}:*${loopback.rest}`;
  return null;
}

/** Whether one who is still typing may well arrive at a good URI. */
export function isUnfinished(uri: string): boolean {
  return (
    /^[a-z]*$/.test(uri) ||
    ["https://", "http://localhost", "http://127.0.0.1", "http://[::1]"].some((start) =>
      start.startsWith(uri),
    ) ||
    /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):$/.test(uri)
  );
}

const repairs: Partial<Record<RedirectUriFault, (uri: string) => string | null>> = {
  characters: plainAscii,
  backslash: (uri) => uri.replaceAll("\\", "/"),
  fragment: (uri) => uri.slice(0, uri.indexOf("#")),
  wildcard: withoutWildcard,
  not_absolute: (uri) =>
    /^\/\/[^/]/.test(uri)
      ? `https:${uri}`
      : /^https?\/\//.test(uri)
        ? uri.replace("//", "://")
        : /^(?:localhost|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?:[:/?]|$)/.test(uri)
          ? withScheme(uri)
          : null,
  capital_scheme: (uri) => uri.replace(/^[^:]*/, (scheme) => scheme.toLowerCase()),
  dot_segment: withoutDotSegments,
  no_host: (uri) => (/^https?:\/*[^/]+\./.test(uri) ? uri.replace(/^(https?):\/*/, "$1://") : null),
  userinfo: (uri) => uri.replace(/\/\/[^/?@]*@/, "//"),
  port: (uri) => uri.replace(/^(https?:\/\/(?:\[[^\]]*\]|[^:/?]*)):(?=[/?]|$)/, "$1"),
  http: (uri) =>
    /^http:\/\/localhost(?:[:/?]|$)/i.test(uri)
      ? uri.replace(/^http:\/\/localhost/i, "http://localhost")
      : uri.replace(/^http:/, "https:"),
  scheme_without_dot: (uri) =>
    hostAndPort.test(uri)
      ? withScheme(uri)
      : mistypedWebScheme.test(uri)
        ? uri.replace(mistypedWebScheme, "https://")
        : null,
  private_use_of_confidential: (uri) => (hostAndPort.test(uri) ? withScheme(uri) : null),
  no_place: (uri) => `${uri.replace(/:\/*$/, "")}:/callback`,
};

function withScheme(uri: string): string {
  return `${/^(?:localhost|127\.0\.0\.1)(?:[:/?]|$)/.test(uri) ? "http" : "https"}://${uri}`;
}

function plainAscii(uri: string): string | null {
  const trimmed = uri.trim();
  if (trimmed !== uri) return trimmed;
  if (/^https?:\/\/[^/?#*]*[^!-~]/.test(uri)) return asciiHost(uri);
  return uri.replace(/[^!-~]/gu, (character) => encodeURIComponent(character));
}

/** A host name outside ASCII in its xn-- form. */
function asciiHost(uri: string): string | null {
  const [, scheme, host, rest] = /^(https?:\/\/)([^/?#:]*)(.*)$/s.exec(uri) ?? [];
  if (!scheme || !host || !URL.canParse(`https://${host}`)) return null;
  return `${scheme}${new URL(`https://${host}`).hostname}${rest ?? ""}`;
}

function withoutWildcard(uri: string): string {
  const anyPort = uri.replace(
    /^(https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])):[^/?]*\*[^/?]*/,
    "$1:*",
  );
  if (anyPort !== uri) return anyPort;
  if (!splitLoopback(uri) && /:\*(?=[/?]|$)/.test(uri)) return uri.replace(/:\*(?=[/?]|$)/, "");
  return uri.replace(/\/\*+$/, "/");
}

function withoutDotSegments(uri: string): string | null {
  const [, start, path, query] = /^([^/]*\/\/[^/?]*)([^?]*)(.*)$/s.exec(uri) ?? [];
  if (start === undefined || path === undefined) return null;
  return `${start}${new URL(path, "https://host").pathname}${query ?? ""}`;
}
