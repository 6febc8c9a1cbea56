import { describe, expect, it } from "vitest";
import { type Access, scopesOf, standing } from "./permissions";

const access = (fields: Partial<Access>): Access => ({
  asked: ["openid", "uns:read", "uns:publish", "pipelines:read"],
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

  it("is of no concern where the dashboard does not ask for it, even if a token of before carries it", () => {
    expect(standing(access({}), "pipelines:execute")).toBe("not_asked");
    expect(standing(access({ askedAgain: true }), "pipelines:execute")).toBe("not_asked");
    const before = [...access({}).scopes, "pipelines:execute"];
    expect(standing(access({ scopes: before, agreed: before }), "pipelines:execute")).toBe(
      "not_asked",
    );
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
});
