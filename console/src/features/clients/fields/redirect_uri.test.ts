import { describe, expect, test } from "vitest";
import { type RedirectUriFault, redirectUriFault } from "./redirect_uri";
import { betterUri, isUnfinished, likelyFix } from "./redirect_uri_fix";

test.each([
  "https://app.example.com",
  "https://app.example.com/callback",
  "https://app.example.com:8443/cb?tenant=1&x=%20",
  "https://[2001:db8::1]/cb",
  "http://localhost/cb",
  "http://localhost:3000/cb",
  "http://localhost:*",
  "http://localhost:*/cb",
  "http://127.0.0.1:*/cb",
  "http://[::1]/cb",
  "https://localhost:*/cb",
  "https://a:65535/cb",
  "https://app.example.com/a..b/.well-known/.../x?y=/../z",
  "https://app.example.com/code?x=state&mycode=1",
])("%s may be registered", (uri) => {
  expect(redirectUriFault(uri, "confidential")).toBeNull();
  expect(redirectUriFault(uri, "public")).toBeNull();
  expect(likelyFix(uri, "public")).toBeNull();
});

test("private-use schemes are for public clients", () => {
  expect(redirectUriFault("com.example.app:/cb", "public")).toBeNull();
  expect(redirectUriFault("com.example.app://host/cb", "public")).toBeNull();
  expect(redirectUriFault("com.example.app:/cb", "confidential")).toBe(
    "private_use_of_confidential",
  );
});

const complaints: [string, RedirectUriFault, string | null][] = [
  ["", "empty", null],
  [`https://a/${"x".repeat(2000)}`, "too_long", null],
  [" https://a.example/cb ", "characters", "https://a.example/cb"],
  ["https://a.example/c b", "characters", "https://a.example/c%20b"],
  ["https://bücher.example/cb", "characters", "https://xn--bcher-kva.example/cb"],
  ["https://a.example/straße", "characters", "https://a.example/stra%C3%9Fe"],
  ["https:\\\\a.example\\cb", "backslash", "https://a.example/cb"],
  ["https://a.example/cb#x", "fragment", "https://a.example/cb"],
  ["https://a.example/#", "fragment", "https://a.example/"],
  ["https://*.example.com/cb", "wildcard", null],
  ["https://app.example.com:*/cb", "wildcard", "https://app.example.com/cb"],
  ["https://app.example.com/*", "wildcard", "https://app.example.com/"],
  ["http://localhost:30*/cb", "wildcard", "http://localhost:*/cb"],
  ["http://localhost:*/*", "wildcard", "http://localhost:*/"],
  ["app.example.com:*/cb", "wildcard", "https://app.example.com/cb"],
  ["app.example.com/cb", "not_absolute", "https://app.example.com/cb"],
  ["//app.example.com/cb", "not_absolute", "https://app.example.com/cb"],
  ["https//app.example.com/cb", "not_absolute", "https://app.example.com/cb"],
  ["127.0.0.1:3000/cb", "not_absolute", "http://127.0.0.1:3000/cb"],
  ["/callback", "not_absolute", null],
  ["callback", "not_absolute", null],
  ["https://a/%zz", "not_absolute", null],
  ["https://[::1/cb", "not_absolute", null],
  ["HTTPS://a.example/cb", "capital_scheme", "https://a.example/cb"],
  ["https://a.example/x/../cb?y", "dot_segment", "https://a.example/cb?y"],
  ["https://a.example/%2e%2E/cb", "dot_segment", "https://a.example/cb"],
  ["https://a.example/cb?x=1&state=2", "response_parameter", null],
  ["https://a.example/cb?c%6Fde", "response_parameter", null],
  ["https:///cb", "no_host", null],
  ["https:/app.example.com/cb", "no_host", "https://app.example.com/cb"],
  ["https://user:pw@a.example/cb", "userinfo", "https://a.example/cb"],
  ["https://a.example:/cb", "port", "https://a.example/cb"],
  ["https://a.example:65536/cb", "port", null],
  ["https://a.example:x/cb", "port", null],
  ["com.example.app://h:x/cb", "port", null],
  ["http://app.example.com/cb", "http", "https://app.example.com/cb"],
  ["http://localhost.example.com/cb", "http", "https://localhost.example.com/cb"],
  ["http://LOCALHOST:3000/cb", "http", "http://localhost:3000/cb"],
  ["javascript:alert(1)", "forbidden_scheme", null],
  ["data:text/html,x", "forbidden_scheme", null],
  ["myapp://cb", "scheme_without_dot", null],
  ["localhost:3000/cb", "scheme_without_dot", "http://localhost:3000/cb"],
  ["htps://app.example.com/cb", "scheme_without_dot", "https://app.example.com/cb"],
  ["com.example.app:", "no_place", "com.example.app:/callback"],
  ["com.example.app://u@h/cb", "userinfo", "com.example.app://h/cb"],
  [" http://app.example.com/cb# ", "characters", "https://app.example.com/cb"],
];

describe("what is wrong, and the likely fix", () => {
  test.each(complaints)("%s: %s", (uri, fault, fix) => {
    expect(redirectUriFault(uri, "public")).toBe(fault);
    expect(likelyFix(uri, "public")).toBe(fix);
  });

  test("a fix may itself be registered", () => {
    for (const [, , fix] of complaints)
      if (fix !== null) expect(redirectUriFault(fix, "public")).toBeNull();
  });

  test("host and port are no private-use scheme", () => {
    expect(likelyFix("app.example.com:8443/cb", "confidential")).toBe(
      "https://app.example.com:8443/cb",
    );
    expect(betterUri("app.example.com:8443/cb")).toBe("https://app.example.com:8443/cb");
  });
});

test("localhost without a port is offered with any", () => {
  expect(betterUri("http://localhost/cb")).toBe("http://localhost:*/cb");
  expect(betterUri("http://localhost")).toBe("http://localhost:*");
  expect(betterUri("http://localhost:3000/cb")).toBeNull();
  expect(betterUri("http://127.0.0.1/cb")).toBeNull();
  expect(betterUri("https://app.example.com/cb")).toBeNull();
});

test("nothing is complained about while it may still become good", () => {
  for (const uri of ["", "h", "http", "https:", "https://", "http://local", "http://localhost:"])
    expect(isUnfinished(uri)).toBe(true);
  for (const uri of ["http://app.example.com", "https://a#", "app.example.com"])
    expect(isUnfinished(uri)).toBe(false);
});
