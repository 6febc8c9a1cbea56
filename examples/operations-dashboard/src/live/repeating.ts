// What is asked for again and again, until it is stopped or is of no use any more.

import type { Fault } from "../api/answer";
import { backoff, pause } from "../backoff";

export abstract class Repeating {
  #running: AbortController | undefined;
  #nap = new AbortController();

  start(): void {
    if (this.#running) return;
    this.#running = new AbortController();
    void this.#run(this.#running.signal);
  }

  /** Also forgets what it knows. */
  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
    this.forget();
  }

  /** Asks at once instead of after the present pause. */
  refresh(): void {
    this.#nap.abort();
  }

  /** Milliseconds between an attempt that succeeded and the next. */
  protected abstract readonly interval: number;
  /** Resolves with why it failed, if it did. */
  protected abstract attempt(signal: AbortSignal): Promise<Fault | undefined>;
  protected abstract fail(detail: string, nextAt: number): void;
  protected abstract forget(): void;

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      // Before asking, so that a refresh meanwhile asks once more.
      this.#nap = new AbortController();
      const nap = AbortSignal.any([signal, this.#nap.signal]);
      const fault = await this.attempt(signal);
      if (signal.aborted) return;
      if (fault && isFinal(fault)) return this.stop();
      failures = fault ? failures + 1 : 0;
      await pause(fault ? this.#afterFailure(fault, failures) : this.interval, nap);
    }
  }

  #afterFailure(fault: Fault, failures: number): number {
    const notBefore = fault.kind === "unavailable" ? fault.retryAfter : undefined;
    const wait = backoff(failures, { notBefore });
    this.fail(fault.detail, Date.now() + wait);
    return wait;
  }
}

/** Whether asking again is of no use: the session notices and shows why. */
function isFinal({ kind }: Fault): boolean {
  return kind === "forbidden" || kind === "signed_out";
}
