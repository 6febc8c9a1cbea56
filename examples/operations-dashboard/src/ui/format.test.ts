import { expect, it } from "vitest";
import { formatAge, formatNumber } from "./format";

it.each([
  [-5_000, "now"],
  [999, "now"],
  [1_000, "1 s ago"],
  [59_999, "59 s ago"],
  [60_000, "1 min ago"],
  [3_599_999, "59 min ago"],
  [7_200_000, "2 h ago"],
  [90_000_000, "1 d ago"],
])("%i milliseconds are %s", (milliseconds, age) => {
  expect(formatAge(milliseconds)).toBe(age);
});

it("numbers have at most two decimals", () => {
  expect([1580, 140.256, 0.5].map((number) => formatNumber(number, "en"))).toEqual([
    "1,580",
    "140.26",
    "0.5",
  ]);
});
