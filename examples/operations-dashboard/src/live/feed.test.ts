import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { failed, type Outcome } from "../api/answer";
import { Feed } from "./feed";

const good = (value: number): Outcome<number> => ({ ok: true, value });
const away = (retryAfter?: number): Outcome<number> =>
  failed({
    kind: "unavailable",
    detail: "away",
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });

/** A feed every 10 seconds whose asking is answered in this order; the last answer repeats. */
function feed(...answers: Outcome<number>[]) {
  const ask = vi.fn(
    async () => (answers.length > 1 ? answers.shift() : answers[0]) as Outcome<number>,
  );
  const started = new Feed(ask, 10_000);
  started.start();
  return { feed: started, ask };
}

describe("a feed", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
    vi.spyOn(Math, "random").mockReturnValue(1);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

  it("asks at once and then at its interval", async () => {
    const { feed: one, ask } = feed(good(1), good(2));
    expect(one.state.get()).toEqual({ state: "loading" });
    await pass(0);
    expect(one.state.get()).toEqual({ state: "live", value: 1, at: 1_000_000 });
    await pass(9_999);
    expect(ask).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(one.state.get()).toMatchObject({ value: 2, at: 1_010_000 });
  });

  it("says that a value is old while nobody answers, and recovers", async () => {
    const { feed: one } = feed(good(1), away(), away(), good(2));
    await pass(10_000);
    expect(one.state.get()).toEqual({
      state: "failing",
      value: 1,
      at: 1_000_000,
      detail: "away",
      nextAt: 1_011_000,
    });
    await pass(1_000);
    expect(one.state.get()).toMatchObject({ state: "failing", nextAt: 1_013_000 });
    await pass(2_000);
    expect(one.state.get()).toMatchObject({ state: "live", value: 2 });
  });

  it("waits as long as the server asks for, unless somebody wants it now", async () => {
    const { feed: one, ask } = feed(away(60_000), good(1));
    await pass(59_000);
    expect(ask).toHaveBeenCalledTimes(1);
    one.refresh();
    await pass(0);
    expect(one.state.get()).toMatchObject({ state: "live", value: 1 });
  });

  it("asks once more when it is refreshed while it asks", async () => {
    let answer: ((outcome: Outcome<number>) => void) | undefined;
    const ask = vi.fn(() => new Promise<Outcome<number>>((resolve) => (answer = resolve)));
    const one = new Feed(ask, 10_000);
    one.start();
    one.refresh();
    answer?.(good(1));
    await pass(0);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it("forgets what it knows when it is stopped, and tells nothing that comes later", async () => {
    const { feed: one, ask } = feed(good(1), good(2));
    await pass(0);
    one.stop();
    expect(one.state.get()).toEqual({ state: "loading" });
    await pass(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
    one.start();
    await pass(0);
    expect(one.state.get()).toMatchObject({ state: "live", value: 2 });
  });

  it("ends when the user may not see it, and can be started anew", async () => {
    const { feed: one, ask } = feed(good(1), failed({ kind: "forbidden", detail: "" }), good(3));
    await pass(60_000);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(one.state.get()).toEqual({ state: "loading" });
    one.start();
    await pass(0);
    expect(one.state.get()).toMatchObject({ value: 3 });
  });
});
