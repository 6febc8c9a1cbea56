// The user's document (reference/oauth2-clients.md), sentence by sentence as far as it shows on the
// wire, with the product's name as configured. The tests' names quote it.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { parse } from "node-html-parser";
import { authorizeUrl, ENDPOINT } from "../harness/flow.js";
import { Session, textOf } from "../harness/http.js";
import {
  assertAsks, assertPage, assertProblem, authorization, claimsOf, codeFor, getAuthorize, introspectForm, openForm, query, refresh, send, serviceToken,
  signedIn, tokenForm, tokensFor, useServer,
} from "./support.js";

describe("OAuth2 Clients", () => {
  let admin;
  const used = useServer({}, async (server) => {
    ({ admin } = server);
    return { viewer: await admin.createUser({ roles: ["Viewer"] }), engineer: await admin.createUser({ roles: ["Engineer"] }) };
  });

  const find = (id) => admin.must("GET", `/oauth2/clients/${id}`);
  const list = async (parameters = {}) => (await admin.must("GET", `/oauth2/clients?${new URLSearchParams({ page_size: 200, ...parameters })}`)).items;

  describe("Client List", () => {
    let client;
    before(async () => {
      client = await admin.createClient({ name: "Zebra Dashboard", description: "Plant number nine", scopes: ["openid", "profile", "email"] });
    });

    it("'The client list shows all registered OAuth2 applications in your organization.'", async () => {
      assert.ok((await list()).some(({ client_id }) => client_id === client.client_id));
    });

    it("'Application, Client ID, Grant Types, Scopes, Status, Created By, Updated By'", async () => {
      const shown = (await list()).find(({ client_id }) => client_id === client.client_id);
      assert.equal(shown.name, "Zebra Dashboard");
      assert.equal(shown.description, "Plant number nine");
      assert.equal(shown.client_type, "confidential");
      assert.deepEqual(shown.grant_types, ["authorization_code", "refresh_token"]);
      assert.deepEqual(shown.scopes, ["openid", "profile", "email"]);
      assert.equal(shown.status, "active");
      for (const by of [shown.created_by, shown.updated_by]) assert.deepEqual([by.id, typeof by.name], [admin.me.id, "string"]);
      for (const time of [shown.created_at, shown.updated_at]) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    });

    it("'Updated By: The user who last modified the client, with a timestamp.'", async () => {
      const other = await admin.createUser({ roles: ["System Administrator"] });
      const session = await signedIn(used.server, other);
      const answer = await session.fetch(`${used.server.origin}/api/v1/oauth2/clients/${client.client_id}`, {
        method: "PATCH", headers: { "content-type": "application/json", "x-csrf-token": session.csrfToken }, body: '{"description":"Plant number ten"}' });
      assert.equal(answer.status, 200);
      const shown = await find(client.client_id);
      assert.equal(shown.updated_by.id, other.id);
      assert.equal(shown.created_by.id, admin.me.id);
      assert.ok(shown.updated_at > shown.created_at);
    });

    it("'filter by status (All, Active, Disabled) or search by name, client ID, or description'", async () => {
      const off = await admin.createClient({ name: "Switched off" });
      await admin.must("POST", `/oauth2/clients/${off.client_id}/disable`, {});
      const ids = async (parameters) => (await list(parameters)).map(({ client_id }) => client_id);
      assert.ok((await ids({})).includes(off.client_id) && (await ids({})).includes(client.client_id));
      assert.ok(!(await ids({ status: "active" })).includes(off.client_id));
      assert.deepEqual((await ids({ status: "disabled" })), [off.client_id]);
      for (const q of ["zebra", "ZEBRA dash", client.client_id, client.client_id.slice(3, 12), "number ten"]) assert.deepEqual(await ids({ q }), [client.client_id], q);
      assert.deepEqual(await ids({ q: "no such thing" }), []);
    });

    it("'Sort by name, created date, or updated date.'", async () => {
      await admin.createClient({ name: "aardvark" });
      for (const sort of ["name", "created_at", "updated_at"]) {
        const up = (await list({ sort, order: "asc" })).map((one) => one[sort]);
        const down = (await list({ sort, order: "desc" })).map((one) => one[sort]);
        const key = (one) => one.toLowerCase();
        assert.deepEqual(up.map(key), up.map(key).sort());
        assert.deepEqual(down.map(key), down.map(key).sort().reverse());
      }
    });
  });

  describe("Registering a New Client", () => {
    it("'Display name for the client (1–100 characters). Shown on the user consent screen.'", async () => {
      const name = `Consent ${"Ω".repeat(92)}`;
      const client = await admin.createClient({ name, description: "What it is for" });
      const session = await signedIn(used.server, used.viewer);
      const { html } = await openForm(session, authorizeUrl(used.server, authorization(client).parameters), "decision");
      assert.ok(textOf(html).includes(name));
      assert.ok(textOf(html).includes("What it is for"));
    });

    it("'Optional note about the application's purpose (max 500 characters).'", async () => {
      const client = await admin.createClient({ description: "d".repeat(500) });
      assert.equal((await find(client.client_id)).description.length, 500);
      assert.equal((await admin.createClient({ description: undefined })).description, "");
      assertProblem(await admin.post("/oauth2/clients", { name: "x", client_type: "public", grant_types: ["authorization_code"], redirect_uris: ["https://x.example/"], scopes: [], description: "d".repeat(501) }), 400, ["description"]);
    });

    it("'Confidential Client: Secret Issued Yes; Public Client: No'", async () => {
      assert.match((await admin.createClient()).client_secret, /^lks_[A-Za-z0-9_-]{43}$/);
      const open = await admin.createPublicClient();
      assert.equal(open.client_secret, undefined);
      assert.equal((await admin.post(`/oauth2/clients/${open.client_id}/secrets`)).status, 409);
    });

    it("'Authentication relies on PKCE instead of a client secret.'", async () => {
      const open = await admin.createPublicClient();
      const { form } = await codeFor(used.server, open, { user: used.viewer });
      assert.equal((await tokenForm(used.server, open, { ...form, code_verifier: "x".repeat(43) })).body.error, "invalid_grant");
      assert.equal((await tokenForm(used.server, open, form)).status, 200);
    });

    it("'Authorization Code: Requires redirect URIs.' 'Redirect URIs: Required when the Authorization Code grant is selected.'", async () => {
      for (const client_type of ["confidential", "public"]) {
        assertProblem(await admin.post("/oauth2/clients", { name: "x", client_type, grant_types: ["authorization_code"], redirect_uris: [], scopes: [] }), 400, ["redirect_uris"]);
      }
      await admin.createService();
    });

    it("'Client Credentials: Confidential Yes, Public No'", async () => {
      assertProblem(await admin.post("/oauth2/clients", { name: "x", client_type: "public", grant_types: ["client_credentials"], redirect_uris: [], scopes: [] }), 400, ["grant_types"]);
      assert.ok((await serviceToken(used.server, await admin.createService())).access_token);
    });

    it("'Refresh Token: Confidential Yes (auto-included with Authorization Code), Public Optional'", async () => {
      assert.deepEqual((await admin.createClient({ grant_types: ["authorization_code"] })).grant_types, ["authorization_code", "refresh_token"]);
      assert.deepEqual((await admin.createPublicClient({ grant_types: ["authorization_code"] })).grant_types, ["authorization_code"]);
      assert.deepEqual((await admin.createPublicClient()).grant_types, ["authorization_code", "refresh_token"]);
    });

    it("'Refresh Token: Allows the application to obtain new access tokens without re-prompting the user.'", async () => {
      const open = await admin.createPublicClient();
      const first = await tokensFor(used.server, open, { user: used.viewer });
      assert.equal((await refresh(used.server, open, first.refresh_token)).status, 200);
    });

    it("'response types: code'", async () => {
      assert.deepEqual((await admin.createClient()).response_types, ["code"]);
    });
  });

  describe("Acting User", () => {
    it("'If set, the application acts as the specified user and inherits that user's roles and permissions.'", async () => {
      const service = await admin.createService({ scopes: ["pipelines:read", "pipelines:write", "acme.custom"], acting_user_id: used.viewer.id });
      assert.equal(service.acting_user.id, used.viewer.id);
      const { access_token, scope } = await serviceToken(used.server, service);
      assert.equal(claimsOf(access_token).sub, used.viewer.id);
      assert.equal(claimsOf(access_token).client_id, service.client_id);
      assert.deepEqual(scope.split(" ").sort(), ["acme.custom", "pipelines:read"]);
    });

    it("'If left empty, the application defaults to acting as the user who created the client.'", async () => {
      const service = await admin.createService();
      assert.equal(service.acting_user.id, admin.me.id);
      assert.equal(claimsOf((await serviceToken(used.server, service)).access_token).sub, admin.me.id);
      const cleared = await admin.createService({ acting_user_id: null });
      assert.equal(cleared.acting_user.id, admin.me.id);
    });

    it("'All API actions are performed under that user's identity and permissions.'", async () => {
      const reader = await admin.createService({ scopes: ["users:read"] });
      const weak = await admin.createService({ scopes: ["users:read", "acme.custom"], acting_user_id: used.viewer.id });
      const users = async (client) => send(`${used.server.origin}/api/v1/users`, { headers: { authorization: `Bearer ${(await serviceToken(used.server, client)).access_token}` } });
      assert.equal((await users(reader)).status, 200);
      assert.equal((await users(weak)).status, 403);
    });

    it("a changed acting user counts from the next token on, and a lost role at once", async () => {
      const user = await admin.createUser({ roles: ["Engineer"] });
      const service = await admin.createService({ scopes: ["pipelines:read", "pipelines:write"], acting_user_id: user.id });
      const first = await serviceToken(used.server, service);
      assert.equal(first.scope, "pipelines:read pipelines:write");
      await admin.must("PATCH", `/users/${user.id}`, { role_ids: [await admin.roleId("Viewer")] });
      assert.equal((await serviceToken(used.server, service)).scope, "pipelines:read");
      assert.equal((await introspectForm(used.server, service, first.access_token)).body.scope, "pipelines:read");
      await admin.must("PATCH", `/oauth2/clients/${service.client_id}`, { acting_user_id: used.engineer.id });
      const moved = await serviceToken(used.server, service);
      assert.equal(claimsOf(moved.access_token).sub, used.engineer.id);
      assert.equal(moved.scope, "pipelines:read pipelines:write");
    });

    it("when the acting user is disabled or deleted the token request fails with invalid_grant, and the administrator sees why", async () => {
      const user = await admin.createUser();
      const service = await admin.createService({ acting_user_id: user.id });
      const issued = await serviceToken(used.server, service);
      for (const [end, status] of [[() => admin.must("POST", `/users/${user.id}/disable`, {}), "disabled"], [() => admin.must("DELETE", `/users/${user.id}`), "deleted"]]) {
        await end();
        const refused = await tokenForm(used.server, service, { grant_type: "client_credentials" });
        assert.deepEqual([refused.status, refused.body.error], [400, "invalid_grant"]);
        assert.equal((await find(service.client_id)).acting_user.status, status);
        const { items } = await admin.must("GET", `/audit?action=token.refused&client_id=${service.client_id}`);
        assert.match(items[0].details.reason, new RegExp(status));
        assert.equal((await introspectForm(used.server, service, issued.access_token)).body.active, false);
      }
    });

    it("'All API actions performed with this token appear in audit logs as the Acting User configured on the client.'", async () => {
      const boss = await admin.createUser({ roles: ["System Administrator"] });
      const service = await admin.createService({ name: "ERP", scopes: ["users:read", "users:write"], acting_user_id: boss.id });
      const { access_token } = await serviceToken(used.server, service);
      const made = await send(`${used.server.origin}/api/v1/users`, { method: "POST", headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
        body: JSON.stringify({ email: "by.erp@example.com", first_name: "By", last_name: "Erp", password: "a long enough passphrase", role_ids: [] }) });
      assert.equal(made.status, 201, made.text);
      for (const [action, target] of [["user.created", made.body.id], ["token.issued", claimsOf(access_token).jti]]) {
        const { items } = await admin.must("GET", `/audit?action=${action}&client_id=${service.client_id}`);
        const [event] = items;
        assert.equal(event.target.id, target);
        assert.deepEqual(event.actor, { id: boss.id, name: boss.email });
        assert.deepEqual(event.client, { client_id: service.client_id, name: "ERP" });
        assert.equal(event.outcome, "success");
      }
    });
  });

  describe("Redirect URIs", () => {
    it("'URIs must match exactly what the application sends in the OAuth2 authorization request.'", async () => {
      const client = await admin.createPublicClient({ redirect_uris: ["https://app.example.com/cb"] });
      await assertAsks(await getAuthorize(used.server, authorization(client).parameters), "login");
      for (const redirect_uri of ["https://app.example.com/cb/", "https://app.example.com/CB", "https://app.example.com/cb?x=1", "https://app.example.com:443/cb"]) {
        await assertPage(await getAuthorize(used.server, authorization(client, { redirect_uri }).parameters), redirect_uri);
      }
    });

    it("'Use http://localhost:* for local development; use https:// for production.'", async () => {
      const client = await admin.createPublicClient({ redirect_uris: ["http://localhost:*", "http://localhost:*/callback"] });
      for (const redirect_uri of ["http://localhost:3000", "http://localhost:1", "http://localhost:65535/callback", "http://localhost:8080/callback", "http://localhost/callback"]) {
        await assertAsks(await getAuthorize(used.server, authorization(client, { redirect_uri }).parameters), "login", redirect_uri);
      }
      for (const redirect_uri of ["http://localhost:3000/other", "https://localhost:3000", "http://localhost:*", "http://localhost:*/callback", "http://localhost:99999", "http://localhost:x", "http://localhost.evil.example:3000",
        "http://localhost:3000@evil.example", "http://127.0.0.1:3000", "http://localhost:", "http://localhost:3000/callback/..", "http://localhost:-1", "http://localhost: 80", "http://LOCALHOST:3000"]) {
        await assertPage(await getAuthorize(used.server, authorization(client, { redirect_uri }).parameters), redirect_uri);
      }
      assertProblem(await admin.post("/oauth2/clients", { name: "x", client_type: "public", grant_types: ["authorization_code"], redirect_uris: ["http://app.example.com:*"], scopes: [] }), 400, ["redirect_uris"]);
    });

    it("the code is bound to the port that was asked with", async () => {
      const client = await admin.createPublicClient({ redirect_uris: ["http://localhost:*/callback"] });
      const { form, redirect } = await codeFor(used.server, client, { user: used.viewer, redirect_uri: "http://localhost:5173/callback" });
      assert.equal(redirect.origin, "http://localhost:5173");
      assert.equal((await tokenForm(used.server, client, { ...form, redirect_uri: "http://localhost:5174/callback" })).body.error, "invalid_grant");
      assert.equal((await tokenForm(used.server, client, { ...form, redirect_uri: "http://localhost:*/callback" })).body.error, "invalid_grant");
      assert.equal((await tokenForm(used.server, client, form)).status, 200);
    });

    it("'Multiple URIs are supported — add one for each environment or callback path your application uses.'", async () => {
      const redirect_uris = ["https://app.example.com/cb", "https://staging.example.com/cb", "https://app.example.com/silent"];
      const client = await admin.createClient({ redirect_uris });
      for (const redirect_uri of redirect_uris) {
        const { redirect } = await codeFor(used.server, client, { user: used.viewer, redirect_uri });
        assert.ok(redirect.href.startsWith(`${redirect_uri}?`));
      }
    });
  });

  describe("Scopes", () => {
    it("'Scopes are organized into three categories': 'OIDC Scopes — Always available (openid, profile, email)', 'RBAC Scopes — Available when RBAC is enabled', 'Custom Scopes'", async () => {
      await admin.createClient({ scopes: ["openid", "acme.orders"] });
      const scopes = await admin.must("GET", "/oauth2/scopes");
      assert.deepEqual(scopes.oidc.map(({ name }) => name), ["openid", "profile", "email"]);
      const rbac = scopes.rbac.flatMap((group) => group.scopes.map(({ name }) => name));
      for (const name of ["pipelines:read", "models:read", "connectors:read", "uns:read", "uns:write", "uns:publish", "dashboards:read"]) assert.ok(rbac.includes(name), name);
      assert.ok(scopes.custom.some(({ name }) => name === "acme.orders"));
    });

    it("while RBAC is off its scopes are not offered for selection, and those a client already has are granted uncut", async () => {
      const client = await admin.createClient({ scopes: ["openid", "pipelines:write"] });
      assert.equal((await tokensFor(used.server, client, { user: used.viewer })).scope, "openid");
      await admin.must("PATCH", "/settings", { rbac_enabled: false });
      try {
        const { rbac, oidc } = await admin.must("GET", "/oauth2/scopes");
        assert.deepEqual(rbac, []);
        assert.equal(oidc.length, 3);
        assertProblem(await admin.post("/oauth2/clients", { name: "x", client_type: "confidential", grant_types: ["client_credentials"], redirect_uris: [], scopes: ["pipelines:read"] }), 400, ["scopes"]);
        assert.equal((await tokensFor(used.server, client, { user: used.viewer })).scope, "openid pipelines:write");
      } finally {
        await admin.must("PATCH", "/settings", { rbac_enabled: true });
      }
      assert.equal((await tokensFor(used.server, client, { user: used.viewer })).scope, "openid");
    });

    it("'You can add custom scope strings for application-specific needs.'", async () => {
      const client = await admin.createClient({ scopes: ["openid", "https://acme.example/orders.read", "urn:x:y", "!#$%&'()*+,-./:;<=>?@[]^_`{|}~"] });
      const { scope } = await tokensFor(used.server, client, { user: used.viewer });
      assert.deepEqual(scope.split(" "), client.scopes);
    });

    it("'The scopes configured on the client define the maximum set of permissions it can request.'", async () => {
      const client = await admin.createClient({ scopes: ["openid", "pipelines:read"] });
      const answer = await getAuthorize(used.server, authorization(client, { scope: "openid pipelines:read models:read" }).parameters);
      assert.equal(new URL(answer.headers.get("location")).searchParams.get("error"), "invalid_scope");
      assert.equal((await tokensFor(used.server, client, { user: used.engineer })).scope, "openid pipelines:read");
      assert.equal((await tokensFor(used.server, client, { user: used.engineer, scope: "openid" })).scope, "openid");
    });

    it("'During the Authorization Code flow, users may choose to grant a subset of these scopes on the consent screen.'", async () => {
      const client = await admin.createClient({ scopes: ["openid", "profile", "email", "pipelines:read", "acme.custom"] });
      const some = await tokensFor(used.server, client, { user: used.viewer, scopes: ["openid", "email", "acme.custom"] });
      assert.equal(some.scope, "openid email acme.custom");
      assert.equal(claimsOf(some.access_token).scope, some.scope);
      const userinfo = await send(used.server.origin + ENDPOINT.userinfo, { headers: { authorization: `Bearer ${some.access_token}` } });
      assert.deepEqual(Object.keys(userinfo.body).sort(), ["email", "email_verified", "sub"]);
      assert.equal((await refresh(used.server, client, some.refresh_token)).body.scope, some.scope);
    });

    it("scopes that the user does not hold are shown as unavailable", async () => {
      const client = await admin.createClient({ scopes: ["openid", "pipelines:read", "pipelines:delete"] });
      const session = await signedIn(used.server, used.viewer);
      const { html } = await openForm(session, authorizeUrl(used.server, authorization(client).parameters), "decision");
      const box = (scope) => parse(html).querySelector(`input[name="scope"][value="${scope}"]`);
      assert.ok(box("pipelines:delete").hasAttribute("disabled"));
      assert.ok(!box("pipelines:read").hasAttribute("disabled") && box("pipelines:read").hasAttribute("checked"));
      assert.match(textOf(html), /Not available/);
    });
  });

  describe("Authorization Code", () => {
    it("'Each user logs in with their own credentials. The access token represents that specific user's identity and permissions — different users see different data based on their roles.'", async () => {
      const client = await admin.createPublicClient({ scopes: ["openid", "pipelines:read", "pipelines:write", "users:read"] });
      const expected = { viewer: "openid pipelines:read", engineer: "openid pipelines:read pipelines:write" };
      for (const [who, scope] of Object.entries(expected)) {
        const tokens = await tokensFor(used.server, client, { user: used[who] });
        assert.equal(tokens.scope, scope);
        assert.equal(claimsOf(tokens.access_token).sub, used[who].id);
        assert.equal(claimsOf(tokens.id_token).sub, used[who].id);
      }
      const boss = await tokensFor(used.server, client, { user: used.server.adminUser });
      const users = (tokens) => send(`${used.server.origin}/api/v1/users`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
      assert.equal((await users(boss)).status, 200);
      assert.equal((await users(await tokensFor(used.server, client, { user: used.viewer }))).status, 403);
    });

    it("'after the operator logs in and approves the requested permissions on the consent screen, [it] redirects back to your registered redirect URI'", async () => {
      const client = await admin.createClient();
      const session = new Session();
      const login = await openForm(session, authorizeUrl(used.server, authorization(client).parameters), "password");
      const step = await session.submit(login.form, used.viewer);
      assert.equal(new URL(step.url).pathname, "/consent");
      const { redirect } = await codeFor(used.server, client, { user: used.viewer, session });
      assert.ok(redirect.href.startsWith(client.redirect_uris[0]));
      assert.equal(redirect.searchParams.get("iss"), used.server.issuer);
    });

    it("consent is remembered, asked again for more, and always on loopback", async () => {
      const client = await admin.createClient({ scopes: ["openid", "email"] });
      const session = await signedIn(used.server, used.viewer);
      const ask = (of, changes) => getAuthorize(used.server, authorization(of, changes).parameters, session);
      await assertAsks(await ask(client, { scope: "openid" }), "consent");
      await codeFor(used.server, client, { user: used.viewer, session, scope: "openid" });
      assert.ok(new URL((await ask(client, { scope: "openid" })).headers.get("location")).searchParams.get("code"));
      await assertAsks(await ask(client, { scope: "openid email" }), "consent");
      await assertAsks(await ask(client, { scope: "openid", prompt: "consent" }), "consent");
      const local = await admin.createPublicClient({ redirect_uris: ["http://localhost:*/cb"] });
      const redirect_uri = "http://localhost:4000/cb";
      await codeFor(used.server, local, { user: used.viewer, session, redirect_uri });
      await assertAsks(await ask(local, { redirect_uri }), "consent");
    });
  });

  describe("Client Credentials", () => {
    it("'The application authenticates directly with its client ID and secret — there is no login screen or consent prompt.'", async () => {
      const service = await admin.createService();
      const { access_token, token_type, expires_in, scope } = await serviceToken(used.server, service);
      assert.deepEqual([token_type, expires_in, scope], ["Bearer", 900, "pipelines:read"]);
      assert.equal(claimsOf(access_token).auth_time, undefined);
      assertPage(await getAuthorize(used.server, authorization({ ...service, redirect_uris: ["https://x.example/"] }).parameters));
    });

    it("'When the access token expires, the ERP simply requests a new one with the same client credentials.'", async () => {
      const service = await admin.createService();
      const [one, two] = [await serviceToken(used.server, service), await serviceToken(used.server, service)];
      assert.notEqual(one.access_token, two.access_token);
      assert.equal((await introspectForm(used.server, service, one.access_token)).body.active, true);
    });

    it("'The client secret is displayed only once ... It cannot be retrieved later — the secret is stored as a hash and the plaintext is never kept.'", async () => {
      const service = await admin.createService();
      const shown = JSON.stringify([await find(service.client_id), await list(), (await admin.must("GET", "/audit?page_size=200")).items]);
      assert.equal(shown.includes(service.client_secret), false);
      assert.equal((await find(service.client_id)).client_secret, undefined);
      const rows = query(used.server, `SELECT * FROM client_secrets WHERE client_id = '${service.client_id}'`);
      assert.equal(rows.length, 1);
      assert.equal(JSON.stringify(rows).includes(service.client_secret.slice(4)), false);
    });

    it("two secrets at most, so that one can be replaced without an outage, each with its creation and last use", async () => {
      const service = await admin.createService();
      const second = await admin.must("POST", `/oauth2/clients/${service.client_id}/secrets`, {});
      assert.equal((await admin.post(`/oauth2/clients/${service.client_id}/secrets`)).status, 409);
      const renewed = { ...service, client_secret: second.client_secret };
      for (const of of [service, renewed]) await serviceToken(used.server, of);
      const [first] = (await find(service.client_id)).secrets.filter(({ id }) => id !== second.id);
      assert.ok(first.created_at);
      assert.equal((await admin.delete(`/oauth2/clients/${service.client_id}/secrets/${first.id}`)).status, 204);
      assert.equal((await tokenForm(used.server, service, { grant_type: "client_credentials" })).status, 401);
      await serviceToken(used.server, renewed);
      assert.equal((await admin.delete(`/oauth2/clients/${service.client_id}/secrets/${second.id}`)).status, 409);
    });
  });

  describe("Managing Clients", () => {
    it("'You can update the following fields: Application name and description, Redirect URIs, Allowed scopes, Acting User ID (for Client Credentials)'", async () => {
      const client = await admin.createClient({ grant_types: ["authorization_code", "client_credentials"] });
      const changes = { name: "Renamed", description: "Now with words", redirect_uris: ["https://new.example.com/cb"], scopes: ["openid", "acme.new"], acting_user_id: used.viewer.id };
      const changed = await admin.must("PATCH", `/oauth2/clients/${client.client_id}`, changes);
      const { acting_user_id, ...plain } = changes;
      for (const [name, value] of Object.entries(plain)) assert.deepEqual(changed[name], value, name);
      assert.equal(changed.acting_user.id, acting_user_id);
      assert.deepEqual(await find(client.client_id), changed);
      await assertPage(await getAuthorize(used.server, authorization(client).parameters), "the old redirect URI");
      await assertAsks(await getAuthorize(used.server, authorization(changed).parameters), "login");
    });

    it("'Grant types, client type (public/confidential), and response types cannot be changed after creation.'", async () => {
      const client = await admin.createClient();
      const before = await find(client.client_id);
      for (const [name, values] of Object.entries({ client_type: ["public", "confidential"], grant_types: [["client_credentials"], before.grant_types], response_types: [["token"], ["code"], []] })) {
        for (const value of values) assertProblem(await admin.patch(`/oauth2/clients/${client.client_id}`, { [name]: value }), 400, [name]);
        assertProblem(await admin.patch(`/oauth2/clients/${client.client_id}`, { name: "Changed", [name]: values[0] }), 400, [name]);
      }
      assert.deepEqual(await find(client.client_id), before);
    });

    describe("When a client is disabled:", () => {
      let client, service, tokens, issued, code, session;
      before(async () => {
        client = await admin.createClient({ name: "Stays as it was" });
        service = await admin.createService();
        session = await signedIn(used.server, used.viewer);
        tokens = await tokensFor(used.server, client, { session, user: used.viewer });
        issued = await serviceToken(used.server, service);
        code = await codeFor(used.server, client, { session, user: used.viewer });
        for (const { client_id } of [client, service]) await admin.must("POST", `/oauth2/clients/${client_id}/disable`, {});
      });

      it("'New token requests are rejected.'", async () => {
        for (const [of, fields] of [[client, code.form], [client, { grant_type: "refresh_token", refresh_token: tokens.refresh_token }], [service, { grant_type: "client_credentials" }]]) {
          const answer = await tokenForm(used.server, of, fields);
          assert.ok([400, 401].includes(answer.status), answer.text);
          assert.equal(answer.body.access_token, undefined);
        }
        await assertPage(await getAuthorize(used.server, authorization(client).parameters, session), "authorize");
      });

      it("'Existing tokens remain valid until they expire.'", async () => {
        const auditor = await admin.createService({ scopes: ["tokens:introspect"] });
        for (const { access_token } of [tokens, issued]) {
          const { body } = await introspectForm(used.server, auditor, access_token);
          assert.equal(body.active, true);
          assert.equal(body.exp, claimsOf(access_token).exp);
        }
        assert.equal((await send(used.server.origin + ENDPOINT.userinfo, { headers: { authorization: `Bearer ${tokens.access_token}` } })).status, 200);
      });

      it("'The client configuration is preserved and can be re-enabled at any time.'", async () => {
        const shown = await find(client.client_id);
        assert.equal(shown.status, "disabled");
        assert.equal(shown.name, "Stays as it was");
        for (const { client_id } of [client, service]) assert.equal((await admin.must("POST", `/oauth2/clients/${client_id}/enable`, {})).status, "active");
        const after = await find(client.client_id);
        for (const name of ["name", "redirect_uris", "scopes", "grant_types", "client_type", "secrets"]) assert.deepEqual(after[name], shown[name], name);
        assert.equal((await refresh(used.server, client, tokens.refresh_token)).status, 200);
        await serviceToken(used.server, service);
        await codeFor(used.server, client, { session, user: used.viewer });
      });
    });

    describe("'Deletion is permanent — all associated tokens and consent records are invalidated.'", () => {
      it("everything is gone at once", async () => {
        const { server, viewer } = used;
        const auditor = await admin.createService({ scopes: ["tokens:introspect"] });
        const client = await admin.createClient({ grant_types: ["authorization_code", "client_credentials"] });
        const session = await signedIn(server, viewer);
        const tokens = await tokensFor(server, client, { session, user: viewer });
        const code = await codeFor(server, client, { session, user: viewer });
        const pending = await openForm(session, authorizeUrl(server, authorization(client, { prompt: "consent" }).parameters), "decision");
        const issued = await serviceToken(server, client, { scope: "profile" });
        const impact = await admin.must("GET", `/oauth2/clients/${client.client_id}/impact`);
        assert.equal(impact.users, 1);
        assert.ok(impact.live_grants >= 1 && impact.consents === 1, JSON.stringify(impact));

        assert.equal((await admin.delete(`/oauth2/clients/${client.client_id}`)).status, 204);

        for (const token of [tokens.access_token, tokens.refresh_token, issued.access_token]) {
          assert.equal((await introspectForm(server, auditor, token)).text, '{"active":false}');
        }
        assert.equal((await send(server.origin + ENDPOINT.userinfo, { headers: { authorization: `Bearer ${tokens.access_token}` } })).status, 401);
        assert.equal((await refresh(server, client, tokens.refresh_token)).status, 401);
        assert.equal((await tokenForm(server, client, code.form)).status, 401);
        assert.equal((await tokenForm(server, client, { grant_type: "client_credentials" })).status, 401);
        await assertPage(await getAuthorize(server, authorization(client).parameters, session), "authorize");
        const { answer, location } = await session.submit(pending.form, { decision: "allow" });
        assert.deepEqual([location, answer.status], [null, 400]);
        const consents = await (await session.get(`${server.origin}/api/v1/me/consents`)).json();
        assert.equal(JSON.stringify(consents).includes(client.client_id), false);
        assert.equal((await admin.get(`/oauth2/clients/${client.client_id}`)).status, 404);
        assert.equal((await admin.post(`/oauth2/clients/${client.client_id}/enable`)).status, 404);
        for (const table of ["clients", "client_secrets", "grants", "authorization_codes", "consents"]) {
          const column = table === "clients" ? "id" : "client_id";
          const live = table === "grants" ? "AND revoked_at IS NULL" : "";
          assert.deepEqual(query(server, `SELECT 1 FROM ${table} WHERE ${column} = '${client.client_id}' ${live}`), [], table);
        }
      });
    });
  });

  describe("Discovery Endpoints", () => {
    it("'GET /.well-known/openid-configuration: OAuth2/OIDC server metadata — lists all endpoints, supported grant types, and scopes.'", async () => {
      const { body } = await send(`${used.server.origin}/.well-known/openid-configuration`);
      const { issuer } = used.server;
      assert.equal(body.issuer, issuer);
      assert.equal(body.authorization_endpoint, `${issuer}/api/v1/oauth2/authorize`);
      assert.equal(body.token_endpoint, `${issuer}/api/v1/oauth2/token`);
      assert.equal(body.introspection_endpoint, `${issuer}/api/v1/oauth2/introspect`);
      assert.equal(body.revocation_endpoint, `${issuer}/api/v1/oauth2/revoke`);
      assert.equal(body.userinfo_endpoint, `${issuer}/api/v1/oauth2/userinfo`);
      assert.equal(body.jwks_uri, `${issuer}/.well-known/jwks.json`);
      assert.deepEqual(body.grant_types_supported.sort(), ["authorization_code", "client_credentials", "refresh_token"]);
      for (const scope of ["openid", "profile", "email", "pipelines:read"]) assert.ok(body.scopes_supported.includes(scope));
      assert.deepEqual(body.response_types_supported, ["code"]);
      assert.deepEqual(body.code_challenge_methods_supported, ["S256"]);
      assert.deepEqual((await send(`${used.server.origin}/.well-known/oauth-authorization-server`)).body, body);
    });

    it("'GET /.well-known/jwks.json: Public keys for verifying token signatures.'", async () => {
      assert.ok((await send(`${used.server.origin}/.well-known/jwks.json`)).body.keys.length >= 2);
    });

    it("'POST /api/v1/oauth2/introspect: Check whether a token is active and retrieve its metadata.' 'POST /api/v1/oauth2/revoke: Revoke an access or refresh token.'", async () => {
      const service = await admin.createService();
      const { access_token } = await serviceToken(used.server, service);
      const { body } = await introspectForm(used.server, service, access_token);
      assert.deepEqual([body.active, body.client_id, body.scope], [true, service.client_id, "pipelines:read"]);
      const form = new URLSearchParams({ token: access_token, client_id: service.client_id, client_secret: service.client_secret });
      assert.equal((await send(used.server.origin + ENDPOINT.revoke, { method: "POST", body: form })).status, 200);
      assert.equal((await introspectForm(used.server, service, access_token)).text, '{"active":false}');
    });

    it("'GET /api/v1/oauth2/userinfo: Retrieve the authenticated user's profile information.'", async () => {
      const client = await admin.createClient();
      const { access_token } = await tokensFor(used.server, client, { user: used.viewer });
      const { body } = await send(used.server.origin + ENDPOINT.userinfo, { headers: { authorization: `Bearer ${access_token}` } });
      assert.deepEqual([body.sub, body.email, body.given_name], [used.viewer.id, used.viewer.email, "Grace"]);
    });
  });

  it("every sentence's doing is in the audit, under who did it", async () => {
    const { items } = await admin.must("GET", "/audit?page_size=200");
    const actions = new Set(query(used.server, "SELECT DISTINCT action FROM audit_events").map(({ action }) => action));
    for (const action of ["client.created", "client.updated", "client.disabled", "client.enabled", "client.deleted", "client.secret_added", "client.secret_removed", "user.created", "user.disabled",
      "user.deleted", "settings.updated", "sign_in.succeeded", "consent.granted", "authorization.granted", "token.issued", "token.refused", "token.revoked"]) {
      assert.ok(actions.has(action), action);
    }
    for (const event of items) {
      assert.match(event.time, /Z$/);
      if (event.actor.id === "system") continue;
      assert.ok(event.request_id && event.address && ["success", "failure"].includes(event.outcome), JSON.stringify(event));
    }
  });
});
