import { describe, expect, it } from "vitest";
import { backoff, pause } from "./backoff";

describe("backoff", () => {
  it("doubles its limit up to half a minute", () => {
    const highest = [1, 2, 3, 4, 5, 6, 60].map((failures) =>
      backoff(failures, { random: () => 1 }),
    );
    expect(highest).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  });

  it("is never less than half of the limit, nor than what the server asks for", () => {
    expect(backoff(3, { random: () => 0 })).toBe(2000);
    expect(backoff(1, { random: () => 0, notBefore: 7000 })).toBe(7000);
  });
});

describe("pause", () => {
  it("ends at once when it is aborted", async () => {
    const ended = new AbortController();
    const long = pause(3_600_000, ended.signal);
    ended.abort();
    await long;
    await pause(3_600_000, ended.signal);
  });
});
