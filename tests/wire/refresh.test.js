// contract.md, "Tokens": rotation is idempotent, and reuse of a rotated token revokes the whole grant.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import {
  claimsOf,
  introspectForm,
  JSON_TYPE,
  query,
  refresh,
  revokeForm,
  signedIn,
  sleep,
  tokensFor,
  useServer,
} from "./support.js";

const REPEAT_WINDOW_MILLISECONDS = 10_000;

describe("refresh", () => {
  let client, open, stranger, session;
  const used = useServer({}, async ({ admin }) => {
    client = await admin.createClient({ scopes: ["openid", "email", "pipelines:read", "pipelines:write"] });
    open = await admin.createPublicClient();
    stranger = await admin.createClient();
  });
  before(async () => {
    session = await signedIn(used.server, used.server.adminUser);
  });

  const tokens = (of = client, options = { session }) => tokensFor(used.server, of, options);
  const again = (token, of = client, fields) => refresh(used.server, of, token, fields);
  const introspect = async (token, of = client) => (await introspectForm(used.server, of, token)).body;

  async function assertDead(token, of = client) {
    const answer = await again(token, of);
    assert.deepEqual([answer.status, answer.body.error], [400, "invalid_grant"], answer.text);
  }

  it("'Refresh token: opaque, rotated at each use'", async () => {
    const seen = new Set();
    let { refresh_token } = await tokens();
    for (let turn = 0; turn < 5; turn += 1) {
      assert.match(refresh_token, /^lkr_[A-Za-z0-9_-]{43}$/);
      assert.equal(seen.has(refresh_token), false);
      seen.add(refresh_token);
      const answer = await again(refresh_token);
      assert.equal(answer.status, 200);
      ({ refresh_token } = answer.body);
    }
  });

  it("it yields a fresh access token and ID token of the same user, auth_time and scope", async () => {
    const first = await tokens(client, { session, scope: "openid email" });
    await sleep(1100);
    const { body } = await again(first.refresh_token);
    const [before, after] = [claimsOf(first.id_token), claimsOf(body.id_token)];
    for (const name of ["iss", "sub", "aud", "auth_time", "sid"]) assert.deepEqual(after[name], before[name], name);
    assert.ok(after.iat > before.iat);
    assert.notEqual(claimsOf(body.access_token).jti, claimsOf(first.access_token).jti);
    assert.equal(body.scope, first.scope);
    assert.equal(body.token_type, "Bearer");
  });

  it("'repeating the same refresh within 10 seconds, while the successor is still unused, returns that very same refresh token with a fresh access token'", async () => {
    const first = await tokens();
    const answers = [await again(first.refresh_token), await again(first.refresh_token), await again(first.refresh_token)];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(new Set(answers.map(({ body }) => body.refresh_token)).size, 1);
    assert.equal(new Set(answers.map(({ body }) => body.access_token)).size, 3);
    assert.equal((await again(answers[0].body.refresh_token)).status, 200);
  });

  it("'exactly one live successor exists, storage holds digests only'", async () => {
    const first = await tokens();
    const { grant_id } = claimsOf(first.access_token);
    await again(first.refresh_token);
    const { body } = await again(first.refresh_token);
    const rows = query(used.server, `SELECT digest, rotated_at FROM refresh_tokens WHERE grant_id = '${grant_id}'`);
    assert.equal(rows.filter(({ rotated_at }) => rotated_at === null).length, 1);
    assert.equal(JSON.stringify(rows).includes(body.refresh_token.slice(4)), false);
  });

  it("'reuse of a rotated token revokes the whole grant': at once, when the successor has been used", async () => {
    for (const of of [client, open]) {
      const first = await tokens(of);
      const second = (await again(first.refresh_token, of)).body;
      const third = (await again(second.refresh_token, of)).body;
      await assertDead(first.refresh_token, of);
      await assertDead(third.refresh_token, of);
      await assertDead(second.refresh_token, of);
      const userinfo = await fetch(`${used.server.origin}/api/v1/oauth2/userinfo`, {
        headers: { authorization: `Bearer ${third.access_token}` },
      });
      assert.equal(userinfo.status, 401);
    }
  });

  it("and after 10 seconds, when it has not", async () => {
    const first = await tokens();
    const second = (await again(first.refresh_token)).body;
    await sleep(REPEAT_WINDOW_MILLISECONDS + 500);
    await assertDead(first.refresh_token);
    await assertDead(second.refresh_token);
    assert.deepEqual(await introspect(second.access_token), { active: false });
  });

  it("a reuse is an event of its own", async () => {
    const first = await tokens();
    const second = (await again(first.refresh_token)).body;
    await again(second.refresh_token);
    await assertDead(first.refresh_token);
    const { items } = await used.server.admin.must("GET", `/audit?action=token.refresh_reused&client_id=${client.client_id}`);
    assert.equal(items[0].outcome, "failure");
    assert.equal(items[0].target.id, claimsOf(first.access_token).grant_id);
    assert.equal(items[0].actor.name, used.server.adminUser.email);
  });

  it("another client gets nothing with it, and spoils nothing", async () => {
    const first = await tokens();
    await assertDead(first.refresh_token, stranger);
    await assertDead(first.refresh_token, open);
    const second = await again(first.refresh_token);
    assert.equal(second.status, 200);
    await assertDead(first.refresh_token, stranger);
    assert.equal((await again(second.body.refresh_token)).status, 200);
  });

  it("what is not a refresh token is none", async () => {
    const first = await tokens();
    for (const wrong of [
      first.access_token,
      first.id_token,
      "lkr_",
      "x",
      `${first.refresh_token}x`,
      first.refresh_token.slice(0, -1),
      ` ${first.refresh_token}`,
    ]) {
      await assertDead(wrong);
    }
    const missing = await again("");
    assert.deepEqual([missing.status, missing.body.error], [400, "invalid_request"]);
    assert.equal((await again(first.refresh_token)).status, 200);
  });

  it("a disabled client gets none; enabled again it goes on", async () => {
    const own = await used.server.admin.createClient();
    const first = await tokens(own);
    await used.server.admin.must("POST", `/oauth2/clients/${own.client_id}/disable`, {});
    const refused = await again(first.refresh_token, own);
    assert.equal(refused.status, 400);
    assert.equal(refused.body.error, "unauthorized_client");
    await used.server.admin.must("POST", `/oauth2/clients/${own.client_id}/enable`, {});
    assert.equal((await again(first.refresh_token, own)).status, 200);
  });

  it("'Changing a password, disabling a user or signing out everywhere ends sessions and refresh tokens'", async () => {
    const { server } = used;
    const ends = {
      "changing the password": (own, user) =>
        own.fetch(`${server.origin}/api/v1/me/password`, {
          method: "POST",
          headers: { ...JSON_TYPE, "x-csrf-token": own.csrfToken },
          body: JSON.stringify({ current_password: user.password, new_password: "quite another passphrase" }),
        }),
      "resetting it": (_, user) =>
        server.admin.must("POST", `/users/${user.id}/password`, { password: "quite another passphrase" }),
      "disabling the user": (_, user) => server.admin.must("POST", `/users/${user.id}/disable`, {}),
      "deleting the user": (_, user) => server.admin.must("DELETE", `/users/${user.id}`),
      "signing out everywhere": (own) =>
        own.fetch(`${server.origin}/api/v1/me/sessions`, { method: "DELETE", headers: { "x-csrf-token": own.csrfToken } }),
      "withdrawing the consent": (own) =>
        own.fetch(`${server.origin}/api/v1/me/consents/${client.client_id}`, {
          method: "DELETE",
          headers: { "x-csrf-token": own.csrfToken },
        }),
    };
    for (const [how, end] of Object.entries(ends)) {
      const user = await server.admin.createUser();
      const own = await signedIn(server, user);
      const elsewhere = await signedIn(server, user);
      const first = await tokensFor(server, client, { session: own, user });
      const answer = await end(own, user);
      if (answer instanceof Response) assert.equal(answer.status, 204, `${how}: ${await answer.text()}`);
      await assertDead(first.refresh_token);
      assert.deepEqual(await introspect(first.refresh_token), { active: false }, how);
      if (how !== "withdrawing the consent") assert.equal((await elsewhere.get(`${server.origin}/api/v1/me`)).status, 401, how);
    }
  });

  it("roles lost since the consent cut the scope at the next refresh", async () => {
    const { server } = used;
    const user = await server.admin.createUser({ roles: ["Engineer"] });
    const first = await tokensFor(server, client, { user });
    assert.ok(first.scope.split(" ").includes("pipelines:write"));
    await server.admin.must("PATCH", `/users/${user.id}`, { role_ids: [await server.admin.roleId("Viewer")] });
    const second = (await again(first.refresh_token)).body;
    assert.deepEqual(second.scope.split(" ").sort(), ["email", "openid", "pipelines:read"]);
    assert.equal(claimsOf(second.access_token).scope, second.scope);
  });

  it("scopes that the client lost since are cut too", async () => {
    const { server } = used;
    const own = await server.admin.createClient({ scopes: ["openid", "email"] });
    const first = await tokens(own);
    await server.admin.must("PATCH", `/oauth2/clients/${own.client_id}`, { scopes: ["openid"] });
    assert.equal((await again(first.refresh_token, own)).body.scope, "openid");
  });

  it("a revoked one is dead, also for a repetition", async () => {
    const first = await tokens();
    await again(first.refresh_token);
    assert.equal((await revokeForm(used.server, client, first.refresh_token)).status, 200);
    await assertDead(first.refresh_token);
  });

  it("a public client without refresh_token gets none", async () => {
    const none = await used.server.admin.createPublicClient({ grant_types: ["authorization_code"] });
    const first = await tokens(none);
    assert.equal(first.refresh_token, undefined);
    const answer = await again("lkr_x", none);
    assert.deepEqual([answer.status, answer.body.error], [400, "unauthorized_client"]);
  });
});
