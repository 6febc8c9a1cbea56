// What the API is asked for again and again.

import type { Fault, Outcome } from "../api/answer";
import { Store } from "../store";
import { Repeating } from "./repeating";

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

export class Feed<T> extends Repeating {
  readonly state = new Store<FeedState<T>>({ state: "loading" });
  protected readonly interval: number;
  readonly #ask: (signal: AbortSignal) => Promise<Outcome<T>>;

  constructor(ask: (signal: AbortSignal) => Promise<Outcome<T>>, intervalMilliseconds: number) {
    super();
    this.#ask = ask;
    this.interval = intervalMilliseconds;
  }

  protected async attempt(signal: AbortSignal): Promise<Fault | undefined> {
    const outcome = await this.#ask(signal);
    if (!outcome.ok) return outcome.fault;
    if (!signal.aborted) this.state.set({ state: "live", value: outcome.value, at: Date.now() });
    return undefined;
  }

  protected fail(detail: string, nextAt: number): void {
    const before = this.state.get();
    const known = before.state === "loading" ? undefined : before;
    this.state.set({ state: "failing", value: known?.value, at: known?.at, detail, nextAt });
  }

  protected forget(): void {
    this.state.set({ state: "loading" });
  }
}
