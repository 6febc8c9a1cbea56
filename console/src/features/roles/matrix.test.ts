import { describe, expect, it } from "vitest";
import { makeMatrix, withPermissions } from "./matrix";

const scope = (name: string) => ({ name, description: `about ${name}` });
const catalogue = [
  { group: "UNS topics", scopes: ["uns:read", "uns:delete", "uns:publish"].map(scope) },
  {
    group: "Administration",
    scopes: ["users:read", "users:write", "tokens:introspect", "site:a:read"].map(scope),
  },
];

describe("makeMatrix", () => {
  const matrix = makeMatrix(catalogue);

  it("orders the actions as one expects, unknown ones last", () => {
    expect(matrix.actions).toEqual(["read", "write", "publish", "delete", "introspect"]);
  });

  it("names a row by its group where it is alone, else by its resource", () => {
    expect(matrix.groups.map(({ heading }) => heading)).toEqual([null, "Administration"]);
    expect(matrix.groups.map(({ rows }) => rows.map(({ name }) => name))).toEqual([
      ["UNS topics"],
      ["Users", "Tokens", "Site:a"],
    ]);
  });

  it("has each permission once", () => {
    const names = matrix.groups.flatMap(({ rows }) =>
      rows.flatMap(({ permissions }) => [...permissions.values()].map(({ name }) => name)),
    );
    expect(names.sort()).toEqual(
      catalogue.flatMap(({ scopes }) => scopes.map(({ name }) => name)).sort(),
    );
    expect(matrix.size).toBe(7);
  });

  it("takes a permission without an action for one of its own", () => {
    const { actions, groups } = makeMatrix([{ group: "Other", scopes: [scope("fly")] }]);
    expect(actions).toEqual(["fly"]);
    expect(groups[0]?.rows[0]?.name).toBe("Other");
  });
});

describe("withPermissions", () => {
  it("adds and removes without doubling", () => {
    expect(withPermissions(["a", "b"], ["b", "c"], true)).toEqual(["a", "b", "c"]);
    expect(withPermissions(["a", "b"], ["b", "c"], false)).toEqual(["a"]);
  });
});
