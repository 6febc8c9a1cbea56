// security.md, "Sign-in".

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { readForm, Session } from "../harness/http.js";
import { fill, inParallel, JSON_TYPE, openForm, query, send, signedIn, sleep, tokensFor, useServer } from "./support.js";

const ACCOUNT_ATTEMPTS = 10;
const ADDRESS_ATTEMPTS = 50;

// Every test comes from an address of its own, so that none pays for another's failures.
let addresses = 0;
const newAddress = () => `198.51.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`;

describe("sign-in", () => {
  let user, url;
  const used = useServer({ args: ["--trusted-proxies", "127.0.0.1"] }, async ({ admin, origin }) => {
    user = await admin.createUser();
    url = `${origin}/api/v1/auth/login`;
  });

  const signIn = (email, password, { address = newAddress(), session = new Session(), headers = {} } = {}) =>
    session.fetch(url, {
      method: "POST",
      headers: { ...JSON_TYPE, "x-forwarded-for": address, ...headers },
      body: JSON.stringify({ email, password }),
    });

  const me = (session) => session.get(`${used.server.origin}/api/v1/me`);
  const sessionOf = (session) => session.cookie("latchkey_session");

  describe("'New session id at login'", () => {
    it("a second sign-in gives another id, and the first ends", async () => {
      const session = await signedIn(used.server, user);
      const first = sessionOf(session);
      const earlier = new Session();
      earlier.setCookie("latchkey_session", first);
      assert.equal((await me(earlier)).status, 200);
      assert.equal((await signIn(user.email, user.password, { session })).status, 200);
      assert.notEqual(sessionOf(session), first);
      assert.equal((await me(session)).status, 200);
      assert.equal((await me(earlier)).status, 401);
    });

    it("an id that was planted is never adopted, at the API and on the page", async () => {
      const planted = "lksn_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
      const byApi = new Session();
      byApi.setCookie("latchkey_session", planted);
      await signIn(user.email, user.password, { session: byApi });
      const onPage = new Session();
      onPage.setCookie("latchkey_session", planted);
      const { form } = await openForm(onPage, `${used.server.origin}/login`, "password");
      await onPage.submit(form, { email: user.email, password: user.password });
      for (const session of [byApi, onPage]) {
        assert.match(sessionOf(session), /^lksn_[A-Za-z0-9_-]{43}$/);
        assert.notEqual(sessionOf(session), planted);
        assert.equal((await me(session)).status, 200);
      }
      const attacker = new Session();
      attacker.setCookie("latchkey_session", planted);
      assert.equal((await me(attacker)).status, 401);
    });

    it("the cookie is HttpOnly, SameSite=Lax and for the whole site", async () => {
      const answer = await signIn(user.email, user.password);
      const line = answer.headers.getSetCookie().find((one) => one.startsWith("latchkey_session="));
      assert.match(line, /; HttpOnly/);
      assert.match(line, /; SameSite=Lax/);
      assert.match(line, /; Path=\/(;|$)/);
      assert.doesNotMatch(line, /Domain/i);
    });

    it("signing out ends it on the server", async () => {
      const session = await signedIn(used.server, user);
      const copy = new Session();
      copy.setCookie("latchkey_session", sessionOf(session));
      const answer = await session.fetch(`${used.server.origin}/api/v1/auth/logout`, {
        method: "POST",
        headers: { "x-csrf-token": session.csrfToken },
      });
      assert.equal(answer.status, 204);
      assert.equal(sessionOf(session), undefined);
      assert.equal((await me(copy)).status, 401);
    });
  });

  describe("'Throttled per account and per address'", () => {
    it("the account: after ten failures nobody gets in from anywhere, with Retry-After", async () => {
      const victim = await used.server.admin.createUser();
      for (let attempt = 0; attempt < ACCOUNT_ATTEMPTS; attempt += 1)
        assert.equal((await signIn(victim.email, "wrong")).status, 401);
      for (const password of ["wrong", victim.password]) {
        const answer = await signIn(victim.email, password);
        assert.equal(answer.status, 429);
        assert.ok(Number(answer.headers.get("retry-after")) > 0);
      }
      assert.equal((await signIn(user.email, user.password)).status, 200, "others are not concerned");
    });

    it("the address: after fifty failures over many accounts it gets nowhere, while others do", async () => {
      const address = newAddress();
      // At once, since an address gets an attempt back every 12 seconds.
      const answers = await inParallel(ADDRESS_ATTEMPTS + 1, url, {
        method: "POST",
        headers: { ...JSON_TYPE, "x-forwarded-for": address },
        body: (attempt) => JSON.stringify({ email: `nobody${attempt}@example.com`, password: "wrong" }),
      });
      const statuses = answers.map(({ status }) => status).sort();
      assert.deepEqual(statuses, [...Array(ADDRESS_ATTEMPTS).fill(401), 429]);
      assert.equal((await signIn(user.email, user.password)).status, 200);
    });

    it("'over the canonical name'", async () => {
      const victim = await used.server.admin.createUser({ email: `mixed${Math.random().toString(36).slice(2)}@example.com` });
      const spellings = [
        victim.email,
        victim.email.toUpperCase(),
        victim.email.replace("m", "M"),
        victim.email.replace("example", "EXAMPLE"),
      ];
      for (let attempt = 0; attempt < ACCOUNT_ATTEMPTS; attempt += 1)
        assert.equal((await signIn(spellings[attempt % spellings.length], "wrong")).status, 401);
      for (const spelling of spellings) assert.equal((await signIn(spelling, victim.password)).status, 429, spelling);
    });

    it("an unknown account is throttled like a known one", async () => {
      for (let attempt = 0; attempt < ACCOUNT_ATTEMPTS; attempt += 1)
        assert.equal((await signIn("no.such@example.com", "wrong")).status, 401);
      assert.equal((await signIn("no.such@example.com", "wrong")).status, 429);
    });

    it("'counted before hashing; parallel guesses do not slip through': of 50 at once ten are tried", async () => {
      const victim = await used.server.admin.createUser();
      const answers = await inParallel(50, url, {
        method: "POST",
        headers: () => ({ ...JSON_TYPE, "x-forwarded-for": newAddress() }),
        body: (index) =>
          JSON.stringify({ email: index % 2 ? victim.email : victim.email.toUpperCase(), password: `guess ${index}` }),
      });
      const tried = answers.filter(({ status }) => status === 401).length;
      assert.equal(tried, ACCOUNT_ATTEMPTS);
      assert.equal(answers.filter(({ status }) => status === 429).length, 50 - tried);
      assert.equal((await signIn(victim.email, victim.password)).status, 429);
    });

    it("the page shares the count with the API", async () => {
      const victim = await used.server.admin.createUser();
      const session = new Session();
      const page = await openForm(session, `${used.server.origin}/login`, "password");
      const post = (password) =>
        session.post(page.form.action, fill(page.form, { email: victim.email, password }), {
          headers: { "x-forwarded-for": newAddress() },
        });
      for (let attempt = 0; attempt < ACCOUNT_ATTEMPTS; attempt += 1) assert.equal((await post("wrong")).status, 401);
      const answer = await post(victim.password);
      assert.equal(answer.status, 429);
      assert.ok(Number(answer.headers.get("retry-after")) > 0);
      assert.equal((await signIn(victim.email, victim.password)).status, 429);
    });

    it("the present password that a change of it asks for counts too", async () => {
      const victim = await used.server.admin.createUser();
      const session = await signedIn(used.server, victim);
      const change = () =>
        session.fetch(`${used.server.origin}/api/v1/me/password`, {
          method: "POST",
          headers: { ...JSON_TYPE, "x-csrf-token": session.csrfToken, "x-forwarded-for": newAddress() },
          body: JSON.stringify({ current_password: "wrong", new_password: "another long passphrase" }),
        });
      const statuses = [];
      for (let attempt = 0; attempt <= ACCOUNT_ATTEMPTS; attempt += 1) statuses.push((await change()).status);
      assert.deepEqual(statuses, [...Array(ACCOUNT_ATTEMPTS).fill(400), 429]);
    });

    it("a success gives the account's attempts back", async () => {
      const victim = await used.server.admin.createUser();
      for (let round = 0; round < 2; round += 1) {
        for (let attempt = 0; attempt < ACCOUNT_ATTEMPTS - 1; attempt += 1)
          assert.equal((await signIn(victim.email, "wrong")).status, 401);
        assert.equal((await signIn(victim.email, victim.password)).status, 200);
      }
    });

    it("X-Forwarded-For is believed only from a configured proxy", async () => {
      const events = query(used.server, "SELECT DISTINCT address FROM audit_events WHERE action = 'sign_in.failed'");
      assert.ok(events.every(({ address }) => address.startsWith("198.51.") || address === "127.0.0.1"));
      assert.ok(events.some(({ address }) => address.startsWith("198.51.")));
    });
  });

  describe("'Unknown, disabled and wrong-password look the same'", () => {
    let disabled;
    before(async () => {
      disabled = await used.server.admin.createUser();
      await used.server.admin.must("POST", `/users/${disabled.id}/disable`, {});
    });

    it("at the REST API", async () => {
      const looks = [];
      for (const [email, password] of [
        ["nobody.at.all@example.com", "x"],
        [disabled.email, disabled.password],
        [disabled.email, "x"],
        [user.email, "wrong"],
        [user.email, "x".repeat(2000)],
        ["not an address", "x"],
      ]) {
        const answer = await signIn(email, password);
        const body = { ...(await answer.json()), request_id: "" };
        const headers = [...answer.headers].filter(([name]) => !["date", "x-request-id"].includes(name));
        looks.push(JSON.stringify([answer.status, headers, body]));
      }
      assert.equal(new Set(looks).size, 1, looks.join("\n"));
      assert.match(looks[0], /^\[401,/);
    });

    it("on the page", async () => {
      const looks = [];
      for (const [email, password] of [
        ["nobody.at.all@example.com", "x"],
        [disabled.email, disabled.password],
        [user.email, "wrong"],
        [user.email, "x".repeat(2000)],
      ]) {
        const session = new Session();
        const { form } = await openForm(session, `${used.server.origin}/login`, "password");
        const { answer } = await session.submit(form, { email, password });
        const html = await answer.text();
        const csrf = readForm(html, form.action, "password").fields.find(([name]) => name === "csrf")[1];
        looks.push(
          `${answer.status} ${html.replaceAll(email, "EMAIL").replaceAll(csrf, "CSRF").replaceAll(answer.headers.get("x-request-id"), "ID")}`,
        );
      }
      assert.equal(new Set(looks).size, 1);
      assert.match(looks[0], /^401 /);
    });

    it("the audit alone knows the reason", async () => {
      const { items } = await used.server.admin.must("GET", "/audit?action=sign_in.failed&page_size=200");
      const reasons = new Set(items.map(({ details }) => details.reason));
      for (const reason of ["unknown account", "disabled account", "wrong password", "password too long", "throttled"])
        assert.ok(reasons.has(reason), reason);
    });
  });

  it("disabling a user ends the session at once", async () => {
    const victim = await used.server.admin.createUser();
    const session = await signedIn(used.server, victim);
    await used.server.admin.must("POST", `/users/${victim.id}/disable`, {});
    assert.equal((await me(session)).status, 401);
    await used.server.admin.must("POST", `/users/${victim.id}/enable`, {});
    assert.equal((await me(session)).status, 401);
    assert.equal((await signIn(victim.email, victim.password)).status, 200);
  });

  it("a password of 1024 bytes works, one of 1025 cannot be set", async () => {
    const password = `é${"x".repeat(1022)}`;
    const own = await used.server.admin.createUser({ password });
    assert.equal((await signIn(own.email, password)).status, 200);
    assert.equal((await signIn(own.email, `${password}x`)).status, 401);
    const answer = await used.server.admin.post("/users", {
      email: "long@example.com",
      first_name: "",
      last_name: "",
      password: `${password}x`,
      role_ids: [],
    });
    assert.equal(answer.status, 400);
  });
});

describe("sign-in when hashing is saturated", () => {
  const used = useServer({ args: ["--trusted-proxies", "127.0.0.1", "--hashing-threads", "1"] });

  it("'a queue that is full answers 503 with Retry-After', and 'passwords over 1 kB are refused before hashing'", async () => {
    const { server } = used;
    const url = `${server.origin}/api/v1/auth/login`;
    const attempt = (count, password, name) =>
      inParallel(count, url, {
        method: "POST",
        headers: () => ({ ...JSON_TYPE, "x-forwarded-for": newAddress() }),
        body: (index) => JSON.stringify({ email: `${name}${index}@example.com`, password }),
      });
    const flood = attempt(300, "guess", "flood");
    await sleep(20);
    const long = attempt(30, "x".repeat(1025), "long");
    const [flooded, refused] = await Promise.all([flood, long]);
    assert.deepEqual([...new Set(flooded.map(({ status }) => status))].sort(), [401, 503]);
    for (const { headers, text } of flooded.filter(({ status }) => status === 503)) {
      assert.ok(Number(headers["retry-after"]) > 0);
      assert.match(headers["content-type"], /^application\/problem\+json/);
      assert.equal(JSON.parse(text).status, 503);
    }
    assert.deepEqual([...new Set(refused.map(({ status }) => status))], [401]);
    await signedIn(server, server.adminUser);
  });

  it("others are served meanwhile: tokens are issued and pages shown", async () => {
    const { server } = used;
    const service = await server.admin.createService();
    const session = await signedIn(server, server.adminUser);
    const client = await server.admin.createClient();
    const flood = inParallel(65, `${server.origin}/api/v1/auth/login`, {
      method: "POST",
      headers: () => ({ ...JSON_TYPE, "x-forwarded-for": newAddress() }),
      body: (index) => JSON.stringify({ email: `busy${index}@example.com`, password: "guess" }),
    });
    let isOver = false;
    flood.then(() => (isOver = true));
    await sleep(20);
    const answers = await Promise.all([
      send(`${server.origin}/api/v1/oauth2/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "client_credentials",
          client_id: service.client_id,
          client_secret: service.client_secret,
        }),
      }),
      send(`${server.origin}/login`),
      send(`${server.origin}/readyz`),
    ]);
    await tokensFor(server, client, { session });
    const wasOver = isOver;
    await flood;
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(wasOver, false, "these were answered while the passwords were still being tried");
  });
});

describe("cookies of an https issuer", () => {
  const used = useServer({ issuer: "https://auth.example.com" });

  it("are __Host- and Secure, and the plain name counts for nothing", async () => {
    const { server } = used;
    const answer = await fetch(`${server.origin}/api/v1/auth/login`, {
      method: "POST",
      headers: JSON_TYPE,
      body: JSON.stringify(server.adminUser),
    });
    assert.equal(answer.status, 200);
    const [line] = answer.headers.getSetCookie();
    assert.match(line, /^__Host-latchkey_session=lksn_[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    const value = line.match(/=([^;]+)/)[1];
    const me = (cookie) => fetch(`${server.origin}/api/v1/me`, { headers: { cookie } });
    assert.equal((await me(`__Host-latchkey_session=${value}`)).status, 200);
    assert.equal((await me(`latchkey_session=${value}`)).status, 401);
    const page = await fetch(`${server.origin}/login`);
    assert.match(page.headers.getSetCookie()[0], /^__Host-latchkey_browser=.*; Secure$/);
  });
});
