// Calls of the REST API by the session cookie: typed from openapi.json, with the CSRF token, each
// failure as a Problem or Unreachable.

import createClient from "openapi-fetch";
import type { paths } from "~generated/schema";
import { problemOf, Unreachable } from "./problem";

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

let csrfToken = "";
/** Every answer that signs somebody in carries the token for the calls that follow. */
export function rememberCsrfToken(token: string | null): void {
  csrfToken = token ?? "";
}

const lossListeners = new Set<() => void>();
/** Calls `listener` whenever an answer says that nobody is signed in; returns how to stop. */
export function onSessionLost(listener: () => void): () => void {
  lossListeners.add(listener);
  return () => lossListeners.delete(listener);
}

export const api = createClient<paths>({ credentials: "same-origin" });

api.use({
  onRequest({ request }) {
    if (!SAFE.has(request.method)) request.headers.set("X-CSRF-Token", csrfToken);
    return request;
  },
  onResponse({ response, schemaPath }) {
    if (response.status === 401 && schemaPath !== "/api/v1/auth/login")
      for (const listener of lossListeners) listener();
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
