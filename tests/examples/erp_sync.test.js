// examples/erp-sync: the document's confidential client, from registration to the audit log, and what it withstands.

import assert from "node:assert/strict";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { subscribe } from "../harness/mosquitto.js";
import { temporaryFolder } from "../harness/server.js";
import { erp, ORDERS } from "./erp.js";
import { startPlatform, until } from "./support.js";

const SCOPES = ["pipelines:read", "models:read", "connectors:read", "uns:read", "uns:write", "uns:publish"];

describe("the ERP synchronization", () => {
  let platform, server, client, acting, sync;

  before(async () => {
    platform = await startPlatform();
    ({ server } = platform);
    acting = await server.admin.createUser({ roles: ["Engineer"] });
    client = await server.admin.createService({ name: "ERP sync", scopes: SCOPES, acting_user_id: acting.id });
    sync = erp({ client, issuer: server.issuer, plant: platform.front });
  });
  after(async () => assert.deepEqual(await platform?.end(), { code: 0, signal: null }));

  const calls = async () => (await server.admin.must("GET", "/audit?action=api.called&page_size=200")).items;
  const rounds = (process) => [...process.log().matchAll(/^round: /gm)].length;
  const goesOn = async (process) => {
    const before = rounds(process);
    await until(() => rounds(process) > before);
  };

  it("pushes orders to the broker, reads results, and the audit log has the acting user", async (test) => {
    const listener = await subscribe(platform.broker, "acme/berlin/erp/#");
    test.after(() => listener.end());
    const first = sync.run("--once");
    assert.deepEqual(await first.ended, { code: 0, signal: null }, first.log());
    assert.match(first.log(), /round: 3 pushed, 0 unchanged/);
    for (const order of JSON.parse(readFileSync(ORDERS, "utf8")))
      await listener.next(new RegExp(`orders/${order.order} .*"product":"${order.product}"`));

    await until(async () => {
      const again = sync.run("--once");
      assert.equal((await again.ended).code, 0, again.log());
      assert.match(again.log(), /round: 0 pushed, 3 unchanged/);
      return sync.results().some(({ pipeline, result }) => pipeline === "ordered-quantity" && result === 1580);
    });

    const events = await calls();
    for (const [method, where] of [["PUT", "erp/orders/4711"], ["POST", "erp/orders/4713"]])
      assert.ok(events.some(({ target }) => target.name === `${method} /plant/uns/topics/acme/berlin/${where}`), where);
    for (const event of events) {
      assert.deepEqual(event.actor, { id: acting.id, name: acting.email });
      assert.equal(event.client.client_id, client.client_id);
    }
  });

  it("an order that the plant refuses holds up no other", async () => {
    const [good] = JSON.parse(readFileSync(ORDERS, "utf8"));
    const orders = path.join(temporaryFolder(), "orders.json");
    writeFileSync(orders, JSON.stringify([{ ...good, order: "1", quantity: "many" }, { ...good, order: "2" }]));
    const own = erp({ client, issuer: server.issuer, plant: platform.front, orders });
    const once = own.run("--once", "--topics", "acme/berlin/other/orders");
    assert.equal((await once.ended).code, 1);
    assert.match(once.log(), /order refused: POST \S+\/1: 422/);
    assert.match(once.log(), /round: 1 pushed, 0 unchanged, 1 refused/);
  });

  it("takes a rotated secret and a new token, while it runs", async (test) => {
    const running = sync.run("--interval", "1");
    test.after(() => running.end());
    await goesOn(running);
    const secrets = `/oauth2/clients/${client.client_id}/secrets`;
    const [{ id }] = (await server.admin.must("GET", `/oauth2/clients/${client.client_id}`)).secrets;
    const { client_secret } = await server.admin.must("POST", secrets, {});
    sync.writeSecret(client_secret);
    await server.admin.must("DELETE", `${secrets}/${id}`);
    await server.admin.must("POST", "/keys/rotate", { emergency: true });
    await until(() => running.log().match(/got an access token[\s\S]*got an access token/));
    await goesOn(running);
    // The API asks for keys that it does not know every five seconds at most.
    assert.doesNotMatch(running.log(), /failed: (?!.*: 401$)/m);
    for (const secret of [client.client_secret, client_secret]) assert.ok(!running.log().includes(secret));
    assert.deepEqual(await running.end(), { code: 0, signal: null });
  });

  it("goes on after the server has been away, also when it starts before it", async (test) => {
    await server.stop();
    const running = sync.run("--interval", "1");
    test.after(() => running.end());
    await running.waitFor(/again in \d+ ms/);
    await server.start();
    await goesOn(running);
    await server.restart();
    await goesOn(running);
    await platform.broker.end();
    await until(async () => !(await (await fetch(`${platform.plant.origin}/plant/health`)).json()).broker);
    await running.waitFor(/connector "uns-broker" is "disconnected"/);
    assert.deepEqual(await running.end("SIGINT"), { code: 0, signal: null });
  });
});

