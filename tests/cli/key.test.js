// latchkey key

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startServer } from "../harness/server.js";
import { claimsOf, introspectForm, query, refresh, send, serviceToken, tokensFor } from "../wire/support.js";
import { Cli } from "./support.js";

async function publishedBy(server) {
  const { body } = await send(`${server.origin}/.well-known/jwks.json`);
  for (const key of body.keys) assert.equal(key.d, undefined, "a private part is published");
  return body.keys.map(({ kid }) => kid).sort();
}

describe("latchkey key", () => {
  let server;
  let cli;
  let service;
  before(async () => {
    server = await startServer();
    cli = new Cli(server);
    service = await server.admin.createService({ scopes: ["pipelines:read", "tokens:introspect"] });
  });
  after(() => server.stop());

  const isActive = async (token) => (await introspectForm(server, service, token)).body.active;

  it("lists the keys with their states, as a table and as JSON", async () => {
    const text = await cli.must(["key", "list"]);
    assert.match(text, /^ALGORITHM +STATE +PUBLISHED/m);
    assert.match(text, /^ES256 +current +\d{4}-\d\d-\d\d/m);
    assert.match(text, /^RS256 +current/m);
    assert.match(text, /signs for 90 days; the next one takes over at \d{4}-/);
    const { items, rotation } = await cli.json(["key", "list"]);
    assert.deepEqual(items.map(({ kid }) => kid).sort(), await publishedBy(server));
    assert.equal(rotation.interval_seconds, 90 * 86400);
    assert.ok(!/"(d|p|q|private_key)":/.test(JSON.stringify(items)));
  });

  it("rotates: new tokens have new keys, the old ones stay valid", async () => {
    const old = (await serviceToken(server, service)).access_token;
    const before = await publishedBy(server);
    const said = await cli.must(["key", "rotate"]);
    assert.match(said, /^ES256 +retired/m);
    assert.match(said, /^- Tokens signed before stay valid/m);
    const fresh = (await serviceToken(server, service)).access_token;
    const kidOf = (token) => JSON.parse(Buffer.from(token.split(".")[0], "base64url")).kid;
    assert.ok(before.includes(kidOf(old)));
    assert.ok(!before.includes(kidOf(fresh)));
    assert.equal(await isActive(old), true);
    assert.equal(await isActive(fresh), true);
    for (const kid of before) assert.ok((await publishedBy(server)).includes(kid));
    const [event] = query(server, "SELECT * FROM audit_events WHERE action = 'signing_key.rotated' ORDER BY id DESC");
    assert.equal(event.actor_id, "local-administrator");
  });

  it("an emergency asks first, ends what was signed before, and leaves refresh tokens", async () => {
    const application = await server.admin.createClient();
    const tokens = await tokensFor(server, application);
    const old = (await serviceToken(server, service)).access_token;
    const before = await publishedBy(server);
    assert.match(await cli.fails(["key", "rotate", "--emergency"], 2), /refresh tokens still work[\s\S]*--yes/);
    assert.deepEqual(await publishedBy(server), before, "nothing was done");
    const refusedOn = await cli.onTerminal(["key", "rotate", "--emergency"], [[/\[y\/N\]/, "n"]]);
    assert.notEqual(refusedOn.code, 0);
    assert.deepEqual(await publishedBy(server), before, "nothing was done");

    const said = await cli.must(["key", "rotate", "--emergency", "--yes"]);
    assert.match(said, /^- Every access token and ID token signed before is refused/m);
    assert.match(said, /^- Live grants of users: 1\./m);
    assert.match(said, /id_token_hint/);
    const after_ = await publishedBy(server);
    assert.equal(after_.length, 2);
    for (const kid of before) assert.ok(!after_.includes(kid));
    assert.equal(await isActive(old), false);
    assert.equal(await isActive((await serviceToken(server, service)).access_token), true);
    const renewed = await refresh(server, application, tokens.refresh_token);
    assert.equal(renewed.status, 200, renewed.text);
    assert.equal(claimsOf(renewed.body.access_token).sub, claimsOf(tokens.access_token).sub);
    assert.match(
      query(server, "SELECT details FROM audit_events WHERE action = 'signing_key.removed' LIMIT 1")[0].details,
      /"emergency":true/,
    );
  });
});
