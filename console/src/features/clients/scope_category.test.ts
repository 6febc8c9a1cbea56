import { expect, test } from "vitest";
import { byCategory } from "./scope_category";

const catalogue = {
  permissions: [
    {
      group: "Pipelines",
      scopes: [
        { name: "pipelines:read", description: "" },
        { name: "pipelines:write", description: "" },
      ],
    },
  ],
};

test("scopes are told by category, in the order of the client", () => {
  expect(byCategory(["pipelines:write", "acme.x", "email", "openid"], catalogue)).toEqual([
    { category: "oidc", names: ["email", "openid"] },
    { category: "rbac", names: ["pipelines:write"] },
    { category: "custom", names: ["acme.x"] },
  ]);
});

test("categories without a scope are left out", () => {
  expect(byCategory(["pipelines:read"], catalogue)).toEqual([
    { category: "rbac", names: ["pipelines:read"] },
  ]);
  expect(byCategory([], catalogue)).toEqual([]);
});
