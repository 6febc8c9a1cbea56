// Forward authorization: which calls to an API may go on, and what the audit log says of them.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { freePort } from "../harness/server.js";
import { ask, askEnvoy, askNginx, askTraefik, AUTHZ, plantArgs } from "./authz_support.js";
import { claimsOf, revokeForm, serviceToken, signedIn, tokensFor, useServer } from "./support.js";

const PIPELINES = "/plant/pipelines";

function assertAllowed(answer, { user, client, scopes }) {
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.text, "");
  assert.equal(answer.headers["cache-control"], "no-store");
  assert.equal(answer.headers["x-latchkey-user"], user);
  assert.equal(answer.headers["x-latchkey-client"], client);
  assert.equal(answer.headers["x-latchkey-scopes"], scopes);
  assert.match(answer.headers["x-latchkey-organization"], /^org_/);
}

function assertRefused(answer, status, error) {
  assert.equal(answer.status, status, `${answer.status} ${answer.text}`);
  assert.equal(JSON.parse(answer.text).error, error);
  for (const name of Object.keys(answer.headers)) assert.doesNotMatch(name, /^x-latchkey-/);
}

describe("forward authorization", () => {
  let service, user, client, token, acting;
  const used = useServer({ args: plantArgs() }, async ({ admin }) => {
    acting = await admin.createUser({ roles: ["Engineer"] });
    service = await admin.createService({ scopes: ["pipelines:read", "pipelines:write"], acting_user_id: acting.id });
    user = await admin.createUser({ roles: ["Engineer"] });
    client = await admin.createPublicClient({ scopes: ["openid", "pipelines:read"] });
  });
  before(async () => {
    token = (await serviceToken(used.server, service)).access_token;
  });
  const origin = () => used.server.origin;
  const newest = async (action) => (await used.server.admin.must("GET", `/audit?action=${action}&page_size=1`)).items[0];

  for (const [proxy, askAs] of Object.entries({ nginx: askNginx, Traefik: askTraefik, Envoy: askEnvoy })) {
    it(`${proxy} gets the caller's user, client, scopes and organization`, async () => {
      assertAllowed(await askAs(origin(), "GET", `${PIPELINES}/7?verbose=1`, token), {
        user: acting.id,
        client: service.client_id,
        scopes: "pipelines:read pipelines:write",
      });
      assertAllowed(await askAs(origin(), "POST", `${PIPELINES}/7/runs`, token), {
        user: acting.id,
        client: service.client_id,
        scopes: "pipelines:read pipelines:write",
      });
    });

    it(`${proxy} is told of what is missing`, async () => {
      const none = await askAs(origin(), "GET", PIPELINES);
      assert.equal(none.status, 401);
      assert.match(none.headers["www-authenticate"], /^Bearer realm="Latchkey"(?!.*error)/);
      const wrong = await askAs(origin(), "GET", PIPELINES, "no-token");
      assertRefused(wrong, 401, "invalid_token");
      assert.match(wrong.headers["www-authenticate"], /^Bearer .*error="invalid_token"/);
      const { access_token } = await serviceToken(used.server, service, { scope: "pipelines:read" });
      const less = await askAs(origin(), "POST", `${PIPELINES}/7/runs`, access_token);
      assertRefused(less, 403, "insufficient_scope");
      assert.match(less.headers["www-authenticate"], /error="insufficient_scope".*scope="pipelines:read pipelines:write"/);
    });

    it(`${proxy} is refused what no rule allows`, async () => {
      for (const [method, uri] of [
        ["GET", "/"],
        ["GET", "/plant"],
        ["GET", "/plant/models"],
        ["DELETE", `${PIPELINES}/7`],
        ["PUT", `${PIPELINES}/7/runs`],
        ["GET", "/plant/Pipelines"],
      ]) {
        assertRefused(await askAs(origin(), method, uri, token), 403, "access_denied");
      }
    });

    it(`${proxy} is refused every path that can be read in two ways`, async () => {
      for (const uri of [
        "/plant/docs/../pipelines",
        "/plant/docs/%2e%2e/pipelines",
        "/plant/docs/..%2fpipelines",
        "/plant/docs//pipelines",
        "/plant/docs/;/x",
        "/plant/docs/x%00",
        "/plant/docs/%252e%252e/pipelines",
        "/plant/docs/%5c..%5cpipelines",
        "/plant/docs/x%zz",
        "/plant/docs/%c0%ae%c0%ae/x",
        `${PIPELINES}/..;/7`,
      ]) {
        const answer = await askAs(origin(), "GET", uri, token);
        assertRefused(answer, 403, "access_denied");
        assert.equal((await askAs(origin(), "GET", uri)).status, 401, uri);
      }
    });

    it(`${proxy} needs no token for what is public, and hears of no user`, async () => {
      for (const sent of [undefined, token, "no-token"]) {
        const answer = await askAs(origin(), "OPTIONS", "/plant/docs/index.html?x=/../", sent);
        assert.equal(answer.status, 200);
        assert.equal(answer.headers["x-latchkey-user"], undefined);
      }
      assert.equal((await askAs(origin(), "POST", "/plant/docs/index.html")).status, 401);
    });
  }

  it("a method in lower case is refused, whatever the rules leave open", async () => {
    for (const askAs of [askNginx, askTraefik])
      for (const method of ["get", "delete", "Post"])
        assertRefused(await askAs(origin(), method, "/plant/status", token), 403, "access_denied");
    for (const sent of [undefined, token]) {
      const { status } = await askNginx(origin(), "get", "/plant/docs/index.html", sent);
      assert.equal(status, sent ? 403 : 401);
    }
  });

  it("any token opens what asks for no scope", async () => {
    const { access_token } = await tokensFor(used.server, client, { user });
    for (const method of ["GET", "DELETE", "PROPFIND"]) {
      const answer = await askNginx(origin(), method, "/plant/status/", access_token);
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.headers["x-latchkey-user"], user.id);
    }
  });

  it("without a name in the URL it is the only resource that there is", async () => {
    assert.equal((await askNginx(origin(), "GET", PIPELINES, token, { resource: "" })).status, 200);
    assertRefused(await askNginx(origin(), "GET", PIPELINES, token, { resource: "/other" }), 400, "invalid_request");
  });

  it("headers that contradict one another, or are not there, are a fault of the set-up", async () => {
    for (const headers of [
      { "x-forwarded-uri": "/plant/docs/x" },
      { "x-forwarded-method": "OPTIONS" },
      { "x-original-uri": [PIPELINES, "/plant/docs/x"] },
    ]) {
      const answer = await askNginx(origin(), "GET", PIPELINES, token, { headers });
      assertRefused(answer, 400, "invalid_request");
    }
    for (const headers of [{}, { "x-original-uri": "/plant/docs/x" }, { "x-forwarded-method": "GET" }]) {
      assertRefused(await ask(origin(), `${AUTHZ}/plant`, { headers }), 400, "invalid_request");
    }
    assert.match(used.server.log(), /authz\.misconfigured/);
  });

  it("a token in the query, in two headers or of another scheme is none", async () => {
    const inQuery = await ask(origin(), `${AUTHZ}/plant?access_token=${token}`, {
      headers: { "x-original-method": "GET", "x-original-uri": `${PIPELINES}?access_token=${token}` },
    });
    assert.equal(inQuery.status, 401);
    for (const authorization of [`Basic ${token}`, "Bearer", `Bearer ${token}, Bearer ${token}`]) {
      const answer = await askNginx(origin(), "GET", PIPELINES, undefined, { headers: { authorization } });
      assert.equal(answer.status, 401, authorization);
      assert.match(answer.headers["www-authenticate"], /^Bearer /);
    }
  });

  it("the audit log tells who called what through which client", async () => {
    const { access_token } = await tokensFor(used.server, client, { user });
    await askNginx(origin(), "GET", `${PIPELINES}/%37?secret=in-the-query`, access_token);
    const called = await newest("api.called");
    assert.deepEqual(called.actor, { id: user.id, name: user.email });
    assert.equal(called.client.client_id, client.client_id);
    assert.deepEqual(called.target, {
      type: "resource",
      id: "https://api.example.com/plant",
      name: `GET ${PIPELINES}/7`,
    });
    assert.deepEqual(called.details, { resource: "plant", method: "GET", path: `${PIPELINES}/7` });
    assert.equal(called.outcome, "success");

    await askTraefik(origin(), "DELETE", PIPELINES, access_token);
    const refused = await newest("api.refused");
    assert.equal(refused.actor.id, user.id);
    assert.equal(refused.client.client_id, client.client_id);
    assert.equal(refused.outcome, "failure");
    assert.equal(refused.details.error, "access_denied");
    assert.match(refused.details.reason, /method/);

    await askNginx(origin(), "GET", "/plant/docs/../pipelines", "no-token");
    const unknown = await newest("api.refused");
    assert.equal(unknown.actor, null);
    assert.deepEqual([unknown.details.error, unknown.details.path], ["invalid_token", "/plant/docs/../pipelines"]);
    assert.doesNotMatch(JSON.stringify([called, refused, unknown]), /in-the-query|no-token/);
  });

  it("a call without a token and one to what is public leave no event", async () => {
    const count = async () => (await used.server.admin.must("GET", "/audit?action=api.*&page_size=1")).total;
    const before = await count();
    await askNginx(origin(), "GET", PIPELINES);
    await askNginx(origin(), "GET", "/plant/docs/x", token);
    assert.equal(await count(), before);
  });

  it("the present state counts: revoked tokens, lost roles, deleted users and clients", async () => {
    const { admin } = used.server;
    const status = async (access_token) => (await askNginx(origin(), "GET", PIPELINES, access_token)).status;
    const one = await serviceToken(used.server, service);
    assert.equal(await status(one.access_token), 200);
    await revokeForm(used.server, service, one.access_token);
    assert.equal(await status(one.access_token), 401);

    const leaver = await admin.createUser({ roles: ["Engineer"] });
    const { access_token } = await tokensFor(used.server, client, { user: leaver, session: await signedIn(used.server, leaver) });
    assert.equal(await status(access_token), 200);
    await admin.must("PATCH", `/users/${leaver.id}`, { role_ids: [] });
    assert.equal(await status(access_token), 403);
    await admin.must("POST", `/users/${leaver.id}/disable`);
    assert.equal(await status(access_token), 401);

    const gone = await admin.createService();
    const left = (await serviceToken(used.server, gone)).access_token;
    assert.equal(await status(left), 200);
    await admin.must("DELETE", `/oauth2/clients/${gone.client_id}`);
    assert.equal(await status(left), 401);
    assert.equal(claimsOf(left).client_id, gone.client_id);
  });
});

