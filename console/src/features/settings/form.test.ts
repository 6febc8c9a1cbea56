import { describe, expect, it } from "vitest";
import { en } from "~/texts/en";
import type { Settings } from "~generated/schema";
import { changesOf, faultsOf, valuesOf } from "./form";

const saved: Settings = {
  rbac_enabled: true,
  brand_name: "Latchkey",
  access_token_lifetime_seconds: 900,
  id_token_lifetime_seconds: 3600,
  authorization_code_lifetime_seconds: 60,
  refresh_token_idle_lifetime_seconds: 1_209_600,
  refresh_token_absolute_lifetime_seconds: 7_776_000,
  session_idle_lifetime_seconds: 28_800,
  session_absolute_lifetime_seconds: 604_800,
};
const words = en.settings;
const say = (seconds: number) => `${seconds} s`;
const faults = (change: Partial<ReturnType<typeof valuesOf>>) =>
  faultsOf({ ...valuesOf(saved), ...change }, words, say);

describe("the settings' form", () => {
  it("sends only what was changed", () => {
    const values = valuesOf(saved);
    expect(changesOf(values, saved)).toEqual({});
    expect(
      changesOf(
        { ...values, access_token_lifetime_seconds: { amount: 900, unit: "second" } },
        saved,
      ),
    ).toEqual({});
    expect(
      changesOf(
        {
          ...values,
          brand_name: "Key",
          access_token_lifetime_seconds: { amount: 5, unit: "minute" },
        },
        saved,
      ),
    ).toEqual({ brand_name: "Key", access_token_lifetime_seconds: 300 });
  });

  it("counts an emptied number as changed", () => {
    const values = { ...valuesOf(saved), id_token_lifetime_seconds: { amount: "", unit: "hour" } };
    expect(Object.keys(changesOf(values as ReturnType<typeof valuesOf>, saved))).toEqual([
      "id_token_lifetime_seconds",
    ]);
  });

  it("finds nothing wrong with what the server has", () => {
    expect(faults({})).toEqual({});
  });

  it("says what a brand name must be", () => {
    expect(faults({ brand_name: " " })).toEqual({ brand_name: words.brand.missing });
    expect(faults({ brand_name: "x".repeat(61) })).toEqual({ brand_name: words.brand.long });
  });

  it("keeps lifetimes within their limits, and idle ones within the absolute", () => {
    expect(faults({ access_token_lifetime_seconds: { amount: 59, unit: "second" } })).toEqual({
      access_token_lifetime_seconds: words.lifetimes.outside("60 s", "86400 s"),
    });
    expect(faults({ id_token_lifetime_seconds: { amount: "", unit: "hour" } })).toEqual({
      id_token_lifetime_seconds: words.lifetimes.missing,
    });
    expect(faults({ session_idle_lifetime_seconds: { amount: 8, unit: "day" } })).toEqual({
      session_idle_lifetime_seconds: words.lifetimes.order("Session, at most"),
    });
  });
});
