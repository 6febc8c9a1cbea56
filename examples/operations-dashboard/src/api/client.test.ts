import { describe, expect, it, vi } from "vitest";
import { ApiClient, type Tokens } from "./client";

const UNAUTHORIZED = () => new Response(null, { status: 401 });
const GOOD = () => Response.json({ items: [1] });

/** A client whose calls are answered in this order, with what it did. */
function client(answers: (() => Response)[], tokens: Partial<Tokens> = {}) {
  let token = 1;
  const renew = vi.fn(async () => {
    token += 1;
    return "renewed" as const;
  });
  const lacks = vi.fn();
  const refused = vi.fn();
  const limit = new AbortController();
  const fetcher = vi.fn(async (..._request: Parameters<typeof fetch>) => {
    const next = answers.shift();
    if (!next) throw new TypeError("Failed to fetch");
    return next();
  });
  const api = new ApiClient(
    "https://api.example.com/plant",
    { accessToken: async () => `token-${token}`, renew, lacks, refused, ...tokens },
    { fetch: fetcher as unknown as typeof fetch, limit: () => limit.signal },
  );
  const sent = () => fetcher.mock.calls.map(([, init]) => init?.headers);
  return { api, renew, lacks, refused, fetcher, limit, sent };
}

describe("a call", () => {
  it("carries the token, and a body as JSON", async () => {
    const { api, fetcher } = client([GOOD]);
    expect(await api.json("/uns/topics/a", { method: "POST", body: 0 })).toEqual({
      ok: true,
      value: { items: [1] },
    });
    expect(fetcher).toHaveBeenCalledWith(
      "https://api.example.com/plant/uns/topics/a",
      expect.objectContaining({
        method: "POST",
        body: "0",
        headers: { Authorization: "Bearer token-1", "Content-Type": "application/json" },
      }),
    );
  });

  it("is repeated once with a new token when the token is refused", async () => {
    const { api, renew, sent } = client([UNAUTHORIZED, GOOD]);
    expect((await api.json("/pipelines")).ok).toBe(true);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(sent()).toEqual([
      { Authorization: "Bearer token-1" },
      { Authorization: "Bearer token-2" },
    ]);
  });

  it("is not repeated for ever: who is refused with a new token must sign in", async () => {
    const { api, renew, refused } = client([UNAUTHORIZED, UNAUTHORIZED, GOOD]);
    expect(await api.call("/pipelines")).toMatchObject({
      ok: false,
      fault: { kind: "signed_out" },
    });
    expect(renew).toHaveBeenCalledTimes(1);
    expect(refused).toHaveBeenCalledTimes(1);
  });

  it("is repeated without a renewal when another call has renewed the token meanwhile", async () => {
    const tokens = ["old", "new", "new"];
    const { api, renew, sent } = client([UNAUTHORIZED, GOOD], {
      accessToken: async () => tokens.shift(),
    });
    expect((await api.call("/pipelines")).ok).toBe(true);
    expect(renew).not.toHaveBeenCalled();
    expect(sent()).toEqual([{ Authorization: "Bearer old" }, { Authorization: "Bearer new" }]);
  });

  it("that no renewal can help is told apart by why", async () => {
    const over = client([UNAUTHORIZED], { renew: async () => "over" });
    expect(await over.api.call("/pipelines")).toMatchObject({ fault: { kind: "signed_out" } });
    const away = client([UNAUTHORIZED], { renew: async () => "unavailable" });
    expect(await away.api.call("/pipelines")).toMatchObject({ fault: { kind: "unavailable" } });
  });

  it("is not made without a token", async () => {
    const { api, fetcher } = client([GOOD], { accessToken: async () => undefined });
    expect(await api.call("/pipelines")).toMatchObject({ fault: { kind: "unavailable" } });
    expect(fetcher).not.toHaveBeenCalled();
  });

  it("tells the session which scope the token lacks", async () => {
    const challenge = 'Bearer error="insufficient_scope", scope="models:read"';
    const refused = () =>
      new Response(null, { status: 403, headers: { "WWW-Authenticate": challenge } });
    const { api, lacks, renew } = client([refused]);
    expect(await api.call("/models")).toMatchObject({ fault: { kind: "forbidden" } });
    expect(lacks).toHaveBeenCalledWith("models:read");
    expect(renew).not.toHaveBeenCalled();
  });

  it("that takes too long is given up, a stream alone may last", async () => {
    const { api, fetcher, limit } = client([]);
    fetcher.mockImplementation(
      (_, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
        }),
    );
    const list = api.json("/pipelines");
    const stream = api.call("/uns/stream");
    await vi.waitFor(() => expect(fetcher).toHaveBeenCalledTimes(2));
    limit.abort();
    expect(await list).toMatchObject({ fault: { kind: "unavailable" } });
    expect(await Promise.race([stream, "goes on"])).toBe("goes on");
  });

  it("that reaches nobody, or whose answer breaks off, is unavailable", async () => {
    const { api } = client([() => new Response("{", { status: 200 })]);
    expect(await api.json("/models")).toMatchObject({ fault: { kind: "unavailable" } });
    expect(await api.json("/models")).toMatchObject({ fault: { kind: "unavailable" } });
  });
});
