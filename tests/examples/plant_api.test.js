// examples/plant-api: each route with its scope, topics on a real broker, pipelines, streams and origins.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { subscribe, startMosquitto } from "../harness/mosquitto.js";
import { freePort, startProcess, startServer } from "../harness/server.js";
import { startApi } from "../proxy/api.js";
import { serviceToken } from "../wire/support.js";
import { openapiFaults } from "./openapi.js";
import { call, DASHBOARD, EXAMPLES, program, RESOURCE, startNginxOf, startPlant, startPlatform, until } from "./support.js";

const ORDER = { order: "4711", product: "carton", quantity: 20, due: "2030-01-31", status: "released" };
const TOPIC = "/plant/uns/topics/acme/berlin/test/orders/4711";
const OPENAPI = JSON.parse(readFileSync(path.join(EXAMPLES, "plant-api/openapi.json"), "utf8"));

/** Every operation of the OpenAPI document: [method, path, scope]. */
const operations = Object.entries(OPENAPI.paths).flatMap(([where, methods]) =>
  Object.entries(methods).map(([method, { security }]) => [method.toUpperCase(), where, security[0]?.latchkey[0]]),
);
const SCOPES = [...new Set(operations.map(([, , scope]) => scope).filter(Boolean))];
const concrete = (where) => where.replace("{topic}", "acme/berlin/kpi/open-orders").replace("{id}", "none");

