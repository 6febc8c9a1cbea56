import { ErrorResponse, User } from "oidc-client-ts";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readNotes } from "./notes";
import { scopesOf } from "./permissions";
import { Session, type Surroundings } from "./session";

const ALL = "openid uns:read uns:publish";
const LIFETIME_SECONDS = 60;
const SUB = "user-1";

class MemoryStorage {
  readonly #items = new Map<string, string>();
  getItem = (key: string) => this.#items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#items.set(key, value);
  removeItem = (key: string) => void this.#items.delete(key);
}

let number = 0;
function user(fields: { scope?: string; refresh_token?: string; state?: unknown } = {}): User {
  number += 1;
  return new User({
    access_token: `access-${number}`,
    refresh_token: fields.refresh_token ?? `refresh-${number}`,
    token_type: "Bearer",
    scope: fields.scope ?? ALL,
    profile: { sub: SUB, iss: "i", aud: "a", exp: 0, iat: 0 },
    expires_at: Math.floor(Date.now() / 1000) + LIFETIME_SECONDS,
    userState: fields.state,
  });
}

const refusal = (error: string) => new ErrorResponse({ error });

/** A server and the browser's store of a tab; `session()` is the page, anew after each reload. */
function tab() {
  const storage = new MemoryStorage() as unknown as Storage;
  let stored: User | null = null;
  const engine = {
    asked: scopesOf(ALL),
    ask: vi.fn(async () => {}),
    claims: vi.fn(async () => ({ name: "Grace Hopper", email: "grace@example.com" })),
    getUser: vi.fn(async () => stored),
    removeUser: vi.fn(async () => {
      stored = null;
    }),
    renew: vi.fn(async () => {
      stored = user({ scope: stored?.scope ?? ALL });
      return stored;
    }),
    revokeGrant: vi.fn(async () => {}),
    revokeTokens: vi.fn(async () => {}),
    signinRedirectCallback: vi.fn(async () => {
      stored = user();
      return stored;
    }),
    signoutRedirect: vi.fn(async () => {}),
    signoutRedirectCallback: vi.fn(async () => ({}) as never),
  };
  const around = {
    storage,
    channel: { postMessage: vi.fn(), onmessage: null as Surroundings["channel"]["onmessage"] },
    hold: vi.fn(async () => true),
    showAddress: vi.fn(),
  };
  return {
    engine,
    around,
    stored: () => stored,
    session: () => new Session(engine, around),
    hear: (data: unknown) => around.channel.onmessage?.call({} as never, { data } as MessageEvent),
  };
}

const CALLBACK = new URL("http://localhost:5173/callback?code=c&state=s");
const HOME = new URL("http://localhost:5173/");

async function signedIn() {
  const one = tab();
  const session = one.session();
  await session.start(CALLBACK);
  await vi.advanceTimersByTimeAsync(0);
  return { ...one, session, reload: one.session };
}

