import { describe, expect, it } from "vitest";
import { type Access, PERMISSIONS, REQUESTED_SCOPE, scopesOf, standing } from "./permissions";

const access = (fields: Partial<Access>): Access => ({
  scopes: ["openid", "uns:read"],
  agreed: ["openid", "uns:read", "uns:publish"],
  askedAgain: false,
  ...fields,
});

describe("standing", () => {
  it("is what the token carries", () => {
    expect(standing(access({}), "uns:read")).toBe("granted");
  });

  it("tells what was never agreed to from what a renewal no longer brought", () => {
    expect(standing(access({}), "pipelines:read")).toBe("not_agreed");
    expect(standing(access({}), "uns:publish")).toBe("taken_away");
  });

  it("blames the roles once everything was asked for again", () => {
    expect(standing(access({ askedAgain: true }), "pipelines:read")).toBe("not_in_roles");
    expect(standing(access({ askedAgain: true }), "uns:publish")).toBe("taken_away");
    expect(standing(access({ askedAgain: true }), "uns:read")).toBe("granted");
  });

  it("does not take a scope for another that begins alike", () => {
    expect(standing(access({ scopes: ["uns:read-all"], agreed: [] }), "uns:read")).toBe(
      "not_agreed",
    );
  });
});

describe("scopes", () => {
  it("are separated by spaces, and may be missing", () => {
    expect(scopesOf("openid  uns:read ")).toEqual(["openid", "uns:read"]);
    expect(scopesOf(undefined)).toEqual([]);
  });

  it("are all asked for at sign-in", () => {
    expect(scopesOf(REQUESTED_SCOPE)).toEqual(
      expect.arrayContaining([
        "openid",
        "profile",
        "email",
        ...PERMISSIONS.map(({ scope }) => scope),
      ]),
    );
  });
});
