// The user's document (reference/oauth2-clients.md), sentence by sentence as far as it shows on the
// wire, with the product's name as configured: what a client does and how it is managed. The tests' names quote it.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { authorizeUrl, ENDPOINT } from "../harness/flow.js";
import { Session } from "../harness/http.js";
import {
  assertAsks,
  assertPage,
  assertProblem,
  authorization,
  claimsOf,
  codeFor,
  getAuthorize,
  introspectForm,
  openForm,
  query,
  refresh,
  send,
  serviceToken,
  signedIn,
  tokenForm,
  tokensFor,
  useServer,
} from "./support.js";

describe("OAuth2 Clients", () => {
  let admin;
  const used = useServer({}, async (server) => {
    ({ admin } = server);
    return { viewer: await admin.createUser({ roles: ["Viewer"] }), engineer: await admin.createUser({ roles: ["Engineer"] }) };
  });

  const find = (id) => admin.must("GET", `/oauth2/clients/${id}`);
  const list = async (parameters = {}) =>
    (await admin.must("GET", `/oauth2/clients?${new URLSearchParams({ page_size: 200, ...parameters })}`)).items;

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
      const users = (tokens) =>
        send(`${used.server.origin}/api/v1/users`, { headers: { authorization: `Bearer ${tokens.access_token}` } });
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
      assertPage(
        await getAuthorize(used.server, authorization({ ...service, redirect_uris: ["https://x.example/"] }).parameters),
      );
    });

    it("'When the access token expires, the ERP simply requests a new one with the same client credentials.'", async () => {
      const service = await admin.createService();
      const [one, two] = [await serviceToken(used.server, service), await serviceToken(used.server, service)];
      assert.notEqual(one.access_token, two.access_token);
      assert.equal((await introspectForm(used.server, service, one.access_token)).body.active, true);
    });

    it("'The client secret is displayed only once ... It cannot be retrieved later — the secret is stored as a hash and the plaintext is never kept.'", async () => {
      const service = await admin.createService();
      const shown = JSON.stringify([
        await find(service.client_id),
        await list(),
        (await admin.must("GET", "/audit?page_size=200")).items,
      ]);
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
      const changes = {
        name: "Renamed",
        description: "Now with words",
        redirect_uris: ["https://new.example.com/cb"],
        scopes: ["openid", "acme.new"],
        acting_user_id: used.viewer.id,
      };
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
      for (const [name, values] of Object.entries({
        client_type: ["public", "confidential"],
        grant_types: [["client_credentials"], before.grant_types],
        response_types: [["token"], ["code"], []],
      })) {
        for (const value of values)
          assertProblem(await admin.patch(`/oauth2/clients/${client.client_id}`, { [name]: value }), 400, [name]);
        assertProblem(await admin.patch(`/oauth2/clients/${client.client_id}`, { name: "Changed", [name]: values[0] }), 400, [
          name,
        ]);
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
        for (const [of, fields] of [
          [client, code.form],
          [client, { grant_type: "refresh_token", refresh_token: tokens.refresh_token }],
          [service, { grant_type: "client_credentials" }],
        ]) {
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
        assert.equal(
          (await send(used.server.origin + ENDPOINT.userinfo, { headers: { authorization: `Bearer ${tokens.access_token}` } }))
            .status,
          200,
        );
      });

      it("'The client configuration is preserved and can be re-enabled at any time.'", async () => {
        const shown = await find(client.client_id);
        assert.equal(shown.status, "disabled");
        assert.equal(shown.name, "Stays as it was");
        for (const { client_id } of [client, service])
          assert.equal((await admin.must("POST", `/oauth2/clients/${client_id}/enable`, {})).status, "active");
        const after = await find(client.client_id);
        for (const name of ["name", "redirect_uris", "scopes", "grant_types", "client_type", "secrets"])
          assert.deepEqual(after[name], shown[name], name);
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
        const pending = await openForm(
          session,
          authorizeUrl(server, authorization(client, { prompt: "consent" }).parameters),
          "decision",
        );
        const issued = await serviceToken(server, client, { scope: "profile" });
        const impact = await admin.must("GET", `/oauth2/clients/${client.client_id}/impact`);
        assert.equal(impact.users, 1);
        assert.ok(impact.live_grants >= 1 && impact.consents === 1, JSON.stringify(impact));

        assert.equal((await admin.delete(`/oauth2/clients/${client.client_id}`)).status, 204);

        for (const token of [tokens.access_token, tokens.refresh_token, issued.access_token]) {
          assert.equal((await introspectForm(server, auditor, token)).text, '{"active":false}');
        }
        assert.equal(
          (await send(server.origin + ENDPOINT.userinfo, { headers: { authorization: `Bearer ${tokens.access_token}` } })).status,
          401,
        );
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
      const form = new URLSearchParams({
        token: access_token,
        client_id: service.client_id,
        client_secret: service.client_secret,
      });
      assert.equal((await send(used.server.origin + ENDPOINT.revoke, { method: "POST", body: form })).status, 200);
      assert.equal((await introspectForm(used.server, service, access_token)).text, '{"active":false}');
    });

    it("'GET /api/v1/oauth2/userinfo: Retrieve the authenticated user's profile information.'", async () => {
      const client = await admin.createClient();
      const { access_token } = await tokensFor(used.server, client, { user: used.viewer });
      const { body } = await send(used.server.origin + ENDPOINT.userinfo, {
        headers: { authorization: `Bearer ${access_token}` },
      });
      assert.deepEqual([body.sub, body.email, body.given_name], [used.viewer.id, used.viewer.email, "Grace"]);
    });
  });

  it("every sentence's doing is in the audit, under who did it", async () => {
    const { items } = await admin.must("GET", "/audit?page_size=200");
    const actions = new Set(query(used.server, "SELECT DISTINCT action FROM audit_events").map(({ action }) => action));
    for (const action of [
      "client.created",
      "client.updated",
      "client.disabled",
      "client.enabled",
      "client.deleted",
      "client.secret_added",
      "client.secret_removed",
      "user.created",
      "sign_in.succeeded",
      "consent.granted",
      "authorization.granted",
      "token.issued",
      "token.refused",
      "token.revoked",
    ]) {
      assert.ok(actions.has(action), action);
    }
    for (const event of items) {
      assert.match(event.time, /Z$/);
      if (event.actor?.id === "system") continue;
      assert.ok(event.request_id && event.address && ["success", "failure"].includes(event.outcome), JSON.stringify(event));
    }
  });
});
