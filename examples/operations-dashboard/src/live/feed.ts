// What the API is asked for again and again.

import type { Fault, Outcome } from "../api/answer";
import { backoff, pause } from "../backoff";
import { Store } from "../store";

/** Where data stands: `live`, or no longer so since the API has not answered; then the value is old. */
export type FeedState<T> =
  | { state: "loading" }
  | { state: "live"; value: T; at: number }
  | {
      state: "failing";
      value: T | undefined;
      at: number | undefined;
      detail: string;
      nextAt: number;
    };

export interface Startable {
  start(): void;
  /** Also forgets what it knows. */
  stop(): void;
  /** Asks at once instead of after the present pause. */
  refresh(): void;
}

/** Whether asking again is of no use: the session notices and shows why. */
export const isFinal = ({ kind }: Fault): boolean => kind === "forbidden" || kind === "signed_out";

export class Feed<T> implements Startable {
  readonly state = new Store<FeedState<T>>({ state: "loading" });
  readonly #ask: (signal: AbortSignal) => Promise<Outcome<T>>;
  readonly #interval: number;
  #running: AbortController | undefined;
  #nap = new AbortController();

  constructor(ask: (signal: AbortSignal) => Promise<Outcome<T>>, intervalMilliseconds: number) {
    this.#ask = ask;
    this.#interval = intervalMilliseconds;
  }

  start(): void {
    if (this.#running) return;
    this.#running = new AbortController();
    void this.#run(this.#running.signal);
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.state.set({ state: "loading" });
  }

  refresh(): void {
    this.#nap.abort();
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      // Before asking, so that a refresh meanwhile asks once more.
      this.#nap = new AbortController();
      const nap = AbortSignal.any([signal, this.#nap.signal]);
      const outcome = await this.#ask(signal);
      if (signal.aborted) return;
      if (outcome.ok) {
        failures = 0;
        this.state.set({ state: "live", value: outcome.value, at: Date.now() });
        await pause(this.#interval, nap);
      } else {
        if (isFinal(outcome.fault)) return this.#giveUp(signal);
        failures += 1;
        await pause(this.#fail(outcome.fault, failures), nap);
      }
    }
  }

  /** Ends so that it can be started anew. */
  #giveUp(signal: AbortSignal): void {
    if (this.#running?.signal === signal) this.stop();
  }

  #fail(fault: Fault, failures: number): number {
    const notBefore = fault.kind === "unavailable" ? fault.retryAfter : undefined;
    const wait = backoff(failures, { notBefore });
    const before = this.state.get();
    const known = before.state === "loading" ? undefined : before;
    this.state.set({
      state: "failing",
      value: known?.value,
      at: known?.at,
      detail: fault.detail,
      nextAt: Date.now() + wait,
    });
    return wait;
  }
}
