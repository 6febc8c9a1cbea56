import { describe, expect, test } from "vitest";
import { snippetLanguages } from "./languages";
import { flowsOf, type SnippetClient, shellQuoted, valuesOf } from "./values";

const issuer = "https://id.example.com";
const service: SnippetClient = {
  client_id: "cli_service",
  client_type: "confidential",
  grant_types: ["authorization_code", "client_credentials", "refresh_token"],
  redirect_uris: ["http://localhost:*/callback"],
  scopes: ["openid", "uns:read", "uns:publish"],
};
const browser: SnippetClient = {
  ...service,
  client_id: "cli_browser",
  client_type: "public",
  grant_types: ["authorization_code", "refresh_token"],
};

describe.each(snippetLanguages)("$name", ({ id, write }) => {
  test("client credentials hold the client's values", () => {
    const text = write(valuesOf(service, issuer, "client_credentials", "s3cret"));
    expect(text).toContain("cli_service");
    expect(text).toContain("s3cret");
    expect(text).toContain(issuer);
    expect(text).toContain("uns:read");
    expect(text).not.toContain("openid profile");
    expect(text).not.toContain("localhost");
    expect(text).not.toMatch(/undefined(?!,)|null|\[object/);
  });

  test("the authorization code has a concrete redirect URI and PKCE", () => {
    const text = write(valuesOf(service, issuer, "authorization_code", "s3cret"));
    expect(text).toContain("cli_service");
    expect(text).toContain("s3cret");
    expect(text).not.toContain(":*");
    expect(text.replaceAll("%3A", ":").replaceAll("%2F", "/")).toContain(
      id === "aspnet" ? '"/callback"' : "http://localhost:3000/callback",
    );
    if (id !== "spring") expect(text).toMatch(/S256|UsePkce = true/);
  });

  test("a public client has no secret, whatever is given", () => {
    const text = write(valuesOf(browser, issuer, "authorization_code", "s3cret"));
    expect(text).toContain("cli_browser");
    expect(text).not.toContain("s3cret");
    expect(text).not.toMatch(/client[_-]?secret(?!_basic)|ClientSecret\b/i);
  });

  test("without the secret a placeholder stands in its place", () => {
    expect(write(valuesOf(service, issuer, "client_credentials"))).toContain("YOUR_CLIENT_SECRET");
  });
});

test("a client without flows has no snippets, others one for each", () => {
  expect(flowsOf(service)).toEqual(["authorization_code", "client_credentials"]);
  expect(flowsOf(browser)).toEqual(["authorization_code"]);
});

test("values with quotes stay one word of the shell", () => {
  expect(shellQuoted("a'b $c")).toBe("'a'\\''b $c'");
});
