// What may be registered as a redirect URI: the rules of the server (src/oauth/check/
// redirect_uri_registration.cpp) in its order, so that both name the same fault.

import { isPort, splitLoopback } from "./loopback_uri";

export type ClientType = "confidential" | "public";

export type RedirectUriFault =
  | "empty"
  | "too_long"
  | "characters"
  | "backslash"
  | "fragment"
  | "wildcard"
  | "not_absolute"
  | "capital_scheme"
  | "dot_segment"
  | "response_parameter"
  | "no_host"
  | "userinfo"
  | "port"
  | "http"
  | "forbidden_scheme"
  | "scheme_without_dot"
  | "private_use_of_confidential"
  | "no_place";

export const MOST_URI_CHARACTERS = 2000;

/** What the server's answers add to the query. */
const responseParameters = new Set([
  "code",
  "state",
  "iss",
  "error",
  "error_description",
  "error_uri",
]);

const forbiddenSchemes = new Set(["javascript", "data", "vbscript", "file", "blob", "about"]);

export function redirectUriFault(uri: string, clientType: ClientType): RedirectUriFault | null {
  const fault = textFault(uri);
  if (fault) return fault;
  const plain = withPlainPort(uri);
  if (plain.includes("*")) return "wildcard";
  const parts = parseUri(plain);
  if (!parts) return "not_absolute";
  if (/[A-Z]/.test(parts.scheme)) return "capital_scheme";
  if (hasDotSegment(plain)) return "dot_segment";
  if (hasResponseParameter(parts.query)) return "response_parameter";
  const isWeb = parts.scheme === "http" || parts.scheme === "https";
  return isWeb ? webFault(parts, plain) : privateUseFault(parts, clientType);
}

function textFault(uri: string): RedirectUriFault | null {
  if (uri === "") return "empty";
  if (uri.length > MOST_URI_CHARACTERS) return "too_long";
  if (/[^!-~]/.test(uri)) return "characters";
  if (uri.includes("\\")) return "backslash";
  if (uri.includes("#")) return "fragment";
  return null;
}

/** The port "*" of a loopback URI as a number, so that the whole reads as a URI. */
function withPlainPort(uri: string): string {
  const loopback = splitLoopback(uri);
  return loopback?.port === "*" ? `${loopback.origin}:80${loopback.rest}` : uri;
}

interface UriParts {
  scheme: string;
  authority: { userinfo: string | null; host: string; port: string | null } | null;
  path: string;
  query: string;
}

const word = "[A-Za-z0-9\\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2}";
const pathPattern = new RegExp(`^(?:${word}|[:@/])*$`);
const queryPattern = new RegExp(`^(?:${word}|[:@/?])*$`);
const userinfoPattern = new RegExp(`^(?:${word}|:)*$`);
const namePattern = new RegExp(`^(?:${word})*$`);
const uriPattern = /^([A-Za-z][A-Za-z0-9+.-]*):(?:\/\/([^/?]*))?([^?]*)(?:\?(.*))?$/s;

/** RFC 3986 3, strictly; without a fragment. */
function parseUri(uri: string): UriParts | null {
  const [, scheme, written, path, query] = uriPattern.exec(uri) ?? [];
  if (scheme === undefined || path === undefined) return null;
  const authority = written === undefined ? null : parseAuthority(written);
  if (written !== undefined && !authority) return null;
  if (!pathPattern.test(path) || !queryPattern.test(query ?? "")) return null;
  return { scheme, authority, path, query: query ?? "" };
}

function parseAuthority(written: string): UriParts["authority"] {
  const at = written.indexOf("@");
  const userinfo = at < 0 ? null : written.slice(0, at);
  const [, host, port] =
    /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/s.exec(at < 0 ? written : written.slice(at + 1)) ?? [];
  if (host === undefined || (userinfo !== null && !userinfoPattern.test(userinfo))) return null;
  if (host.startsWith("[") ? !isIpLiteral(host) : !namePattern.test(host)) return null;
  if (port !== undefined && !userinfoPattern.test(port)) return null;
  return { userinfo, host, port: port ?? null };
}

function isIpLiteral(host: string): boolean {
  return (
    /^\[v[0-9A-Fa-f]+\.[A-Za-z0-9\-._~!$&'()*+,;=:]+\]$/.test(host) ||
    (/^\[[0-9A-Fa-f:.]+\]$/.test(host) && URL.canParse(`http://${host}/`))
  );
}

function hasDotSegment(uri: string): boolean {
  const [beforeQuery = ""] = uri.split("?");
  return beforeQuery
    .slice(beforeQuery.indexOf(":") + 1)
    .split("/")
    .some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment));
}

function hasResponseParameter(query: string): boolean {
  return query.split("&").some((parameter) => {
    const [name = ""] = parameter.split("=");
    return responseParameters.has(unescaped(name));
  });
}

/** Of percent-encoded ASCII; anything else stays as it is written. */
function unescaped(text: string): string {
  return text.replace(/%([0-7][0-9A-Fa-f])/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  );
}

function webFault({ scheme, authority }: UriParts, plain: string): RedirectUriFault | null {
  if (!authority?.host) return "no_host";
  if (authority.userinfo !== null) return "userinfo";
  if (authority.port !== null && !isPort(authority.port)) return "port";
  return scheme === "http" && !splitLoopback(plain) ? "http" : null;
}

function privateUseFault(
  { scheme, authority, path }: UriParts,
  clientType: ClientType,
): RedirectUriFault | null {
  if (forbiddenSchemes.has(scheme)) return "forbidden_scheme";
  if (!scheme.includes(".")) return "scheme_without_dot";
  if (clientType !== "public") return "private_use_of_confidential";
  if (authority && authority.userinfo !== null) return "userinfo";
  if (authority?.port && !isPort(authority.port)) return "port";
  return path === "" && !authority?.host ? "no_place" : null;
}
