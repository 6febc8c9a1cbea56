import { describe, expect, it } from "vitest";
import defaults from "../public/config.json";
import { readConfig } from "./config";

describe("config.json", () => {
  it("is read, without slashes at the ends of addresses", () => {
    expect(readConfig({ ...defaults, api: "https://api.example.com/plant/" })).toEqual({
      authority: "http://127.0.0.1:8080",
      clientId: "operations-dashboard",
      api: "https://api.example.com/plant",
      resource: undefined,
    });
    expect(readConfig({ ...defaults, resource: "https://api.example.com/plant" }).resource).toBe(
      "https://api.example.com/plant",
    );
  });

  it.each([
    [null, "no JSON object"],
    ["text", "no JSON object"],
    [{ ...defaults, client_id: "" }, "client_id"],
    [{ ...defaults, authority: undefined }, "authority"],
    [{ ...defaults, api: "javascript:alert(1)" }, "api"],
    [{ ...defaults, resource: 5 }, "resource"],
  ])("says what is wrong with %j", (value, what) => {
    expect(() => readConfig(value)).toThrow(what);
  });
});
