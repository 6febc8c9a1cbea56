import { expect, test } from "vitest";
import type { Scopes } from "~generated/schema";
import { customOf, matches, noLongerOffered, orderScopes, withScopes } from "./scope_choice";

const uns = {
  group: "UNS topics",
  scopes: [
    { name: "uns:read", description: "Read topics" },
    { name: "uns:write", description: "Change topics" },
  ],
};
const catalogue: Scopes = {
  rbac_enabled: true,
  oidc: [
    { name: "openid", description: "" },
    { name: "email", description: "" },
  ],
  rbac: [uns],
  custom: [],
  permissions: [uns],
};
const withoutRbac = { ...catalogue, rbac_enabled: false, rbac: [] };

test("scopes are in the catalogue's order, custom ones last", () => {
  expect(orderScopes(["b:x", "uns:write", "email", "uns:read", "a:x"], catalogue)).toEqual([
    "email",
    "uns:read",
    "uns:write",
    "b:x",
    "a:x",
  ]);
});

test("a group is selected and left out as a whole", () => {
  expect(withScopes(["email", "uns:read"], ["uns:read", "uns:write"], true)).toEqual([
    "email",
    "uns:read",
    "uns:write",
  ]);
  expect(withScopes(["email", "uns:read"], ["uns:read", "uns:write"], false)).toEqual(["email"]);
});

test("permissions that a client has stay visible while RBAC is off", () => {
  expect(noLongerOffered(["uns:read", "own"], catalogue)).toEqual([]);
  expect(noLongerOffered(["uns:read", "own"], withoutRbac)).toEqual([uns.scopes[0]]);
  expect(customOf(["uns:read", "own", "own", "email"], withoutRbac)).toEqual(["own"]);
});

test("a search finds all of its words in any order", () => {
  expect(matches("topics read", "uns:read", "Read topics")).toBe(true);
  expect(matches("", "anything")).toBe(true);
  expect(matches("delete", "uns:read", "Read topics")).toBe(false);
});