describe("a session", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_900_000_000_000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

  it("begins signed out, and asks the server when the user wants in", async () => {
    const { session: page, engine } = tab();
    const session = page();
    await session.start(HOME);
    expect(session.state.get()).toEqual({ status: "signed_out", why: "new" });
    await session.signIn();
    expect(engine.ask).toHaveBeenCalledWith({ askedAgain: false });
  });

  it("takes the answer of the server, and hides the code that came with it", async () => {
    const { session, around } = await signedIn();
    expect(session.state.get()).toMatchObject({
      status: "signed_in",
      person: { id: SUB, name: "Grace Hopper", email: "grace@example.com" },
      access: { asked: scopesOf(ALL), scopes: scopesOf(ALL), askedAgain: false },
      renewal: { state: "waiting" },
    });
    expect(around.showAddress).toHaveBeenCalledWith("/");
  });

  it("says why an answer is no good", async () => {
    const { session: page, engine } = tab();
    engine.signinRedirectCallback.mockRejectedValue(refusal("access_denied"));
    const session = page();
    await session.start(CALLBACK);
    expect(session.state.get()).toMatchObject({ status: "signed_out", why: "failed" });
  });

  it("renews before the token ends, again and again", async () => {
    const { session, engine } = await signedIn();
    const first = await session.accessToken();
    await pass(44_000);
    expect(engine.renew).not.toHaveBeenCalled();
    await pass(2_000);
    expect(await session.accessToken()).not.toBe(first);
    await pass(45_000);
    expect(engine.renew).toHaveBeenCalledTimes(2);
  });

  it("renews once for all who ask at the same time", async () => {
    const { session, engine } = await signedIn();
    expect(await Promise.all([session.renew(), session.renew()])).toEqual(["renewed", "renewed"]);
    expect(engine.renew).toHaveBeenCalledTimes(1);
  });

  it("shows fewer permissions after a renewal that brought fewer, and all when they are back", async () => {
    const { session, engine } = await signedIn();
    engine.renew.mockImplementationOnce(async () => user({ scope: "openid uns:read" }));
    await session.renew();
    expect(session.state.get()).toMatchObject({
      access: { scopes: ["openid", "uns:read"], agreed: ["openid", "uns:read", "uns:publish"] },
    });
    engine.renew.mockImplementationOnce(async () => user());
    await session.renew();
    expect(session.state.get()).toMatchObject({
      access: { scopes: ["openid", "uns:read", "uns:publish"] },
    });
  });

  it("goes on while the server is away, and tries until it is back", async () => {
    const { session, engine } = await signedIn();
    engine.renew.mockRejectedValue(new TypeError("Failed to fetch"));
    await pass(45_000);
    expect(session.state.get()).toMatchObject({
      status: "signed_in",
      renewal: { state: "failing" },
    });
    expect(await session.accessToken()).toBeDefined();
    await pass(20_000);
    expect(await session.accessToken()).toBeUndefined();
    engine.renew.mockImplementation(async () => user());
    await pass(30_000);
    expect(session.state.get()).toMatchObject({ renewal: { state: "waiting" } });
    expect(await session.accessToken()).toBeDefined();
  });

  it("ends when the server will not renew it any more", async () => {
    const { session, engine, stored, around } = await signedIn();
    engine.renew.mockRejectedValue(refusal("invalid_grant"));
    expect(await session.renew()).toBe("over");
    expect(session.state.get()).toEqual({ status: "signed_out", why: "ended" });
    expect(stored()).toBeNull();
    expect(readNotes(around.storage)).toBeUndefined();
    await pass(600_000);
    expect(engine.renew).toHaveBeenCalledTimes(1);
  });

  it("does not end for an error that may pass", async () => {
    const { session, engine } = await signedIn();
    for (const error of [
      refusal("temporarily_unavailable"),
      new Error("503"),
      new TypeError("network"),
    ]) {
      engine.renew.mockRejectedValueOnce(error);
      expect(await session.renew()).toBe("unavailable");
    }
    expect(session.state.get()).toMatchObject({ status: "signed_in" });
  });

  it("outlives a reload", async () => {
    const { session, reload, engine } = await signedIn();
    const token = await session.accessToken();
    const again = reload();
    await again.start(HOME);
    expect(again.state.get()).toMatchObject({
      status: "signed_in",
      person: { name: "Grace Hopper" },
    });
    expect(await again.accessToken()).toBe(token);
    expect(engine.renew).not.toHaveBeenCalled();
  });

  it("repeats at once a renewal that a reload cut short: its answer may be lost", async () => {
    const { session, reload, engine } = await signedIn();
    engine.renew.mockImplementationOnce(() => new Promise(() => {}));
    void session.renew();
    const again = reload();
    await again.start(HOME);
    expect(engine.renew).toHaveBeenCalledTimes(2);
    await reload().start(HOME);
    expect(engine.renew).toHaveBeenCalledTimes(2);
  });

  it("belongs to one tab: a copy of the tab has none", async () => {
    const { reload, around, engine } = await signedIn();
    around.hold.mockResolvedValue(false);
    const copy = reload();
    await copy.start(HOME);
    expect(copy.state.get()).toEqual({ status: "signed_out", why: "copied" });
    expect(engine.revokeTokens).not.toHaveBeenCalled();
  });

  it("asked again goes on with the new grant and ends the old one", async () => {
    const { session, reload, engine, stored } = await signedIn();
    const old = stored()?.refresh_token;
    await session.askAgain();
    expect(engine.ask).toHaveBeenCalledWith({ askedAgain: true });
    engine.signinRedirectCallback.mockResolvedValue(user({ state: { askedAgain: true } }));
    const back = reload();
    await back.start(CALLBACK);
    expect(back.state.get()).toMatchObject({ status: "signed_in", access: { askedAgain: true } });
    expect(engine.revokeGrant).toHaveBeenCalledWith(old);
  });

  it("asked again in vain stays as it is, and says so", async () => {
    const { reload, engine } = await signedIn();
    engine.signinRedirectCallback.mockRejectedValue(refusal("access_denied"));
    const back = reload();
    await back.start(CALLBACK);
    expect(back.state.get()).toMatchObject({ status: "signed_in", access: { askedAgain: false } });
    expect(back.notice.get()).toMatch(/did not allow/);
    expect(engine.revokeGrant).not.toHaveBeenCalled();
  });

  it("ends here, at the server and in other tabs when the user signs out", async () => {
    const { session, engine, around } = await signedIn();
    await session.signOut();
    expect(engine.signoutRedirect).toHaveBeenCalled();
    expect(around.channel.postMessage).toHaveBeenCalledWith({ signedOut: SUB });
    expect(await session.accessToken()).toBeUndefined();
  });

  it("comes back from signing out", async () => {
    const { session: page, engine } = tab();
    const session = page();
    await session.start(new URL("http://localhost:5173/?state=s"));
    expect(engine.signoutRedirectCallback).toHaveBeenCalled();
    expect(session.state.get()).toEqual({ status: "signed_out", why: "signed_out" });
  });

  it("says that only this tab is signed out while the server is away", async () => {
    const { session, engine, stored } = await signedIn();
    engine.signoutRedirect.mockRejectedValue(new TypeError("Failed to fetch"));
    await session.signOut();
    expect(stored()).toBeNull();
    expect(session.state.get()).toMatchObject({
      why: "signed_out",
      detail: expect.stringMatching(/still/),
    });
  });

  it("ends when the same user signs out in another tab, and not when another one does", async () => {
    const { session, engine, hear, stored } = await signedIn();
    hear({ signedOut: "user-2" });
    expect(session.state.get().status).toBe("signed_in");
    hear({ signedOut: SUB });
    await pass(0);
    expect(session.state.get()).toEqual({ status: "signed_out", why: "signed_out_elsewhere" });
    expect(engine.revokeTokens).toHaveBeenCalled();
    expect(stored()).toBeNull();
  });

  it("tells nothing of a renewal that comes after its end", async () => {
    const { session, engine, hear } = await signedIn();
    let answer: ((user: User) => void) | undefined;
    engine.renew.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    const renewal = session.renew();
    hear({ signedOut: SUB });
    answer?.(user());
    expect(await renewal).toBe("over");
    expect(session.state.get()).toMatchObject({ status: "signed_out" });
  });

  it("renews when the API misses a scope, since a new token tells what else has changed", async () => {
    const { session, engine } = await signedIn();
    engine.renew.mockImplementationOnce(async () => user({ scope: "openid" }));
    session.lacks("uns:publish");
    expect(session.state.get()).toMatchObject({ access: { scopes: ["openid", "uns:read"] } });
    await pass(0);
    expect(session.state.get()).toMatchObject({ access: { scopes: ["openid"] } });
    session.lacks("uns:publish");
    expect(engine.renew).toHaveBeenCalledTimes(1);
  });

  it("believes the API rather than its token, and does not renew for ever", async () => {
    const { session, engine } = await signedIn();
    session.lacks("uns:publish");
    await pass(0);
    session.lacks("uns:publish");
    await pass(0);
    expect(session.state.get()).toMatchObject({ access: { scopes: ["openid", "uns:read"] } });
    expect(engine.renew).toHaveBeenCalledTimes(1);
  });

  it("ends with its token where there is no refresh token", async () => {
    const { reload, around, engine } = await signedIn();
    engine.getUser.mockResolvedValue(user({ refresh_token: "" }));
    const again = reload();
    await again.start(HOME);
    expect(await again.renew()).toBe("over");
    expect(again.state.get()).toEqual({ status: "signed_out", why: "ended" });
    expect(readNotes(around.storage)).toBeUndefined();
  });
});
