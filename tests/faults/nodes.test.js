// What one node does is in force on the others, and none of them goes on without the database.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { verified } from "../cli/audit_files_support.js";
import { ENDPOINT } from "../harness/flow.js";
import { startPostgres } from "../harness/postgres.js";
import { introspectForm, refresh, revokeForm, send, serviceToken, tokenForm, tokensFor } from "../wire/support.js";
import { comesTrue, databaseOn, startNodes } from "./cluster.js";

describe("three nodes on one database", { timeout: 600_000 }, () => {
  let postgres, nodes, first, second, third;
  before(async () => {
    postgres = await startPostgres();
    nodes = await startNodes(databaseOn(postgres), 3);
    [first, second, third] = nodes;
  });
  after(async () => {
    for (const node of nodes) assert.deepEqual(await node.stop(), { code: 0, signal: null }, node.log());
    postgres.stop();
  });

  const status = async (node, client) => (await tokenForm(node, client, { grant_type: "client_credentials" })).status;
  const isActive = async (node, client, token) => (await introspectForm(node, client, token)).body.active;

  it("a client that was disabled, enabled or deleted is so everywhere", async (t) => {
    const service = await first.admin.createService();
    t.diagnostic(`registered: ${await comesTrue(async () => (await status(third, service)) === 200, "known to the third")} ms`);
    await second.admin.must("POST", `/oauth2/clients/${service.client_id}/disable`);
    assert.notEqual(await status(second, service), 200);
    for (const node of [first, third])
      t.diagnostic(`disabled: ${await comesTrue(async () => (await status(node, service)) !== 200, "disabled")} ms`);
    await third.admin.must("POST", `/oauth2/clients/${service.client_id}/enable`);
    await comesTrue(async () => (await status(first, service)) === 200, "enabled");
    await first.admin.must("DELETE", `/oauth2/clients/${service.client_id}`);
    for (const node of nodes) await comesTrue(async () => (await status(node, service)) === 401, "deleted");
  });

  it("a token that was revoked at one node is inactive at the others", async () => {
    const client = await first.admin.createClient({ grant_types: ["authorization_code", "refresh_token"] });
    for (const node of nodes) await comesTrue(async () => (await introspectForm(node, client, "x")).status === 200, "known");
    const { access_token, refresh_token } = await tokensFor(first, client);
    assert.equal(await isActive(second, client, access_token), true);
    assert.equal((await revokeForm(third, client, refresh_token)).status, 200);
    for (const node of nodes) await comesTrue(async () => !(await isActive(node, client, access_token)), "inactive");
    assert.equal((await refresh(second, client, refresh_token)).status, 400);
  });

  it("a role that was edited and a user who was disabled have lost their rights everywhere", async () => {
    const { id: role_id } = await first.admin.must("POST", "/roles", { name: "Readers", permissions: ["pipelines:read"] });
    const user = await first.admin.must("POST", "/users", {
      email: "service@example.com",
      first_name: "A",
      last_name: "Service",
      password: "a very long passphrase",
      role_ids: [role_id],
    });
    const service = await first.admin.createService({ acting_user_id: user.id, scopes: ["pipelines:read"] });
    const scope = async (node) => (await tokenForm(node, service, { grant_type: "client_credentials" })).body.scope;
    for (const node of nodes) await comesTrue(async () => (await scope(node)) === "pipelines:read", "granted");
    await second.admin.must("PATCH", `/roles/${role_id}`, { permissions: [] });
    for (const node of nodes) await comesTrue(async () => (await scope(node)) !== "pipelines:read", "taken away");
    await third.admin.must("POST", `/users/${user.id}/disable`);
    for (const node of nodes) await comesTrue(async () => (await status(node, service)) !== 200, "disabled");
  });

  it("a key that was rotated signs everywhere", async () => {
    const kids = async (node) => (await send(`${node.origin}/.well-known/jwks.json`)).body.keys.map(({ kid }) => kid).sort();
    const before = await kids(second);
    await first.admin.must("POST", "/keys/rotate", {});
    const after = await kids(first);
    assert.notDeepEqual(after, before);
    for (const node of nodes) await comesTrue(async () => `${await kids(node)}` === `${after}`, "the same keys");
  });

  it("the audit log shows what all did, and every chain is whole", async () => {
    const { items } = await third.admin.must("GET", "/audit?page_size=200");
    const nodesSeen = new Set(items.map(({ id }) => Math.floor(id / 2 ** 40)));
    assert.deepEqual([...nodesSeen].sort(), [0, 1, 2]);
    const times = items.map(({ time }) => Date.parse(time));
    assert.deepEqual(times, [...times].sort((one, other) => other - one));
    for (const node of nodes) assert.equal(await verified(node), "whole");
  });

  it("without the database they answer 503 with Retry-After, and come back with it", async (t) => {
    const service = await first.admin.createService({ name: "During the outage" });
    for (const node of nodes) await comesTrue(async () => (await status(node, service)) === 200, "known");
    const { access_token } = await serviceToken(first, service);
    postgres.kill();
    const asked = [
      (node) => tokenForm(node, service, { grant_type: "client_credentials" }),
      (node) => introspectForm(node, service, access_token),
      (node) => send(`${node.origin}${ENDPOINT.authorize}?client_id=${service.client_id}`),
      (node) => send(`${node.origin}/readyz`),
    ];
    for (const node of nodes) {
      for (const ask of asked) {
        await comesTrue(async () => (await ask(node)).status === 503, "unavailable");
        const answer = await ask(node);
        assert.equal(answer.status, 503, answer.text);
        assert.match(answer.headers.get("retry-after"), /^\d+$/);
      }
      assert.equal((await send(`${node.origin}/healthz`)).status, 200);
      assert.equal((await send(`${node.origin}/.well-known/jwks.json`)).status, 200);
      assert.equal((await send(`${node.origin}/.well-known/openid-configuration`)).status, 200);
    }
    postgres.resume();
    for (const node of nodes) {
      const took = await comesTrue(async () => (await status(node, service)) === 200, "back");
      t.diagnostic(`back after ${took} ms`);
      await comesTrue(async () => (await send(`${node.origin}/readyz`)).status === 200, "ready");
    }
  });
});
