import { describe, expect, it } from "vitest";
import defaults from "../public/config.json";
import { DEFAULT_SCOPES, readConfig } from "./config";

describe("config.json", () => {
  it("is read, without slashes at the ends of addresses", () => {
    expect(readConfig({ ...defaults, api: "https://api.example.com/plant/" })).toEqual({
      authority: "http://127.0.0.1:8080",
      clientId: "operations-dashboard",
      api: "https://api.example.com/plant",
      scopes: DEFAULT_SCOPES,
      resource: undefined,
    });
    expect(readConfig({ ...defaults, resource: "https://api.example.com/plant" }).resource).toBe(
      "https://api.example.com/plant",
    );
  });

  it("asks for what the document's example registers, unless it says otherwise", () => {
    const identity = ["openid", "profile", "email"];
    const reads = ["pipelines:read", "models:read", "connectors:read"];
    expect(readConfig(defaults).scopes.toSorted()).toEqual(
      [...identity, ...reads, "uns:read", "uns:write", "uns:publish"].toSorted(),
    );
    const scopes = ["openid", "pipelines:read", "pipelines:execute"];
    expect(readConfig({ ...defaults, scopes }).scopes).toEqual(scopes);
  });

  it.each([
    [null, "no JSON object"],
    ["text", "no JSON object"],
    [{ ...defaults, client_id: "" }, "client_id"],
    [{ ...defaults, authority: undefined }, "authority"],
    [{ ...defaults, api: "javascript:alert(1)" }, "api"],
    [{ ...defaults, resource: 5 }, "resource"],
    [{ ...defaults, scopes: "openid uns:read" }, "scopes"],
    [{ ...defaults, scopes: ["uns:read"] }, "openid"],
    [{ ...defaults, scopes: ["openid", "uns:read uns:write"] }, "scopes"],
    [{ ...defaults, scopes: ["openid", 5] }, "scopes"],
  ])("says what is wrong with %j", (value, what) => {
    expect(() => readConfig(value)).toThrow(what);
  });
});
