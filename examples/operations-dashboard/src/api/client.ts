// Calls to the API with the user's access token.

import { scopesOf } from "../auth/permissions";
import { type Fault, failed, type Outcome, readFault } from "./answer";

export interface Tokens {
  accessToken: () => Promise<string | undefined>;
  renew: () => Promise<"renewed" | "unavailable" | "over">;
  /** The token lacks a scope. */
  lacks: (scope: string) => void;
  /** A token is refused that has just been renewed. */
  refused: () => void;
}

export interface Call {
  method?: "GET" | "PUT" | "POST";
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal | undefined;
}

const NO_TOKEN = "The sign-in server cannot be reached to renew the access.";
const SIGNED_OUT = "Your session has ended.";

const LONGEST_MILLISECONDS = 15_000;

/** What a client needs of the browser; tests give something else. */
export interface Network {
  fetch: typeof fetch;
  /** Aborts when an answer has taken too long. */
  limit: () => AbortSignal;
}

const BROWSER: Network = {
  fetch: (...args) => fetch(...args),
  limit: () => AbortSignal.timeout(LONGEST_MILLISECONDS),
};

export class ApiClient {
  readonly #base: string;
  readonly #tokens: Tokens;
  readonly #network: Network;

  constructor(base: string, tokens: Tokens, network = BROWSER) {
    this.#base = base;
    this.#tokens = tokens;
    this.#network = network;
  }

  /** The answer to a call that succeeded. A refused token is renewed once, and the call repeated. */
  async call(path: string, call: Call = {}): Promise<Outcome<Response>> {
    const token = await this.#tokens.accessToken();
    if (token === undefined) return failed({ kind: "unavailable", detail: NO_TOKEN });
    const first = await this.#attempt(path, call, token);
    if (first.ok || first.fault.kind !== "signed_out") return first;
    const again = await this.#another(token);
    if (typeof again !== "string") return failed(again);
    const second = await this.#attempt(path, call, again);
    if (!second.ok && second.fault.kind === "signed_out") this.#tokens.refused();
    return second;
  }

  /** The JSON of an answer, which may not take for ever, as a stream may. */
  async json<T>(path: string, call: Call = {}): Promise<Outcome<T>> {
    const limit = this.#network.limit();
    const signal = call.signal ? AbortSignal.any([call.signal, limit]) : limit;
    const answer = await this.call(path, { ...call, signal });
    if (!answer.ok) return answer;
    try {
      return { ok: true, value: (await answer.value.json()) as T };
    } catch {
      return failed({ kind: "unavailable", detail: "The plant API's answer broke off." });
    }
  }

  /** A token in place of the refused one, which may have been renewed meanwhile for another call. */
  async #another(refused: string): Promise<string | Fault> {
    let token = await this.#tokens.accessToken();
    if (token === refused) {
      const renewed = await this.#tokens.renew();
      if (renewed === "over") return { kind: "signed_out", detail: SIGNED_OUT };
      token = renewed === "renewed" ? await this.#tokens.accessToken() : undefined;
    }
    return token ?? { kind: "unavailable", detail: NO_TOKEN };
  }

  async #attempt(
    path: string,
    { method = "GET", headers, body, signal }: Call,
    token: string,
  ): Promise<Outcome<Response>> {
    let answer: Response;
    try {
      answer = await this.#network.fetch(this.#base + path, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        body: body === undefined ? null : JSON.stringify(body),
        cache: "no-store",
        ...(signal === undefined ? {} : { signal }),
      });
    } catch {
      return failed({ kind: "unavailable", detail: "The plant API cannot be reached." });
    }
    if (answer.ok) return { ok: true, value: answer };
    const fault = await readFault(answer, Date.now());
    if (fault.kind === "forbidden")
      for (const scope of scopesOf(fault.scope)) this.#tokens.lacks(scope);
    return failed(fault);
  }
}
