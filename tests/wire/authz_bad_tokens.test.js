// The shared table of bad tokens, at forward authorization: none opens anything.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startWithBadTokens } from "../harness/bad_tokens.js";
import { askNginx, plantArgs } from "./authz_support.js";
import { claimsOf } from "./support.js";

// Refused by everybody, though this server has signed them as its access tokens.
const GENUINE = ["expired", "for another audience"];

describe("bad tokens at forward authorization", { timeout: 120_000 }, () => {
  let table;
  const status = async (token) => (await askNginx(table.server.origin, "GET", "/plant/status", token)).status;

  before(async () => {
    table = await startWithBadTokens();
    table.server.options.args = plantArgs();
    await table.server.restart();
  });
  after(() => table?.server.stop());

  it("a good one opens what needs no scope, and so do those whose good name is yet to go", async () => {
    assert.equal(await status(table.tokens.access_token), 200);
    for (const { name, token, seenBy } of table.badTokens)
      if (seenBy === "issuer") assert.equal(await status(token), 200, name);
  });

  it("no bad one does", async () => {
    await table.outlaw();
    for (const { name, token } of table.badTokens) {
      const answer = await askNginx(table.server.origin, "GET", "/plant/status", token);
      assert.equal(answer.status, 401, name);
      assert.match(answer.headers["www-authenticate"], /^Bearer .*error="invalid_token"/, name);
      for (const header of Object.keys(answer.headers)) assert.doesNotMatch(header, /^x-latchkey-/, name);
    }
    assert.equal(await status(table.tokens.access_token), 200);
  });

  it("the audit log names whose a refused token was where this server has issued it, and else nobody", async () => {
    const { admin } = table.server;
    for (const { name, token, seenBy } of table.badTokens) {
      await status(token);
      const { actor, client, details } = (await admin.must("GET", "/audit?action=api.refused&page_size=1")).items[0];
      const isGenuine = seenBy === "issuer" || GENUINE.includes(name);
      const { sub, client_id } = isGenuine ? claimsOf(token) : {};
      assert.deepEqual([actor?.id, client?.client_id], [sub, client_id], name);
      if (isGenuine) {
        assert.equal(actor.name.includes("@"), name !== "of a deleted user", name);
        assert.equal(client.name !== "", name !== "of a deleted client", name);
      }
      assert.equal(details.error, "invalid_token", name);
    }
  });

  it("the audit log tells of each, and holds none", async () => {
    const { items } = await table.server.admin.must("GET", "/audit?action=api.refused&page_size=200");
    assert.ok(items.length >= table.badTokens.length, `${items.length}`);
    const text = JSON.stringify(items);
    for (const { name, token } of table.badTokens)
      if (token.length > 20) assert.ok(!text.includes(token), name);
  });
});
