import { describe, expect, it } from "vitest";
import { ATTEMPT_SECONDS, untilNextAttempt, untilRenewal } from "./renewal_schedule";

describe("the renewal of a token", () => {
  it("is due when three quarters of its life are over", () => {
    const token = { issuedAt: 100_000, expiresAt: 160_000 };
    expect(untilRenewal(token, 100_000)).toBe(45_000);
    expect(untilRenewal(token, 140_000)).toBe(5_000);
    expect(untilRenewal(token, 145_001)).toBe(0);
    expect(untilRenewal(token, 500_000)).toBe(0);
  });

  it("is begun thrice within the ten seconds in which a lost answer is repeated", () => {
    const third = 2 * ATTEMPT_SECONDS * 1000 + untilNextAttempt(1) + untilNextAttempt(2);
    expect(third).toBeLessThan(10_000 - 1_000);
  });

  it("is tried on, at most every half a minute", () => {
    expect([3, 4, 5, 6, 7, 50].map(untilNextAttempt)).toEqual([
      2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });
});
