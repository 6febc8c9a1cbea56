// Calls of the REST API by the session cookie: typed from openapi.json, with the CSRF token, each
// failure as a Problem or Unreachable.

import createClient from "openapi-fetch";
import type { paths } from "~generated/schema";
import { problemOf, Unreachable } from "./problem";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);
const CSRF_HEADER = "X-CSRF-Token";

interface SignedIn {
  readonly user: { readonly id: string };
  readonly csrf_token: string | null;
}

let csrfToken = "";
let userId = "";
/** Every answer that says who is signed in carries the token for the calls that follow. */
export function rememberSession({ user, csrf_token }: SignedIn): void {
  userId = user.id;
  csrfToken = csrf_token ?? "";
}

const lossListeners = new Set<() => void>();
/** Calls `listener` whenever an answer says that nobody is signed in; returns how to stop. */
export function onSessionLost(listener: () => void): () => void {
  lossListeners.add(listener);
  return () => lossListeners.delete(listener);
}

function tellSessionLost(): void {
  for (const listener of lossListeners) listener();
}

/**
 * Another tab may have signed in anew: then this one has the token of a session that is over.
 * Whether there is a new one, of the same user; if it is somebody else's, the session here is lost.
 */
async function hasNewToken(sent: string): Promise<boolean> {
  const answer = await fetch("/api/v1/me", { credentials: "same-origin" });
  if (!answer.ok) return false;
  const me: SignedIn = await answer.json();
  if (me.csrf_token === sent) return false;
  if (me.user.id !== userId) {
    tellSessionLost();
    return false;
  }
  rememberSession(me);
  return true;
}

/** Unsafe calls carry the token; they are made once more when another tab has got a new one. */
async function send(request: Request): Promise<Response> {
  if (SAFE.has(request.method)) return fetch(request);
  const { url, method, headers, credentials, signal } = request;
  const body = (await request.text()) || null;
  const attempt = () => {
    headers.set(CSRF_HEADER, csrfToken);
    return fetch(url, { method, headers, body, credentials, signal });
  };
  const sent = csrfToken;
  const answer = await attempt();
  return answer.status === 403 && (await hasNewToken(sent)) ? attempt() : answer;
}

export const api = createClient<paths>({ credentials: "same-origin", fetch: send });

api.use({
  onResponse({ response, schemaPath }) {
    if (response.status === 401 && schemaPath !== "/api/v1/auth/login") tellSessionLost();
  },
  onError({ error }) {
    return error instanceof DOMException && error.name === "AbortError"
      ? error
      : new Unreachable(String(error));
  },
});

interface Answer<Body> {
  data?: Body;
  error?: unknown;
  response: Response;
}

/** The body of an answer that must succeed; throws a Problem or Unreachable otherwise. */
export async function must<Body>(call: Promise<Answer<Body>>): Promise<Body> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(error, response);
  return data as Body;
}

type Compact<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** The fields that have a value, for optional parameters. */
export function compact<Fields extends object>(fields: Fields): Compact<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Compact<Fields>;
}
