// One table of tokens that no API may take, through the library for APIs (offline and by
// introspection), through introspection itself, forward authorization, and the examples of
// docs/protect-an-api.md in other languages.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { startWithBadTokens } from "../harness/bad_tokens.js";
import { ENDPOINT } from "../harness/flow.js";
import { basic } from "../harness/http.js";
import { PROJECT } from "../harness/server.js";
import { askNginx, plantArgs } from "../wire/authz_support.js";
import { serviceToken } from "../wire/support.js";
import { LANGUAGES, startExample } from "./examples.js";
import { build, startApi } from "./support.js";

const METADATA = 'resource_metadata="https://api.example.com/.well-known/oauth-protected-resource"';
const REFUSED = `Bearer realm="test", error="invalid_token", error_description="The access token is invalid or expired.", ${METADATA}`;

// A header that httplib does not take is refused by it, with a status of its own.
const HEADER_LIMIT = 8000;

describe("bad tokens", () => {
  let table, offline, asking, auditor;

  before(async () => {
    table = await startWithBadTokens({ args: plantArgs() });
    const { server } = table;
    auditor = await server.admin.createService({ scopes: ["tokens:introspect"] });
    const folder = build(path.join(PROJECT, "tests/resource/api"));
    offline = await startApi(folder, { issuer: server.issuer });
    asking = await startApi(folder, { issuer: server.issuer, client: auditor });
  });
  after(async () => {
    await offline?.end();
    await asking?.end();
    assert.deepEqual(await table.server.stop(), { code: 0, signal: null }, table.server.log());
  });

  const introspect = async (token) => {
    const answer = await fetch(table.server.origin + ENDPOINT.introspect, {
      method: "POST",
      headers: { authorization: basic(auditor.client_id, auditor.client_secret) },
      body: new URLSearchParams({ token }),
    });
    assert.equal(answer.status, 200);
    return answer.json();
  };
  const lasting = () => table.badTokens.filter(({ seenBy }) => seenBy === "anybody");
  const outlawed = () => table.badTokens.filter(({ seenBy }) => seenBy === "issuer");

  async function assertRefuses(api, { name, token }) {
    const answer = await api.ask("/who", token);
    if (token.length > HEADER_LIMIT) assert.ok(answer.status >= 400 && answer.status < 500, name);
    else assert.deepEqual([answer.status, answer.challenge], [401, REFUSED], `${name}: ${answer.text}`);
    assert.ok(!answer.text.includes(token.slice(0, 30)) || token.length < 30, name);
  }

  it("the good token is taken by all three", async () => {
    const { user, client, tokens } = table;
    for (const api of [offline, asking]) {
      const { status, text } = await api.ask("/pipelines", tokens.access_token);
      assert.equal(status, 200, text);
      const [subject, clientId, , , scopes] = text.split("\n");
      assert.deepEqual([subject, clientId, scopes.trim()], [user.id, client.client_id, "openid profile pipelines:read"]);
    }
    assert.equal((await introspect(tokens.access_token)).active, true);
  });

  it("the table has what there is to try", () => assert.ok(lasting().length >= 30 && outlawed().length >= 5));

  it("the library refuses them offline", async () => {
    for (const bad of lasting()) await assertRefuses(offline, bad);
  });

  it("the library refuses them by introspection", async () => {
    for (const bad of lasting()) await assertRefuses(asking, bad);
  });

  it("introspection calls them inactive", async () => {
    for (const { name, token, isActive } of lasting()) {
      const answer = await introspect(token);
      if (isActive) assert.deepEqual([answer.active, answer.token_type, answer.aud], [true, undefined, undefined], name);
      else assert.deepEqual(answer, { active: false }, name);
    }
  });

  const forward = (token) => askNginx(table.server.origin, "GET", "/plant/status", token);
  async function assertForwardRefuses({ name, token }) {
    const { status, headers } = await forward(token);
    assert.equal(status, 401, name);
    assert.match(headers["www-authenticate"], /^Bearer .*error="invalid_token"/, name);
    assert.equal(headers["x-latchkey-user"], undefined, name);
  }

  it("forward authorization refuses them", async () => {
    assert.equal((await forward(table.tokens.access_token)).status, 200);
    for (const bad of lasting()) await assertForwardRefuses(bad);
  });

  for (const language of LANGUAGES) {
    it(`the example in ${language} refuses them`, async (test) => {
      const example = startExample(language, table.server.issuer);
      test.after(() => example.end());
      assert.deepEqual(await example.ask(""), { status: 401, challenge: 'Bearer realm="api"' });
      assert.deepEqual(await example.ask(`Bearer ${table.tokens.access_token}`), { status: 200, subject: table.user.id });
      const { access_token } = await serviceToken(table.server, await table.server.admin.createService({ scopes: ["models:read"] }));
      assert.deepEqual(await example.ask(`Bearer ${access_token}`), {
        status: 403,
        challenge: 'Bearer realm="api", error="insufficient_scope", scope="pipelines:read"',
      });
      for (const { name, token } of lasting()) {
        const { status, challenge } = await example.ask(`Bearer ${token}`);
        assert.deepEqual([status, challenge], [401, 'Bearer realm="api", error="invalid_token"'], name);
      }
    });
  }

  it("what only the issuer can see is good until it happens", async () => {
    for (const { name, token } of outlawed()) {
      assert.equal((await introspect(token)).active, true, name);
      assert.equal((await forward(token)).status, 200, name);
      for (const api of [offline, asking]) assert.equal((await api.ask("/pipelines", token)).status, 200, name);
    }
  });

  it("then introspection and forward authorization refuse at once, the library when the answer is forgotten, and offline nobody", async () => {
    await table.outlaw();
    for (const bad of outlawed()) {
      assert.deepEqual(await introspect(bad.token), { active: false }, bad.name);
      await assertForwardRefuses(bad);
      while ((await asking.ask("/who", bad.token)).status === 200) await new Promise((next) => setTimeout(next, 50));
      await assertRefuses(asking, bad);
      assert.equal((await offline.ask("/pipelines", bad.token)).status, 200, bad.name);
    }
  });

  it("no example takes anybody while the issuer is away", async (test) => {
    await table.server.stop();
    for (const language of LANGUAGES) {
      const example = startExample(language, table.server.issuer);
      test.after(() => example.end());
      const { status, challenge } = await example.ask(`Bearer ${table.tokens.access_token}`);
      assert.deepEqual([status, challenge ?? undefined], [503, undefined], language);
    }
  });
});
