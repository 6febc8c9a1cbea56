import { describe, expect, it } from "vitest";
import type { Model } from "../api/plant";
import { entriesOf, freeValue, modelValue } from "./publish_value";

const MODEL: Model = {
  id: "m",
  name: "M",
  fields: [
    { name: "name", type: "string", unit: "" },
    { name: "value", type: "number", unit: "°C" },
    { name: "count", type: "integer", unit: "" },
    { name: "on", type: "boolean", unit: "" },
  ],
};

it.each([
  ["12.5", 12.5],
  ["true", true],
  ['{"a":1}', { a: 1 }],
  ['"12"', "12"],
  ["running", "running"],
  ["", ""],
])("%s is published as %j", (text, value) => {
  expect(freeValue(text)).toEqual(value);
});

describe("the fields of a model", () => {
  it("make an object of their types", () => {
    const entries = { name: "x", value: " -1.5 ", count: "3", on: "true" };
    expect(modelValue(MODEL, entries)).toEqual({
      value: { name: "x", value: -1.5, count: 3, on: true },
    });
    expect(modelValue(MODEL, { ...entries, value: "1,5" })).toMatchObject({
      value: { value: 1.5 },
    });
  });

  it("say what is wrong", () => {
    const entries = { name: "x", value: "1", count: "1", on: "false" };
    expect(modelValue(MODEL, { ...entries, value: "" })).toEqual({
      field: "value",
      fault: "must be a number",
    });
    expect(modelValue(MODEL, { ...entries, value: "1,000,000" })).toMatchObject({ field: "value" });
    expect(modelValue(MODEL, { ...entries, value: "Infinity" })).toMatchObject({ field: "value" });
    expect(modelValue(MODEL, { ...entries, count: "1.5" })).toEqual({
      field: "count",
      fault: "must be a whole number",
    });
  });

  it("start with the value that is there, whatever it is", () => {
    expect(entriesOf(MODEL, { name: "x", value: 0, on: true, other: 1 })).toEqual({
      name: "x",
      value: "0",
      count: "",
      on: "true",
    });
    for (const value of [null, 5, "text"])
      expect(entriesOf(MODEL, value)).toEqual({ name: "", value: "", count: "", on: "false" });
  });
});
