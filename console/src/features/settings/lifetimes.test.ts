import { describe, expect, it } from "vitest";
import openapi from "../../../../src/api/openapi.json";
import { durationOf, lifetimeFields, lifetimeLimits, secondsOf } from "./lifetimes";

describe("lifetimes", () => {
  it("are all there are, with the limits that the server has", () => {
    const { properties } = openapi.components.schemas.SettingsChange;
    const names = Object.keys(properties).filter((name) => name.endsWith("_lifetime_seconds"));
    expect([...lifetimeFields].sort()).toEqual(names.sort());
    for (const field of lifetimeFields)
      expect([field, ...lifetimeLimits[field]]).toEqual([
        field,
        properties[field].minimum,
        properties[field].maximum,
      ]);
  });

  it("are shown in the largest unit that says them exactly", () => {
    expect(durationOf(900)).toEqual({ amount: 15, unit: "minute" });
    expect(durationOf(86_400)).toEqual({ amount: 1, unit: "day" });
    expect(durationOf(90_000)).toEqual({ amount: 25, unit: "hour" });
    expect(durationOf(61)).toEqual({ amount: 61, unit: "second" });
  });

  it("are sent in seconds, and only if they are whole numbers", () => {
    expect(secondsOf({ amount: 15, unit: "minute" })).toBe(900);
    expect(secondsOf({ amount: "2", unit: "day" })).toBe(172_800);
    for (const amount of ["", "-", "1.5", 0.5])
      expect(secondsOf({ amount, unit: "hour" })).toBeNull();
  });
});
