import { expect, test } from "vitest";
import { isSameName } from "./same_name";

test("what looks the same is the same", () => {
  expect(isSameName("Lager  App ", "Lager App")).toBe(true);
  expect(isSameName("Lager\u00a0App", "Lager App")).toBe(true);
  expect(isSameName("Café", "Cafe\u0301")).toBe(true);
});

test("what differs in a letter or its case does not", () => {
  expect(isSameName("lager", "Lager")).toBe(false);
  expect(isSameName("Lage", "Lager")).toBe(false);
  expect(isSameName("", "Lager")).toBe(false);
});