describe("the audit of calls, sampled", () => {
  const rules = `
[[resource]]
name = "quiet"
identifier = "https://quiet.example.com"
audit = 0
audit-refusals = 0.0
[[resource.rule]]
path = "/**"
scopes = ["pipelines:read"]
[[resource.rule]]
path = "/orders"
methods = ["POST"]
scopes = ["pipelines:read"]
audit = 1.0
[[resource]]
name = "sampled"
identifier = "https://sampled.example.com"
audit = 0.5
[[resource.rule]]
path = "/**"
scopes = ["pipelines:read"]
`;
  let token;
  const used = useServer({ args: plantArgs(rules) }, async (server) => {
    token = (await serviceToken(server, await server.admin.createService())).access_token;
  });
  const events = async () =>
    (await used.server.admin.must("GET", "/audit?action=api.*&page_size=200")).items.map(({ details }) => details.resource);

  it("a resource that asks for no events leaves none but those of rules that do", async () => {
    const { origin } = used.server;
    const quiet = { resource: "/quiet" };
    assert.equal((await askNginx(origin, "GET", "/x", token, quiet)).status, 200);
    assert.equal((await askNginx(origin, "GET", "/x", "no-token", quiet)).status, 401);
    assert.deepEqual(await events(), []);
    assert.equal((await askNginx(origin, "POST", "/orders", token, quiet)).status, 200);
    assert.deepEqual(await events(), ["quiet"]);
  });

  it("a share of the calls is kept, and every refusal", async () => {
    const { origin } = used.server;
    const sampled = { resource: "/sampled" };
    for (let i = 0; i < 60; i += 1) await askNginx(origin, "GET", "/x", token, sampled);
    const kept = (await events()).filter((name) => name === "sampled").length;
    assert.ok(kept > 8 && kept < 52, `${kept} of 60`);
    for (let i = 0; i < 10; i += 1) await askNginx(origin, "GET", "/x", "no-token", sampled);
    assert.equal((await events()).filter((name) => name === "sampled").length, kept + 10);
  });

  it("strangers cannot fill it, and leave it open for what a genuine token is refused", async () => {
    const { origin, admin } = used.server;
    for (let i = 0; i < 150; i += 1) await askNginx(origin, "GET", "/plant/pipelines", "no-token");
    assert.equal((await askNginx(origin, "DELETE", "/plant/pipelines", token)).status, 403);
    const { items } = await admin.must("GET", "/audit?action=api.refused&page_size=200");
    const strangers = items.filter(({ actor }) => actor === null);
    assert.equal(items.length, strangers.length + 1);
    assert.equal(items[0].actor.id, admin.me.id);
    assert.ok(strangers.length >= 100 && strangers.length < 150, `${strangers.length}`);
  });

  it("where there are several resources the URL names one", async () => {
    const answer = await askNginx(used.server.origin, "GET", "/x", token, { resource: "" });
    assert.equal(answer.status, 400);
  });
});

describe("with an address for operations", () => {
  const used = useServer({}, async () => ({}));
  it("it is served there alone, and the description of a resource there too", async () => {
    const port = await freePort();
    used.server.options.args = [...plantArgs(), "--operations-listen", `127.0.0.1:${port}`];
    await used.server.restart();
    const { access_token } = await serviceToken(used.server, await used.server.admin.createService());
    assert.equal((await askNginx(`http://127.0.0.1:${port}`, "GET", PIPELINES, access_token)).status, 200);
    assert.equal((await askNginx(used.server.origin, "GET", PIPELINES, access_token)).status, 404);
    assert.equal((await askEnvoy(used.server.origin, "GET", PIPELINES, access_token)).status, 404);
    for (const origin of [used.server.origin, `http://127.0.0.1:${port}`]) {
      const { status, text } = await ask(origin, "/.well-known/oauth-protected-resource/plant");
      assert.deepEqual([status, JSON.parse(text).resource], [200, "https://api.example.com/plant"]);
    }
  });
});