/** An issuer and an API of one origin that answer as a test says: `answers` by "METHOD PATH". */
async function startStub(answers) {
  const calls = [];
  const stub = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://stub");
    const name = `${request.method} ${pathname}`;
    calls.push({ name, at: Date.now(), authorization: request.headers.authorization });
    const [status, body = {}, headers = {}] = answers[name](calls.filter((one) => one.name === name).length);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  });
  await new Promise((listening) => stub.listen(0, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${stub.address().port}`;
  answers["GET /.well-known/openid-configuration"] ??= () => [200, { issuer: origin, token_endpoint: `${origin}/token` }];
  answers["POST /token"] ??= (number) => [200, { access_token: `token-${number}`, token_type: "Bearer", expires_in: 900 }];
  for (const name of ["uns/topics", "pipelines", "connectors"]) answers[`GET /plant/${name}`] ??= () => [200, { items: [] }];
  return {
    origin,
    to: (name) => calls.filter((call) => call.name === name),
    close: () => new Promise((done) => stub.close(done).closeAllConnections()),
  };
}

describe("the ERP synchronization before a server with moods", () => {
  const orders = path.join(temporaryFolder(), "orders.json");
  writeFileSync(orders, "[]");
  const client = { client_id: "erp:1", client_secret: "a secret/+ of it" };

  async function started(test, answers) {
    const stub = await startStub(answers);
    test.after(() => stub.close());
    return { stub, sync: erp({ client, issuer: stub.origin, plant: stub.origin, orders }) };
  }

  it("waits as long as Retry-After says, in seconds or as a date, and authenticates as RFC 6749 2.3.1 says", async (test) => {
    const { stub, sync } = await started(test, {
      "POST /token": (number) =>
        number === 1 ? [503, {}, { "retry-after": "2" }] : [200, { access_token: "t", token_type: "Bearer", expires_in: 900 }],
      "GET /plant/pipelines": (number) =>
        number === 1
          ? [429, {}, { "retry-after": new Date(Date.now() + 3000).toUTCString() }]
          : [200, { items: [] }],
    });
    const once = sync.run("--once");
    assert.equal((await once.ended).code, 0, once.log());
    const tokens = stub.to("POST /token");
    assert.equal(tokens.length, 2);
    assert.ok(tokens[1].at - tokens[0].at >= 2000);
    const pipelines = stub.to("GET /plant/pipelines");
    assert.ok(pipelines[1].at - pipelines[0].at >= 1000);
    const basic = Buffer.from(tokens[0].authorization.replace("Basic ", ""), "base64").toString();
    assert.equal(basic, "erp%3A1:a%20secret%2F%2B%20of%20it");
  });

  it("gives up after six attempts, and at once where the wait would be too long", async (test) => {
    const { stub, sync } = await started(test, { "GET /plant/pipelines": () => [502] });
    const once = sync.run("--once");
    assert.equal((await once.ended).code, 1);
    assert.equal(stub.to("GET /plant/pipelines").length, 6);
    assert.match(once.log(), /round failed: GET \S+\/plant\/pipelines: 502/);
    const late = await started(test, { "GET /plant/pipelines": () => [503, {}, { "retry-after": "86400" }] });
    const other = late.sync.run("--once");
    assert.equal((await other.ended).code, 1);
    assert.equal(late.stub.to("GET /plant/pipelines").length, 1);
  });

  it("renews a token that expires, before it does", async (test) => {
    const { stub, sync } = await started(test, {
      "POST /token": (number) => [200, { access_token: `token-${number}`, token_type: "Bearer", expires_in: 2 }],
    });
    const running = sync.run("--interval", "1");
    test.after(() => running.end());
    await until(() => stub.to("POST /token").length >= 3);
    await until(() => stub.to("GET /plant/pipelines").some(({ authorization }) => authorization === "Bearer token-3"));
    assert.deepEqual(await running.end(), { code: 0, signal: null });
  });

  it("answers a 401 with one new token and no more, and a 403 with none", async (test) => {
    const { stub, sync } = await started(test, { "GET /plant/uns/topics": () => [401] });
    const once = sync.run("--once");
    assert.equal((await once.ended).code, 1);
    const sent = stub.to("GET /plant/uns/topics").map(({ authorization }) => authorization);
    assert.deepEqual(sent, ["Bearer token-1", "Bearer token-2"]);
    const forbidden = await started(test, { "GET /plant/uns/topics": () => [403] });
    assert.equal((await forbidden.sync.run("--once").ended).code, 1);
    assert.equal(forbidden.stub.to("POST /token").length, 1);
  });

  it("does not hammer the server with a wrong secret, and reads a secret that is replaced meanwhile", async (test) => {
    const wrong = await started(test, { "POST /token": () => [401, { error: "invalid_client" }] });
    const once = wrong.sync.run("--once");
    assert.equal((await once.ended).code, 1);
    assert.match(once.log(), /no access token: 401 invalid_client/);
    assert.equal(wrong.stub.to("POST /token").length, 2);

    const answers = {};
    const { stub, sync } = await started(test, answers);
    answers["POST /token"] = (number) => {
      if (number > 1) return [200, { access_token: "t", token_type: "Bearer", expires_in: 900 }];
      sync.writeSecret("the next one");
      return [401, { error: "invalid_client" }];
    };
    const replaced = sync.run("--once");
    assert.equal((await replaced.ended).code, 0, replaced.log());
    assert.match(Buffer.from(stub.to("POST /token")[1].authorization.slice(6), "base64").toString(), /:the%20next%20one$/);
  });

  it("takes no secret that others may read, no document of another issuer, and ends during a wait", async (test) => {
    const { stub, sync } = await started(test, { "GET /plant/pipelines": () => [503, {}, { "retry-after": "120" }] });
    chmodSync(sync.secretFile, 0o640);
    const open = sync.run("--once");
    assert.equal((await open.ended).code, 1);
    assert.match(open.log(), /may be read by others/);
    assert.equal(stub.to("POST /token").length, 0);
    chmodSync(sync.secretFile, 0o600);
    const waiting = sync.run();
    await waiting.waitFor(/again in 120\d\d\d ms/);
    assert.deepEqual(await waiting.end(), { code: 0, signal: null });

    const other = await started(test, {
      "GET /.well-known/openid-configuration": () => [200, { issuer: "https://other.example", token_endpoint: "https://other.example" }],
    });
    const foreign = other.sync.run("--once");
    assert.equal((await foreign.ended).code, 1);
    assert.match(foreign.log(), /of another issuer/);
  });
});
