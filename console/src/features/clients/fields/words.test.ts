import { expect, test } from "vitest";
import { scopeFault } from "./scope_token";
import { characterCount, descriptionFault, nameFault } from "./words";

test("a name has 1 to 100 characters, counted as one sees them", () => {
  expect(nameFault("")).toBe("empty");
  expect(nameFault(" \u200b\u3000")).toBe("empty");
  expect(nameFault("x".repeat(100))).toBeNull();
  expect(nameFault("x".repeat(101))).toBe("too_long");
  expect(nameFault("😀".repeat(100))).toBeNull();
  expect(nameFault("a\tb")).toBe("control");
  expect(characterCount("😀ä")).toBe(2);
});

test("a description has at most 500 characters and may have lines", () => {
  expect(descriptionFault("")).toBeNull();
  expect(descriptionFault("x".repeat(500))).toBeNull();
  expect(descriptionFault("x".repeat(501))).toBe("too_long");
  expect(descriptionFault("one\r\n\ttwo")).toBeNull();
  expect(descriptionFault("a\u0007b")).toBe("control");
});

test("a scope is a scope-token of RFC 6749", () => {
  for (const scope of ["orders:read", "urn:x/y#z", "!", "a'b", "x".repeat(200)])
    expect(scopeFault(scope)).toBeNull();
  expect(scopeFault("")).toBe("empty");
  expect(scopeFault("a b")).toBe("spaces");
  expect(scopeFault('a"b')).toBe("characters");
  expect(scopeFault("a\\b")).toBe("characters");
  expect(scopeFault("größe")).toBe("characters");
  expect(scopeFault("x".repeat(201))).toBe("too_long");
});
