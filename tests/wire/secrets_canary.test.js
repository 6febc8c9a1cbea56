// security.md, "Secrets": canaries through every flow at the most talkative log level, then grep.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { authorizeUrl, ENDPOINT, pkce } from "../harness/flow.js";
import { basic, readForm, Session } from "../harness/http.js";
import { rawRequest } from "../harness/raw.js";
import { startServer } from "../harness/server.js";
import { authorization, CALLBACK, fill, FORM_TYPE, JSON_TYPE } from "./support.js";

const ADMIN = { email: "admin@example.com", password: "canary-administrator-passphrase" };

describe("secrets", () => {
  const canaries = new Map(); // value -> what it is
  const answers = []; // {what, text, mayHold: Set of canaries}
  let server, umask;

  const keep = (what, value) => {
    if (value && value.length >= 16) canaries.set(value, what);
    return value;
  };

  /** A request whose whole answer is kept for the search; `mayHold` are values that it is there to hand out. */
  async function ask(what, url, options = {}, session = new Session()) {
    const answer = await session.fetch(url, options);
    const text = await answer.clone().text();
    const headers = [...answer.headers].filter(([name]) => name !== "set-cookie").map(([name, value]) => `${name}: ${value}`).join("\n");
    for (const line of answer.headers.getSetCookie()) keep("cookie", line.match(/=([^;]*)/)[1]);
    answers.push({ what, text: `${headers}\n\n${text}`, status: answer.status });
    return answer;
  }
  const form = (fields) => ({ method: "POST", headers: { ...FORM_TYPE }, body: new URLSearchParams(fields).toString() });
  const api = (path) => `${server.origin}/api/v1${path}`;

  before(async () => {
    umask = process.umask(0);
    server = await startServer({ admin: ADMIN, args: ["--log-level", "debug"] });
    keep("password", ADMIN.password);
    await drive();
  });
  after(async () => {
    process.umask(umask);
    assert.equal((await server.stop()).code, 0);
  });

  async function drive() {
    const admin = new Session();
    const json = (method, body, headers = {}) => ({ method, headers: { ...JSON_TYPE, "x-csrf-token": csrf ?? "", ...headers }, body: JSON.stringify(body) });
    let csrf;

    // Sign-in, right and wrong, by API and page.
    await ask("a wrong password", api("/auth/login"), json("POST", { email: ADMIN.email, password: keep("wrong password", "canary-wrong-password-1") }));
    await ask("a password too long", api("/auth/login"), json("POST", { email: "x@example.com", password: keep("wrong password", `canary-too-long-${"x".repeat(2000)}`) }));
    await ask("a password typed as the e-mail address", api("/auth/login"), json("POST", { email: keep("misplaced password", "canary-typed-as-the-address"), password: "x" }));
    await ask("a misspelt member", api("/auth/login"), json("POST", { email: "x@example.com", passwort: keep("misspelt password", "canary-misspelt-password") }));
    await ask("broken JSON", api("/auth/login"), { method: "POST", headers: JSON_TYPE, body: `{"password":"${keep("password in broken JSON", "canary-broken-json-password")}"` });
    const login = await ask("login", api("/auth/login"), json("POST", ADMIN), admin);
    csrf = keep("csrf token", (await login.json()).csrf_token);
    answers.pop();
    await ask("a wrong CSRF token", api("/users"), json("POST", {}, { "x-csrf-token": keep("wrong csrf token", "canary-wrong-csrf-token-0123456789") }), admin);

    // Users and their passwords.
    const password = keep("password", "canary-user-passphrase-one");
    const made = await (await ask("a new user", api("/users"), json("POST", { email: "u@example.com", first_name: "U", last_name: "Ser", password, role_ids: [] }), admin)).json();
    await ask("a password too short", api("/users"), json("POST", { email: "v@example.com", first_name: "", last_name: "", password: "canary-sh", role_ids: [] }), admin);
    await ask("a password where none belongs", api(`/users/${made.id}`), json("PATCH", { password: keep("misplaced password", "canary-misplaced-password") }), admin);
    const reset = keep("password", "canary-user-passphrase-two");
    await ask("a reset", api(`/users/${made.id}/password`), json("POST", { password: reset }), admin);
    const user = new Session();
    const mine = await ask("the user's login", api("/auth/login"), json("POST", { email: "u@example.com", password: reset }), user);
    const ownCsrf = keep("csrf token", (await mine.json()).csrf_token);
    answers.pop();
    const last = keep("password", "canary-user-passphrase-three");
    await ask("a change with a wrong present one", api("/me/password"), json("POST", { current_password: keep("wrong password", "canary-not-the-present"), new_password: last }, { "x-csrf-token": ownCsrf }), user);
    await ask("a change", api("/me/password"), json("POST", { current_password: reset, new_password: last }, { "x-csrf-token": ownCsrf }), user);

    // Clients and their secrets.
    const fields = { name: "Canary", client_type: "confidential", grant_types: ["authorization_code", "client_credentials"], redirect_uris: [CALLBACK], scopes: ["openid", "profile", "email", "tokens:introspect"] };
    const created = await ask("a new client", api("/oauth2/clients"), json("POST", fields), admin);
    const client = await created.json();
    answers.pop();
    keep("client secret", client.client_secret);
    const second = await ask("a second secret", api(`/oauth2/clients/${client.client_id}/secrets`), json("POST", {}), admin);
    keep("client secret", (await second.json()).client_secret);
    answers.pop();
    await ask("a secret that the caller sets", api("/oauth2/clients"), json("POST", { ...fields, client_secret: keep("misplaced secret", "lks_canary-misplaced-secret") }), admin);

    // Client authentication gone wrong in each way.
    const token = server.origin + ENDPOINT.token;
    const wrong = keep("wrong client secret", "lks_canary-wrong-client-secret");
    const grant = { grant_type: "client_credentials" };
    await ask("a wrong secret in the body", token, form({ ...grant, client_id: client.client_id, client_secret: wrong }));
    await ask("a wrong secret in the header", token, { ...form(grant), headers: { ...FORM_TYPE, authorization: basic(client.client_id, wrong) } });
    keep("Basic credentials", basic(client.client_id, wrong).slice(6));
    await ask("Basic credentials that do not decode", token, { ...form(grant), headers: { ...FORM_TYPE, authorization: `Basic ${keep("Basic credentials", Buffer.from(`%%${client.client_secret}:x`).toString("base64"))}` } });
    await ask("a secret in the URL", `${token}?client_secret=${client.client_secret}`, form({ ...grant, client_id: client.client_id }));
    await ask("a secret as another type", token, { method: "POST", headers: JSON_TYPE, body: JSON.stringify({ ...grant, client_id: client.client_id, client_secret: client.client_secret }) });
    await ask("a secret twice", token, form([["grant_type", "client_credentials"], ["client_id", client.client_id], ["client_secret", client.client_secret], ["client_secret", wrong]]));
    await ask("a secret at the wrong endpoint", `${server.origin}/login?client_secret=${client.client_secret}&password=${last}`);
    await ask("id and secret swapped", token, form({ ...grant, client_id: client.client_secret, client_secret: client.client_id }));

    const keepTokens = async (answer) => {
      const body = await answer.json();
      answers.pop();
      keep("access token", body.access_token);
      keep("access token's signature", body.access_token?.split(".")[2]);
      keep("refresh token", body.refresh_token);
      keep("ID token", body.id_token);
      return body;
    };
    const authentic = { client_id: client.client_id, client_secret: client.client_secret };
    const service = await keepTokens(await ask("client credentials", token, form({ ...grant, ...authentic })));

    // The code flow, by page.
    const browser = new Session();
    const flow = async (changes = {}) => {
      const { verifier, challenge } = pkce();
      const { parameters } = authorization(client, { code_challenge: challenge, state: keep("state", `canary-state-${Math.random()}-0123456789`), nonce: keep("nonce", `canary-nonce-${Math.random()}`), ...changes });
      let at = authorizeUrl(server, parameters);
      let answer = await ask("authorize", at, {}, browser);
      for (let hops = 0; hops < 8; hops += 1) {
        const location = answer.headers.get("location");
        if (location) {
          answers.pop();
          at = new URL(location, at).href;
          keep("interaction", new URL(at).searchParams.get("interaction"));
          if (!at.startsWith(server.origin)) return { verifier: keep("code verifier", verifier), code: keep("authorization code", new URL(at).searchParams.get("code")) };
          answer = await ask("a page", at, {}, browser);
          continue;
        }
        const html = await answer.text();
        answers.pop();
        const isLogin = /name="?password/.test(html);
        const page = readForm(html, at, isLogin ? "password" : "decision");
        keep("csrf token", page.fields.find(([name]) => name === "csrf")[1]);
        if (isLogin) await ask("a wrong password on the page", page.action, form(fill(page, { email: "u@example.com", password: keep("wrong password", "canary-wrong-on-the-page") })), browser);
        if (isLogin) answers.pop();
        const fields = isLogin ? { email: "u@example.com", password: last } : { decision: "allow" };
        answer = await ask("a form", page.action, form(fill(page, fields)), browser);
      }
      throw new Error("the flow did not end");
    };
    const { code, verifier } = await flow({ prompt: "login consent" });
    const exchange = { grant_type: "authorization_code", code, redirect_uri: CALLBACK, ...authentic };
    await ask("a wrong verifier", token, form({ ...exchange, code_verifier: keep("wrong verifier", "canary-wrong-verifier".padEnd(43, "x")) }));
    await ask("a code in the URL", `${token}?code=${code}&code_verifier=${verifier}`, form({ grant_type: "authorization_code", ...authentic }));
    await ask("a wrong code", token, form({ ...exchange, code: keep("wrong code", "lka_canary-wrong-code"), code_verifier: verifier }));
    await ask("a wrong redirect URI", token, form({ ...exchange, redirect_uri: "https://app.example.com/x", code_verifier: verifier }));
    const tokens = await keepTokens(await ask("the exchange", token, form({ ...exchange, code_verifier: verifier })));

    // What is done with tokens, rightly and wrongly.
    for (const value of [tokens.access_token, service.access_token, tokens.id_token, tokens.refresh_token, keep("wrong token", "canary-wrong-bearer-token"), `${tokens.access_token}x`]) {
      const authorization = `Bearer ${value}`;
      await ask("userinfo", server.origin + ENDPOINT.userinfo, { headers: { authorization } });
      await ask("userinfo by URL", `${server.origin}${ENDPOINT.userinfo}?access_token=${value}`);
      await ask("userinfo by form", server.origin + ENDPOINT.userinfo, form({ access_token: value }));
      await ask("the REST API", api("/me"), { headers: { authorization } });
      await ask("introspection", server.origin + ENDPOINT.introspect, form({ token: value, ...authentic }));
      await ask("introspection by URL", `${server.origin}${ENDPOINT.introspect}?token=${value}`, form(authentic));
      await ask("as id_token_hint", authorizeUrl(server, authorization_of(client, value)), {}, browser);
      await ask("logout with it", `${server.origin}${ENDPOINT.logout}?${new URLSearchParams({ id_token_hint: value })}`);
      await ask("a refresh with it by the wrong client", token, form({ grant_type: "refresh_token", refresh_token: value, client_id: "unknown", client_secret: wrong }));
    }
    const next = await keepTokens(await ask("a refresh", token, form({ grant_type: "refresh_token", refresh_token: tokens.refresh_token, ...authentic })));
    await keepTokens(await ask("a second refresh", token, form({ grant_type: "refresh_token", refresh_token: next.refresh_token, ...authentic })));
    await ask("a reuse", token, form({ grant_type: "refresh_token", refresh_token: tokens.refresh_token, ...authentic }));
    await ask("a code reused", token, form({ ...exchange, code_verifier: verifier }));
    const other = await flow();
    const more = await keepTokens(await ask("another exchange", token, form({ ...exchange, code: other.code, code_verifier: other.verifier })));
    await ask("a revocation", server.origin + ENDPOINT.revoke, form({ token: more.access_token, ...authentic }));
    await ask("a revocation of the other kind", server.origin + ENDPOINT.revoke, form({ token: more.refresh_token, ...authentic }));
    await ask("a revocation by URL", `${server.origin}${ENDPOINT.revoke}?token=${service.access_token}`, form(authentic));

    // Where no value of the kind belongs: what is recognisable as a secret is masked even there.
    for (const value of [client.client_secret, code, tokens.refresh_token, service.access_token, tokens.id_token, admin.cookie("latchkey_session")]) {
      await ask("in an unknown parameter", `${server.origin}/healthz?x=${value}`);
      await ask("in another site's page", authorizeUrl(server, { client_id: value, redirect_uri: CALLBACK, response_type: "code" }));
      await ask("as a redirect URI", authorizeUrl(server, { client_id: client.client_id, redirect_uri: `https://app.example.com/${value}`, response_type: "code" }));
      await ask("as an id in a path", api(`/oauth2/clients/${value}`), {}, admin);
      await ask("as a grant type", token, form({ grant_type: value, ...authentic }));
      await ask("as a response type", authorizeUrl(server, authorization(client, { response_type: value, response_mode: value }).parameters));
      await ask("as a scope", token, form({ ...grant, ...authentic, scope: value }));
      await ask("as a search", api(`/users?${new URLSearchParams({ sort: value })}`), {}, admin);
      await ask("as a member's name", api("/settings"), json("PATCH", { [value.slice(0, 8)]: value }), admin);
      await ask("as a cookie", api("/me"), { headers: { cookie: `latchkey_session=${value}x; latchkey_browser=${value}; x=${value}` } });
      const bytes = await rawRequest(server.port, `POST /api/v1/oauth2/token HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${value}\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\ntoken=${value}`);
      answers.push({ what: "a malformed request", text: bytes.text });
    }
    await ask("sign-out", api("/auth/logout"), json("POST", {}, { "x-csrf-token": ownCsrf }), user);
  }

  const authorization_of = (client, id_token_hint) => authorization(client, { id_token_hint, prompt: "none" }).parameters;

  function assertHolds(text, where, except = () => false) {
    assert.ok(canaries.size > 40, `${canaries.size} canaries`);
    const found = [...canaries].filter(([value, what]) => !except(what, value) && text.includes(value)).map(([value, what]) => `${what} ${value.slice(0, 40)}`);
    assert.deepEqual(found, [], where);
  }
  const isNoSecret = (what) => ["state", "nonce"].includes(what);

  it("'No secret, code, token or password reaches a log at any log level'", () => {
    const log = server.log();
    assert.ok(log.split("\n").length > 100);
    assertHolds(log, "the log");
    for (const encoded of [encodeURIComponent, (value) => Buffer.from(value).toString("base64").slice(0, 20)]) {
      for (const [value, what] of canaries) if (!/^[\w.-]+$/.test(value)) assert.equal(log.includes(encoded(value)), false, what);
    }
  });

  it("nor the audit, as the API and as the CSV show it", async () => {
    let events = "";
    for (let page = 1; page < 20; page += 1) {
      const { items } = await server.admin.must("GET", `/audit?page_size=200&page=${page}`);
      if (items.length === 0) break;
      events += JSON.stringify(items);
    }
    assert.ok(events.includes("sign_in.failed") && events.includes("token.refused") && events.includes("token.refresh_reused"));
    assertHolds(events, "the audit");
    const csv = await server.admin.get("/audit.csv");
    assert.equal(csv.status, 200);
    assertHolds(csv.body, "the audit as CSV");
  });

  it("nor an error text", () => {
    assert.ok(answers.length > 80);
    for (const { what, text } of answers) assertHolds(text, what, isNoSecret);
  });

  it("nor any table in the clear", () => {
    const dump = execFileSync("sqlite3", ["-readonly", path.join(server.dataDir, "latchkey.db"), ".dump"], { encoding: "utf8", maxBuffer: 1 << 28 });
    assert.ok(dump.includes("audit_events"));
    assertHolds(dump, "the database", isNoSecret);
    assert.doesNotMatch(dump, /BEGIN (EC |RSA )?PRIVATE KEY|"d":"/);
  });

  it("nor the bytes of any file, write-ahead log included", () => {
    for (const name of readdirSync(server.dataDir)) {
      const file = path.join(server.dataDir, name);
      if (statSync(file).isFile()) assertHolds(readFileSync(file, "latin1"), name, isNoSecret);
    }
  });

  it("'or a core dump': the process writes none", () => {
    const limits = readFileSync(`/proc/${server.pid}/limits`, "utf8");
    assert.match(limits, /^Max core file size\s+0\s+0\s/m);
  });

  it("the command line and the environment that others may read hold no password", () => {
    assert.equal(readFileSync(`/proc/${server.pid}/cmdline`, "utf8").includes(ADMIN.password), false);
  });

  it("'Database, key and socket files are 0600 whatever the umask'", () => {
    const names = readdirSync(server.dataDir);
    for (const name of ["latchkey.db", "latchkey.db-wal", "latchkey.key"]) assert.ok(names.includes(name), `${name} in ${names}`);
    for (const name of names) {
      const mode = statSync(path.join(server.dataDir, name)).mode & 0o777;
      assert.equal(mode.toString(8), "600", name);
    }
    assert.equal((statSync(server.dataDir).mode & 0o777).toString(8), "700");
  });

  it("the key file that somebody else could read is refused at the next start, or closed", async () => {
    const { chmodSync } = await import("node:fs");
    await server.stop();
    chmodSync(path.join(server.dataDir, "latchkey.key"), 0o644);
    const started = await server.start().then(() => true, (error) => error.message);
    if (started === true) assert.equal(statSync(path.join(server.dataDir, "latchkey.key")).mode & 0o777, 0o600);
    else assert.match(started, /latchkey\.key/);
    if (started !== true) {
      chmodSync(path.join(server.dataDir, "latchkey.key"), 0o600);
      await server.start();
    }
  });
});
