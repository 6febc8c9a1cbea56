// The user's document (reference/oauth2-clients.md), sentence by sentence as far as it shows on the
// wire, with the product's name as configured: what a client may do. The tests' names quote it.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "node-html-parser";
import { authorizeUrl, ENDPOINT } from "../harness/flow.js";
import { textOf } from "../harness/http.js";
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

  describe("Acting User", () => {
    it("'If set, the application acts as the specified user and inherits that user's roles and permissions.'", async () => {
      const service = await admin.createService({
        scopes: ["pipelines:read", "pipelines:write", "acme.custom"],
        acting_user_id: used.viewer.id,
      });
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
      const users = async (client) =>
        send(`${used.server.origin}/api/v1/users`, {
          headers: { authorization: `Bearer ${(await serviceToken(used.server, client)).access_token}` },
        });
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
      for (const [end, status] of [
        [() => admin.must("POST", `/users/${user.id}/disable`, {}), "disabled"],
        [() => admin.must("DELETE", `/users/${user.id}`), "deleted"],
      ]) {
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
      const made = await send(`${used.server.origin}/api/v1/users`, {
        method: "POST",
        headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
        body: JSON.stringify({
          email: "by.erp@example.com",
          first_name: "By",
          last_name: "Erp",
          password: "a long enough passphrase",
          role_ids: [],
        }),
      });
      assert.equal(made.status, 201, made.text);
      for (const [action, target] of [
        ["user.created", made.body.id],
        ["token.issued", claimsOf(access_token).jti],
      ]) {
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
      for (const redirect_uri of [
        "https://app.example.com/cb/",
        "https://app.example.com/CB",
        "https://app.example.com/cb?x=1",
        "https://app.example.com:443/cb",
      ]) {
        await assertPage(await getAuthorize(used.server, authorization(client, { redirect_uri }).parameters), redirect_uri);
      }
    });

    it("'Use http://localhost:* for local development; use https:// for production.'", async () => {
      const client = await admin.createPublicClient({ redirect_uris: ["http://localhost:*", "http://localhost:*/callback"] });
      for (const redirect_uri of [
        "http://localhost:3000",
        "http://localhost:1",
        "http://localhost:65535/callback",
        "http://localhost:8080/callback",
        "http://localhost/callback",
      ]) {
        await assertAsks(
          await getAuthorize(used.server, authorization(client, { redirect_uri }).parameters),
          "login",
          redirect_uri,
        );
      }
      for (const redirect_uri of [
        "http://localhost:3000/other",
        "https://localhost:3000",
        "http://localhost:*",
        "http://localhost:*/callback",
        "http://localhost:99999",
        "http://localhost:x",
        "http://localhost.evil.example:3000",
        "http://localhost:3000@evil.example",
        "http://127.0.0.1:3000",
        "http://localhost:",
        "http://localhost:3000/callback/..",
        "http://localhost:-1",
        "http://localhost: 80",
        "http://LOCALHOST:3000",
      ]) {
        await assertPage(await getAuthorize(used.server, authorization(client, { redirect_uri }).parameters), redirect_uri);
      }
      assertProblem(
        await admin.post("/oauth2/clients", {
          name: "x",
          client_type: "public",
          grant_types: ["authorization_code"],
          redirect_uris: ["http://app.example.com:*"],
          scopes: [],
        }),
        400,
        ["redirect_uris"],
      );
    });

    it("the code is bound to the port that was asked with", async () => {
      const client = await admin.createPublicClient({ redirect_uris: ["http://localhost:*/callback"] });
      const { form, redirect } = await codeFor(used.server, client, {
        user: used.viewer,
        redirect_uri: "http://localhost:5173/callback",
      });
      assert.equal(redirect.origin, "http://localhost:5173");
      assert.equal(
        (await tokenForm(used.server, client, { ...form, redirect_uri: "http://localhost:5174/callback" })).body.error,
        "invalid_grant",
      );
      assert.equal(
        (await tokenForm(used.server, client, { ...form, redirect_uri: "http://localhost:*/callback" })).body.error,
        "invalid_grant",
      );
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
      assert.deepEqual(
        scopes.oidc.map(({ name }) => name),
        ["openid", "profile", "email"],
      );
      const rbac = scopes.rbac.flatMap((group) => group.scopes.map(({ name }) => name));
      for (const name of [
        "pipelines:read",
        "models:read",
        "connectors:read",
        "uns:read",
        "uns:write",
        "uns:publish",
        "dashboards:read",
      ])
        assert.ok(rbac.includes(name), name);
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
        assertProblem(
          await admin.post("/oauth2/clients", {
            name: "x",
            client_type: "confidential",
            grant_types: ["client_credentials"],
            redirect_uris: [],
            scopes: ["pipelines:read"],
          }),
          400,
          ["scopes"],
        );
        assert.equal((await tokensFor(used.server, client, { user: used.viewer })).scope, "openid pipelines:write");
      } finally {
        await admin.must("PATCH", "/settings", { rbac_enabled: true });
      }
      assert.equal((await tokensFor(used.server, client, { user: used.viewer })).scope, "openid");
    });

    it("'You can add custom scope strings for application-specific needs.'", async () => {
      const client = await admin.createClient({
        scopes: ["openid", "https://acme.example/orders.read", "urn:x:y", "!#$%&'()*+,-./:;<=>?@[]^_`{|}~"],
      });
      const { scope } = await tokensFor(used.server, client, { user: used.viewer });
      assert.deepEqual(scope.split(" "), client.scopes);
    });

    it("'The scopes configured on the client define the maximum set of permissions it can request.'", async () => {
      const client = await admin.createClient({ scopes: ["openid", "pipelines:read"] });
      const answer = await getAuthorize(
        used.server,
        authorization(client, { scope: "openid pipelines:read models:read" }).parameters,
      );
      assert.equal(new URL(answer.headers.get("location")).searchParams.get("error"), "invalid_scope");
      assert.equal((await tokensFor(used.server, client, { user: used.engineer })).scope, "openid pipelines:read");
      assert.equal((await tokensFor(used.server, client, { user: used.engineer, scope: "openid" })).scope, "openid");
    });

    it("'During the Authorization Code flow, users may choose to grant a subset of these scopes on the consent screen.'", async () => {
      const client = await admin.createClient({ scopes: ["openid", "profile", "email", "pipelines:read", "acme.custom"] });
      const some = await tokensFor(used.server, client, { user: used.viewer, scopes: ["openid", "email", "acme.custom"] });
      assert.equal(some.scope, "openid email acme.custom");
      assert.equal(claimsOf(some.access_token).scope, some.scope);
      const userinfo = await send(used.server.origin + ENDPOINT.userinfo, {
        headers: { authorization: `Bearer ${some.access_token}` },
      });
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
});