describe("the plant API", () => {
  let platform, server, plant, broker, all;
  const tokens = new Map();

  before(async () => {
    platform = await startPlatform();
    ({ server, plant, broker } = platform);
    for (const scope of SCOPES) tokens.set(scope, await tokenFor([scope]));
    all = await tokenFor(SCOPES);
    await until(async () => (await call(plant.origin, "GET", "/plant/health")).body.broker);
  });
  after(async () => assert.deepEqual(await platform?.end(), { code: 0, signal: null }));

  async function tokenFor(scopes) {
    const service = await server.admin.createService({ scopes });
    return (await serviceToken(server, service)).access_token;
  }
  const ask = (method, where, options = {}) => call(plant.origin, method, where, { token: all, ...options });

  it("has a scope of the standard catalogue for every route", () =>
    assert.deepEqual(SCOPES.toSorted(), [
      "connectors:read",
      "models:read",
      "pipelines:execute",
      "pipelines:read",
      "uns:delete",
      "uns:publish",
      "uns:read",
      "uns:write",
    ]));

  it("each route wants its scope and no other, alone and behind nginx", async () => {
    for (const [method, where, scope] of operations.filter(([, , one]) => one)) {
      const others = await tokenFor(SCOPES.filter((one) => one !== scope));
      for (const origin of [plant.origin, platform.front]) {
        const name = `${method} ${where} at ${origin}`;
        const none = await call(origin, method, concrete(where));
        assert.equal(none.status, 401, name);
        assert.match(none.headers.get("www-authenticate"), /^Bearer realm="\w+"(, resource_metadata="[^"]+")?$/, name);
        const less = await call(origin, method, concrete(where), { token: others });
        assert.equal(less.status, 403, name);
        assert.match(less.headers.get("www-authenticate"), new RegExp(`error="insufficient_scope".*scope="${scope}"`), name);
        if (where.endsWith("/stream")) continue;
        const { status } = await call(origin, method, concrete(where), { token: tokens.get(scope) });
        assert.ok(![401, 403, 500, 503].includes(status), `${name}: ${status}`);
      }
    }
  });

  it("refuses what is no token", async () => {
    const bad = await call(plant.origin, "GET", "/plant/models", { token: "no.good.token" });
    assert.equal(bad.status, 401);
    assert.match(bad.headers.get("www-authenticate"), /error="invalid_token"/);
    assert.equal(bad.headers.get("content-type"), "application/problem+json");
  });

  it("a client finds out what it is called, and its token for it alone opens it", async () => {
    const none = await call(platform.front, "GET", "/plant/models");
    const [, url] = none.headers.get("www-authenticate").match(/resource_metadata="([^"]+)"/);
    const { origin, pathname } = new URL(url);
    assert.equal(origin, new URL(RESOURCE).origin);
    const { status, body } = await call(platform.front, "GET", pathname);
    assert.deepEqual([status, body.resource, body.authorization_servers], [200, RESOURCE, [server.issuer]]);
    const service = await server.admin.createService({ scopes: SCOPES });
    const { access_token } = await serviceToken(server, service, { resource: body.resource });
    for (const at of [platform.front, plant.origin])
      assert.equal((await call(at, "GET", "/plant/models", { token: access_token })).status, 200, at);
  });

  it("nobody passes it X-Latchkey headers before its pages call", async (test) => {
    const api = await startApi();
    const port = await freePort();
    const nginx = await startNginxOf("plant-api", { "127.0.0.1:9080": `127.0.0.1:${port}`, "127.0.0.1:9000": `127.0.0.1:${api.port}` });
    test.after(() => Promise.all([nginx.end(), api.close()]));
    const { status, body } = await call(`http://127.0.0.1:${port}`, "OPTIONS", "/plant/models", {
      headers: Object.fromEntries(["user", "client", "scopes", "organization"].map((name) => [`x-latchkey-${name}`, "forged"])),
    });
    assert.deepEqual([status, body.method], [200, "OPTIONS"]);
    assert.doesNotMatch(JSON.stringify(body.headers), /forged/);
  });

  it("the organization of the request must be the token's", async () => {
    const { org_id } = JSON.parse(Buffer.from(all.split(".")[1], "base64url"));
    const of = (organization) => ask("GET", "/plant/models", { headers: { "x-organization-id": organization } });
    assert.equal((await of(org_id)).status, 200);
    for (const other of ["org_other", `${org_id}x`]) assert.equal((await of(other)).status, 403, other);
  });

  it("its OpenAPI document is one", () => assert.deepEqual(openapiFaults(OPENAPI), []));

  it("serves its OpenAPI document to everybody", async () => {
    const { status, body } = await call(platform.front, "GET", "/plant/openapi.json");
    assert.equal(status, 200);
    assert.deepEqual(body, OPENAPI);
  });

  it("what is published reaches the broker and whoever listens there", async (test) => {
    const listener = await subscribe(broker, "acme/berlin/test/#");
    test.after(() => listener.end());
    assert.equal((await ask("POST", TOPIC, { body: ORDER })).status, 404, "a topic is defined first");
    const defined = await ask("PUT", TOPIC, { body: { description: "An order", model: "production-order" } });
    assert.equal(defined.status, 200);
    assert.deepEqual([defined.body.model, defined.body.value, defined.body.received_at], ["production-order", null, null]);

    assert.equal((await ask("POST", TOPIC, { body: { ...ORDER, quantity: "many" } })).status, 422);
    assert.equal((await ask("POST", TOPIC, { body: ORDER })).status, 200);
    await listener.next(/acme\/berlin\/test\/orders\/4711 \{"order":"4711",.*"quantity":20/);
    assert.doesNotMatch(listener.log(), /many/);
    const { value } = await until(async () => {
      const { body } = await ask("GET", TOPIC);
      return body.value && body;
    });
    assert.deepEqual(value, ORDER);
    const { items } = (await ask("GET", `/plant/uns/topics?filter=${encodeURIComponent("acme/+/test/#")}`)).body;
    assert.deepEqual(items.map(({ topic }) => topic), ["acme/berlin/test/orders/4711"]);

    assert.equal((await ask("DELETE", TOPIC)).status, 204);
    assert.equal((await ask("GET", TOPIC)).status, 404);
    const late = await subscribe(broker, "acme/berlin/test/#");
    test.after(() => late.end());
    await ask("PUT", "/plant/uns/topics/acme/berlin/test/last", { body: {} });
    await ask("POST", "/plant/uns/topics/acme/berlin/test/last", { body: 1 });
    await late.next(/acme\/berlin\/test\/last 1/);
    assert.doesNotMatch(late.log(), /4711/, "the broker retains it no more");
  });

  it("refuses names that are no topics and models that do not exist", async () => {
    for (const name of ["acme/+/x", "acme/%23", "$SYS/x", "acme//x", "acme/.x", "a".repeat(201), "acme/x%20y"])
      assert.equal((await ask("PUT", `/plant/uns/topics/${name}`, { body: {} })).status, 400, name);
    assert.equal((await ask("PUT", TOPIC, { body: { model: "none" } })).status, 400);
    assert.equal((await ask("PUT", TOPIC, { body: [] })).status, 400);
    assert.equal((await ask("GET", "/plant/uns/topics?filter=a%23")).status, 400);
    assert.equal((await ask("GET", `/plant/uns/topics/${"a/".repeat(300)}`)).status, 414);
    assert.equal((await ask("PUT", TOPIC, { body: { description: "x".repeat(70_000) } })).status, 413);
  });

  it("a value runs the pipelines that read it, and their results are published", async (test) => {
    const listener = await subscribe(broker, "acme/berlin/kpi/#");
    test.after(() => listener.end());
    for (const [number, quantity] of [["1", 20], ["2", 22]]) {
      const where = `/plant/uns/topics/acme/berlin/erp/orders/${number}`;
      assert.equal((await ask("PUT", where, { body: { model: "production-order" } })).status, 200);
      assert.equal((await ask("POST", where, { body: { ...ORDER, order: number, quantity } })).status, 200);
    }
    await listener.next(/acme\/berlin\/kpi\/ordered-quantity \{"value":4\.2E1/);
    const pipeline = await until(async () => {
      const { body } = await ask("GET", "/plant/pipelines/ordered-quantity");
      return body.latest_execution?.result === 42 && body;
    });
    assert.deepEqual([pipeline.status, pipeline.latest_execution.started_by], ["succeeded", "trigger"]);

    const { status, body } = await ask("POST", "/plant/pipelines/open-orders/executions");
    assert.deepEqual([status, body.status, body.result, body.started_by], [201, "succeeded", 2, server.admin.me.id]);
    const { items } = (await ask("GET", "/plant/pipelines/open-orders/executions")).body;
    assert.deepEqual(items[0], body);
    const failed = await ask("POST", "/plant/pipelines/line-temperature/executions");
    assert.deepEqual([failed.status, failed.body.status, failed.body.error], [201, "failed", "no topic has a value"]);
  });

  it("a connector is what its values make it", async () => {
    const connector = async (id) => (await ask("GET", `/plant/connectors/${id}`)).body.status;
    assert.deepEqual([await connector("uns-broker"), await connector("line-1-plc")], ["connected", "disconnected"]);
    const where = "/plant/uns/topics/acme/berlin/packaging/line-1/temperature";
    await ask("POST", where, { body: { value: 140, unit: "°C" } });
    await until(async () => (await connector("line-1-plc")) === "connected");
  });

  it("streams values as they come, to no page of a foreign origin, and ends with the program", async () => {
    const headers = { authorization: `Bearer ${all}`, origin: DASHBOARD };
    const plantAlone = await startPlant({ issuer: server.issuer, broker });
    for (const origin of [platform.front, plantAlone.origin]) {
      const answer = await fetch(`${origin}/plant/uns/stream?filter=acme/berlin/stream/%23`, { headers });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get("content-type"), "text/event-stream");
      assert.equal(answer.headers.get("access-control-allow-origin"), DASHBOARD);
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      const where = "/plant/uns/topics/acme/berlin/stream/x";
      await ask("PUT", where, { body: {} });
      await ask("POST", where, { body: { at: origin } });
      let text = "";
      while (!text.includes(`"at":"${origin}"`)) text += (await reader.read()).value;
      assert.match(text, /^id: \d+\nevent: value\ndata: \{"topic":"acme\/berlin\/stream\/x"/);
      if (origin === platform.front) await reader.cancel();
      else {
        const ended = plantAlone.end();
        while (!(await reader.read()).done);
        assert.deepEqual(await ended, { code: 0, signal: null });
      }
    }
  });

  it("pages of the dashboard's origin may call, and see why they may not; others see nothing", async () => {
    const asked = { "access-control-request-method": "POST", "access-control-request-headers": "authorization" };
    for (const origin of [plant.origin, platform.front]) {
      for (const [page, allowed] of [[DASHBOARD, DASHBOARD], ["http://evil.example", null]]) {
        const preflight = await call(origin, "OPTIONS", TOPIC, { headers: { ...asked, origin: page } });
        assert.equal(preflight.status, 204);
        const refused = await call(origin, "GET", "/plant/models", { headers: { origin: page } });
        assert.equal(refused.status, 401);
        for (const answer of [preflight, refused])
          assert.equal(answer.headers.get("access-control-allow-origin"), allowed, `${origin} for ${page}`);
        if (allowed) assert.match(preflight.headers.get("access-control-allow-headers"), /Authorization/);
      }
    }
  });

  it("the audit log has who called what behind nginx, through which client", async () => {
    const service = await server.admin.createService({ name: "Auditor's example", scopes: ["models:read"] });
    const { access_token: token } = await serviceToken(server, service);
    assert.equal((await call(platform.front, "GET", "/plant/models/production-order", { token })).status, 200);
    const { items } = await server.admin.must("GET", "/audit?action=api.called&page_size=1");
    assert.equal(items[0].target.name, "GET /plant/models/production-order");
    assert.equal(items[0].actor.id, server.admin.me.id);
    assert.equal(items[0].client.client_id, service.client_id);
  });
});

describe("the plant API without what it needs", () => {
  it("pages of the dashboard's origin see what is away: Latchkey, or the API behind nginx", async (test) => {
    const platform = await startPlatform();
    test.after(() => platform.end());
    const { server, plant, front } = platform;
    const service = await server.admin.createService({ scopes: ["models:read"] });
    const { access_token: token } = await serviceToken(server, service);
    const headers = { origin: DASHBOARD };
    const assertAway = async () => {
      const { status, headers: answered } = await call(front, "GET", "/plant/models", { token, headers });
      assert.equal(status, 503);
      assert.equal(answered.get("access-control-allow-origin"), DASHBOARD);
      assert.match(answered.get("access-control-expose-headers"), /Retry-After/);
      assert.equal(answered.get("retry-after"), "1");
    };
    await server.stop();
    const asked = { ...headers, "access-control-request-method": "GET", "access-control-request-headers": "authorization" };
    const preflight = await call(front, "OPTIONS", "/plant/models", { headers: asked });
    assert.deepEqual([preflight.status, preflight.headers.get("access-control-allow-origin")], [204, DASHBOARD]);
    await assertAway();
    await server.start();
    await plant.end();
    await assertAway();
  });

  it("answers 503 while keys cannot be had or the broker is gone, and goes on when they are back", async (test) => {
    const server = await startServer();
    test.after(() => server.stop());
    const service = await server.admin.createService({ scopes: ["uns:write", "uns:publish", "pipelines:execute"] });
    const { access_token: token } = await serviceToken(server, service);
    await server.stop();
    const port = await freePort();
    const plant = await startPlant({ issuer: server.issuer, broker: { port } });
    test.after(() => plant.end());
    const ask = (method, where, body) => call(plant.origin, method, where, { token, body });
    const unknown = await ask("POST", "/plant/pipelines/open-orders/executions");
    assert.equal(unknown.status, 503);
    assert.ok(Number(unknown.headers.get("retry-after")) > 0);
    await server.start();
    await until(async () => (await ask("PUT", TOPIC, {})).status === 200);

    assert.equal((await ask("POST", TOPIC, 1)).status, 503);
    let broker = await startMosquitto(port);
    await until(async () => (await ask("POST", TOPIC, 1)).status === 200);
    await broker.end();
    await until(async () => !(await ask("GET", "/plant/health")).body.broker);
    const vain = await ask("POST", TOPIC, 1);
    assert.deepEqual([vain.status, vain.headers.get("retry-after")], [503, "1"]);
    const execution = await ask("POST", "/plant/pipelines/open-orders/executions");
    assert.deepEqual([execution.status, execution.body.status], [201, "failed"]);
    broker = await startMosquitto(port);
    test.after(() => broker.end());
    await until(async () => (await ask("POST", TOPIC, 1)).status === 200);
    assert.ok(!plant.log().includes(token), "tokens stay out of the log");
  });

  it("says what is wrong with its options", async () => {
    const wrong = startProcess(program("plant-api"), ["--listen", "nowhere"]);
    assert.notEqual((await wrong.ended).code, 0);
    assert.match(wrong.log(), /is not HOST:PORT/);
  });
});
