import { describe, expect, it } from "vitest";
import { readChallenge, readFault, readRetryAfter } from "./answer";

const NOW = Date.parse("2030-01-31T12:00:00Z");

const answer = (status: number, headers: Record<string, string> = {}, body: string | null = null) =>
  readFault(new Response(body, { status, headers }), NOW);

const problem = (detail: string) => JSON.stringify({ status: 0, title: "", detail });
const PROBLEM = { "Content-Type": "application/problem+json" };

describe("a challenge", () => {
  it("is read with quoted and bare parameters", () => {
    expect(
      readChallenge(
        'Bearer realm="pl\\"ant", error="insufficient_scope", scope="uns:read uns:write", max=5',
      ),
    ).toEqual({
      realm: 'pl"ant',
      error: "insufficient_scope",
      scope: "uns:read uns:write",
      max: "5",
    });
  });

  it("is empty where there is none of a bearer token", () => {
    expect(readChallenge(null)).toEqual({});
    expect(readChallenge('Basic realm="x"')).toEqual({});
    expect(readChallenge("Bearer")).toEqual({});
  });
});

describe("Retry-After", () => {
  it("is seconds or a date", () => {
    expect(readRetryAfter("7", NOW)).toBe(7000);
    expect(readRetryAfter("Thu, 31 Jan 2030 12:00:03 GMT", NOW)).toBe(3000);
    expect(readRetryAfter("Thu, 31 Jan 2030 11:00:00 GMT", NOW)).toBe(0);
  });

  it("is nothing else", () => {
    expect(readRetryAfter("soon", NOW)).toBeUndefined();
    expect(readRetryAfter(null, NOW)).toBeUndefined();
  });
});

describe("the fault of an answer", () => {
  it("is unavailable while nobody can tell, with the time to wait", async () => {
    expect(await answer(503, { ...PROBLEM, "Retry-After": "1" }, problem("No broker."))).toEqual({
      kind: "unavailable",
      detail: "No broker.",
      retryAfter: 1000,
    });
    expect(await answer(502, { "Content-Type": "text/html" }, "<h1>Bad Gateway</h1>")).toEqual({
      kind: "unavailable",
      detail: "The plant API cannot answer now.",
    });
  });

  it("is forbidden for a scope that the token lacks, and only then", async () => {
    const challenge = 'Bearer realm="plant", error="insufficient_scope", scope="uns:publish"';
    expect(await answer(403, { "WWW-Authenticate": challenge })).toMatchObject({
      kind: "forbidden",
      scope: "uns:publish",
    });
    expect(await answer(403, PROBLEM, problem("Of another organization."))).toEqual({
      kind: "refused",
      status: 403,
      detail: "Of another organization.",
    });
  });

  it("is signed out for a token that is no good", async () => {
    expect((await answer(401)).kind).toBe("signed_out");
  });

  it("is the request's otherwise, also with a body that is no JSON", async () => {
    expect(await answer(422, PROBLEM, problem("quantity must be an integer"))).toEqual({
      kind: "refused",
      status: 422,
      detail: "quantity must be an integer",
    });
    expect(await answer(404, PROBLEM, "{")).toMatchObject({
      detail: "The plant API answered 404.",
    });
  });
});
