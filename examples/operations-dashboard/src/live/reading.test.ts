import { expect, it } from "vitest";
import { read } from "./reading";

it.each([
  [null, { kind: "none" }],
  [undefined, { kind: "none" }],
  [0, { kind: "number", number: 0, unit: "" }],
  [
    { value: 140.2, unit: "°C" },
    { kind: "number", number: 140.2, unit: "°C" },
  ],
  [
    { value: 3, unit: 5 },
    { kind: "number", number: 3, unit: "" },
  ],
  [
    { value: "open", unit: "" },
    { kind: "text", text: "open" },
  ],
  [false, { kind: "text", text: "false" }],
  ["running", { kind: "text", text: "running" }],
  [[1, 2], { kind: "text", text: "[1,2]" }],
  [
    { order: "4711", quantity: 20, due: null, lines: [1] },
    { kind: "text", text: "order 4711 · quantity 20 · due null · lines [1]" },
  ],
])("%j is read as %j", (value, reading) => {
  expect(read(value)).toEqual(reading);
});
