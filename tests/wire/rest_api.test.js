// security.md, "REST API and console", as far as it shows on the wire.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { Session } from "../harness/http.js";
import { asAdmin, assertProblem, JSON_TYPE, logLines, send, serviceToken, signedIn, tokensFor, useServer } from "./support.js";

describe("REST API", () => {
  let admin, api, client, user, viewer;
  const used = useServer({}, async (server) => {
    ({ admin } = server);
    api = `${server.origin}/api/v1`;
    client = await admin.createClient();
    user = await admin.createUser();
  });
  before(async () => {
    viewer = await signedIn(used.server, user);
  });

  const raw = (...call) => asAdmin(used.server, ...call);

  const newClient = (fields = {}) => ({
    name: "New",
    client_type: "confidential",
    grant_types: ["authorization_code"],
    redirect_uris: ["https://app.example.com/cb"],
    scopes: ["openid"],
    ...fields,
  });
  const totals = async () =>
    Promise.all(["/oauth2/clients", "/users", "/roles"].map(async (path) => (await admin.must("GET", path)).total));

  describe("problems are application/problem+json with a request id", () => {
    it("401 to nobody, 403 to the wrong one, 404 for what is not there, 405 with Allow, 415 and 400", async () => {
      const nobody = await send(`${api}/users`);
      assertProblem(nobody, 401);
      assert.match(nobody.headers.get("www-authenticate"), /^Bearer/);
      assertProblem(await send(`${api}/users`, { headers: { cookie: viewer.cookieHeader(api) } }), 403);
      assertProblem(await send(`${api}/oauth2/clients`, { headers: { cookie: viewer.cookieHeader(api) } }), 403);
      assertProblem(await raw("GET", "/users/usr_unknown"), 404);
      assertProblem(await raw("GET", "/no/such/thing"), 404);
      const method = await raw("PUT", "/users", "{}");
      assertProblem(method, 405);
      assert.match(method.headers.get("allow"), /GET.*POST|POST.*GET/);
      assertProblem(await raw("POST", "/users", "{}", { "content-type": "text/plain" }), 415);
      assertProblem(await raw("POST", "/users", "{}", { "content-encoding": "gzip" }), 415);
      assertProblem(await raw("POST", "/users", "{"), 400);
    });

    it("every answer is one that no cache keeps and no browser sniffs", async () => {
      for (const answer of [
        await raw("GET", "/me"),
        await raw("GET", "/users/x"),
        await send(`${api}/me`),
        await raw("GET", "/audit.csv"),
      ]) {
        assert.equal(answer.headers.get("cache-control"), "no-store");
        assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
      }
    });

    it("paths in other spellings are nothing", async () => {
      for (const path of ["/users/", "//users", "/./users", "/%75sers", "/users/../users", "/Users", "/users%2f", "/users;x=1"]) {
        const url = new URL(used.server.origin);
        const { rawRequest } = await import("../harness/raw.js");
        await admin.signIn();
        const answer = await rawRequest(
          url.port,
          `GET /api/v1${path} HTTP/1.1\r\nHost: x\r\nCookie: ${admin.session.cookieHeader(api)}\r\nConnection: close\r\n\r\n`,
        );
        assert.equal(answer.status, 404, path);
      }
    });
  });

  describe("'the session cookie plus X-CSRF-Token on every unsafe method'", () => {
    it("without it, with a wrong one and with another session's: 403 and nothing done", async () => {
      const before = await totals();
      const other = await signedIn(used.server, used.server.adminUser);
      for (const [method, path, body] of [
        ["POST", "/users", "{}"],
        ["POST", "/oauth2/clients", JSON.stringify(newClient())],
        ["PATCH", `/oauth2/clients/${client.client_id}`, '{"name":"x"}'],
        ["DELETE", `/oauth2/clients/${client.client_id}`],
        ["POST", `/oauth2/clients/${client.client_id}/disable`, "{}"],
        ["PATCH", "/settings", '{"rbac_enabled":false}'],
        ["POST", "/auth/logout"],
        ["DELETE", "/me/sessions"],
        ["POST", "/me/password", "{}"],
      ]) {
        for (const token of ["", "x", admin.csrfToken.slice(0, -1), other.csrfToken]) {
          assertProblem(await raw(method, path, body, { "x-csrf-token": token }), 403);
        }
        const headers = { ...JSON_TYPE, cookie: admin.session.cookieHeader(api) };
        assertProblem(await send(api + path, { method, body, headers }), 403);
        assertProblem(await send(`${api}${path}?csrf_token=${admin.csrfToken}`, { method, body, headers }), 403);
      }
      assert.deepEqual(await totals(), before);
      assert.equal((await admin.must("GET", `/oauth2/clients/${client.client_id}`)).status, "active");
    });

    it("a bearer token needs none, and is never helped out by a cookie", async () => {
      const own = await admin.createService({ scopes: ["users:read"] });
      const { access_token } = await serviceToken(used.server, own);
      assert.equal((await send(`${api}/users`, { headers: { authorization: `Bearer ${access_token}` } })).status, 200);
      assertProblem(await raw("GET", "/users", undefined, { authorization: "Bearer wrong" }), 401);
      assertProblem(await raw("GET", "/users", undefined, { authorization: "Basic eDp5" }), 401);
    });
  });

  describe("'Authorization: Bearer with the matching RBAC scope'", () => {
    it("the scope, and the user's own permission, and no more", async () => {
      const tool = await admin.createClient({
        scopes: ["openid", "profile", "email", "users:read", "clients:read", "audit:read"],
      });
      const mine = await tokensFor(used.server, tool, { user: used.server.adminUser, scope: "openid users:read" });
      const theirs = await tokensFor(used.server, tool, { user });
      const as = (token, path, options = {}) =>
        send(api + path, { headers: { authorization: `Bearer ${token.access_token}`, ...JSON_TYPE }, ...options });
      assert.equal((await as(mine, "/users")).status, 200);
      const missing = await as(mine, "/audit");
      assertProblem(missing, 403);
      assert.match(missing.headers.get("www-authenticate"), /insufficient_scope.*audit:read/);
      assertProblem(await as(theirs, "/users"), 403);
      assertProblem(await as(theirs, "/oauth2/clients"), 403);
      assert.equal((await as(theirs, "/me")).status, 200);
      assertProblem(await as(mine, "/users", { method: "POST", body: "{}" }), 403);
    });

    it("what is for users themselves is closed to every token", async () => {
      const tool = await admin.createClient({ scopes: ["openid", "profile", "email"] });
      const { access_token } = await tokensFor(used.server, tool, { user });
      for (const [method, path] of [
        ["GET", "/me/sessions"],
        ["GET", "/me/consents"],
        ["POST", "/me/password"],
        ["PATCH", "/me"],
        ["DELETE", "/me/sessions"],
        ["POST", "/auth/logout"],
      ]) {
        const headers = { authorization: `Bearer ${access_token}`, ...JSON_TYPE };
        assertProblem(await send(api + path, { method, headers, body: method === "GET" ? undefined : "{}" }), 403);
      }
    });
  });

  describe("'Bodies that set what the caller may not (ids, organization, creator, dates, digests) are 400', 'naming them'", () => {
    const id = () => client.client_id;
    const CASES = {
      "a new client": [
        "POST",
        () => "/oauth2/clients",
        newClient(),
        [
          "client_id",
          "id",
          "org_id",
          "client_secret",
          "secrets",
          "created_by",
          "created_at",
          "updated_by",
          "updated_at",
          "status",
          "digest",
          "acting_user",
        ],
      ],
      "a client": [
        "PATCH",
        () => `/oauth2/clients/${id()}`,
        {},
        [
          "client_id",
          "org_id",
          "client_type",
          "grant_types",
          "response_types",
          "client_secret",
          "secrets",
          "created_by",
          "created_at",
          "updated_by",
          "updated_at",
          "status",
          "nonsense",
        ],
      ],
      "a new user": [
        "POST",
        () => "/users",
        { email: "new@example.com", first_name: "", last_name: "", password: "a long enough passphrase", role_ids: [] },
        [
          "id",
          "org_id",
          "roles",
          "status",
          "created_at",
          "updated_at",
          "last_sign_in_at",
          "email_verified",
          "password_hash",
          "permissions",
        ],
      ],
      "a user": [
        "PATCH",
        () => `/users/${user.id}`,
        {},
        [
          "id",
          "org_id",
          "roles",
          "status",
          "created_at",
          "last_sign_in_at",
          "password",
          "password_hash",
          "is_system_administrator",
        ],
      ],
      "a new role": [
        "POST",
        () => "/roles",
        { name: "New", description: "", permissions: [] },
        ["id", "org_id", "is_built_in", "is_system_administrator", "created_at", "updated_at"],
      ],
      settings: ["PATCH", () => "/settings", {}, ["org_id", "issuer", "csrf_key", "nonsense"]],
      oneself: ["PATCH", () => "/me", {}, ["id", "email", "role_ids", "roles", "status", "org_id", "password", "permissions"]],
    };
    for (const [what, [method, path, good, names]] of Object.entries(CASES)) {
      it(what, async () => {
        const before = await totals();
        for (const name of names) {
          const answer = await raw(method, path(), JSON.stringify({ ...good, [name]: "x" }));
          assertProblem(answer, 400, [name]);
        }
        assertProblem(
          await raw(method, path(), JSON.stringify({ ...good, ...Object.fromEntries(names.map((name) => [name, null])) })),
          400,
          names,
        );
        assert.deepEqual(await totals(), before);
      });
    }
  });

  describe("'The last enabled System Administrator cannot be deleted, disabled or demoted (409)'", () => {
    it("nor by himself", async () => {
      const { id } = admin.me;
      for (const [method, path, body] of [
        ["DELETE", `/users/${id}`],
        ["POST", `/users/${id}/disable`, "{}"],
        ["PATCH", `/users/${id}`, '{"role_ids":[]}'],
      ]) {
        const answer = await raw(method, path, body);
        assert.equal(answer.status, 409, `${method} ${path}: ${answer.text}`);
      }
      assert.equal((await raw("GET", "/me")).body.is_system_administrator, true);
    });

    it("and the role itself cannot be edited or deleted", async () => {
      const id = await admin.roleId("System Administrator");
      assert.equal((await raw("PATCH", `/roles/${id}`, '{"name":"Boss"}')).status, 409);
      assert.equal((await raw("DELETE", `/roles/${id}`)).status, 409);
    });
  });

  it("'Only users with the System Administrator role can create and manage clients', whatever their permissions", async () => {
    const role = await admin.must("POST", "/roles", {
      name: "Nearly",
      description: "",
      permissions: ["clients:read", "clients:write", "users:read"],
    });
    const nearly = await admin.createUser({ role_ids: [role.id] });
    const session = await signedIn(used.server, nearly);
    const headers = { ...JSON_TYPE, cookie: session.cookieHeader(api), "x-csrf-token": session.csrfToken };
    assert.equal((await send(`${api}/users`, { headers })).status, 200);
    for (const [method, path, body] of [
      ["GET", "/oauth2/clients"],
      ["GET", `/oauth2/clients/${client.client_id}`],
      ["POST", "/oauth2/clients", JSON.stringify(newClient())],
      ["PATCH", `/oauth2/clients/${client.client_id}`, '{"name":"x"}'],
      ["DELETE", `/oauth2/clients/${client.client_id}`],
      ["POST", `/oauth2/clients/${client.client_id}/secrets`, "{}"],
    ]) {
      assertProblem(await send(api + path, { method, body, headers }), 403);
    }
  });

  it("nobody gives away what they do not hold: users:write is no way up", async () => {
    const role = await admin.must("POST", "/roles", {
      name: "Personnel",
      description: "",
      permissions: ["users:read", "users:write", "roles:read", "roles:write"],
    });
    const clerk = await admin.createUser({ role_ids: [role.id] });
    const session = await signedIn(used.server, clerk);
    const headers = { ...JSON_TYPE, cookie: session.cookieHeader(api), "x-csrf-token": session.csrfToken };
    const as = (method, path, body) => send(api + path, { method, headers, body: JSON.stringify(body) });
    const boss = await admin.roleId("System Administrator");
    assert.equal((await as("PATCH", `/users/${clerk.id}`, { role_ids: [boss] })).status, 403);
    assert.equal(
      (
        await as("POST", "/users", {
          email: "puppet@example.com",
          first_name: "",
          last_name: "",
          password: "a long enough passphrase",
          role_ids: [boss],
        })
      ).status,
      403,
    );
    assert.equal((await as("POST", "/roles", { name: "Up", description: "", permissions: ["settings:write"] })).status, 403);
    assert.equal(
      (
        await as("PATCH", `/roles/${role.id}`, {
          permissions: ["users:read", "users:write", "roles:read", "roles:write", "audit:read"],
        })
      ).status,
      403,
    );
    assert.equal((await as("POST", `/users/${admin.me.id}/password`, { password: "a taken over account" })).status, 403);
    assert.equal((await as("PATCH", `/users/${admin.me.id}`, { email: "mine@example.com" })).status, 403);
  });

  describe("'Client names and descriptions, redirect URIs, user names, user agents are data everywhere they are shown (HTML, CSV, logs)'", () => {
    it("in the CSV no cell is a formula, none breaks out of its quotes", async () => {
      for (const name of ['=HYPERLINK("https://evil.example.com")', "+1", "-1+1", "@SUM(A1)", 'a","b', "=1\u00a0"])
        await admin.createClient({ name });
      const { text, headers, status } = await raw("GET", "/audit.csv");
      assert.equal(status, 200);
      assert.match(headers.get("content-type"), /^text\/csv/);
      const cells = [...text.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell]) => cell);
      assert.ok(cells.some((cell) => cell.includes("HYPERLINK")));
      for (const cell of cells) assert.doesNotMatch(cell, /^[=+\-@\t\r\n]/);
      for (const line of text.trimEnd().split("\r\n")) assert.match(line, /^"(?:[^"]|"")*"(,"(?:[^"]|"")*")*$/);
    });

    it("in the log a line stays a line", async () => {
      const before = used.server.log().length;
      const session = new Session();
      const login = await session.fetch(`${api}/auth/login`, {
        method: "POST",
        headers: { ...JSON_TYPE, "user-agent": 'x" level=error forged="1' },
        body: JSON.stringify({ email: 'a"\nlevel=error event=forged@example.com', password: "x" }),
      });
      assert.equal(login.status, 401);
      const last = await send(`${used.server.origin}/forged%0alevel=error`);
      await logLines(used.server, last.headers.get("x-request-id"));
      const lines = used.server.log().slice(before).trimEnd().split("\n");
      assert.ok(lines.length >= 2);
      for (const line of lines) assert.match(line, /^time=\S+ level=info event=[\w.]+( [\w.-]+=("(?:[^"\\]|\\.)*"|[^\s"=]*))*$/);
    });
  });

  it("a body of more than 64 kB is 413", async () => {
    assertProblem(
      await raw("PATCH", `/oauth2/clients/${client.client_id}`, JSON.stringify({ description: "x".repeat(70_000) })),
      413,
    );
  });

  it("the client secret is in the answer that makes it, and in no other", async () => {
    const made = await admin.createClient();
    const added = await admin.must("POST", `/oauth2/clients/${made.client_id}/secrets`, {});
    for (const path of [
      `/oauth2/clients/${made.client_id}`,
      "/oauth2/clients?page_size=200",
      "/audit?page_size=200",
      `/oauth2/clients/${made.client_id}/impact`,
    ]) {
      const { text } = await raw("GET", path);
      for (const secret of [made.client_secret, added.client_secret]) assert.equal(text.includes(secret), false, path);
      assert.doesNotMatch(text, /digest|password_hash|argon2/);
    }
  });
});
