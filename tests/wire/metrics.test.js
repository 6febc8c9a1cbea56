// GET /metrics over a real server: who may read it, and that the counts are those of what was done.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import path from "node:path";
import { describe, it } from "node:test";
import { histogramsOf, lintExposition, parseExposition, seriesKey, valueOf } from "../harness/exposition.js";
import { ENDPOINT } from "../harness/flow.js";
import { rawRequest } from "../harness/raw.js";
import { BINARY, freePort, startServer } from "../harness/server.js";
import {
  assertError,
  assertProblem,
  authorization,
  inParallel,
  JSON_TYPE,
  query,
  refresh,
  send,
  serviceToken,
  signedIn,
  sleep,
  tokenForm,
  tokensFor,
  useServer,
} from "./support.js";

const REQUESTS = "latchkey_http_requests_total";
const DURATION = "latchkey_http_request_duration_seconds";

/** The metrics, as an administrator in a browser reads them. */
async function scrape({ admin, origin }) {
  await admin.signIn();
  const answer = await admin.session.get(`${origin}/metrics`);
  assert.equal(answer.status, 200);
  return parseExposition(await answer.text());
}

/** By how much each series has grown, where it has: {"name": {"label values": growth}}. */
function growth(before, after) {
  const grown = {};
  for (const [name, { type, samples }] of after) {
    if (type !== "counter") continue;
    for (const { labels, value } of samples) {
      const by = value - (valueOf(before, name, labels) ?? 0);
      if (by !== 0) (grown[name] ??= {})[Object.values(labels).join(" ")] = by;
    }
  }
  return grown;
}

function login(server, email, password) {
  const body = JSON.stringify({ email, password });
  return send(`${server.origin}/api/v1/auth/login`, { method: "POST", headers: JSON_TYPE, body });
}

describe("who may read the metrics", () => {
  const used = useServer({}, async ({ admin }) => ({
    scraper: await admin.createService({ scopes: ["settings:read"] }),
    other: await admin.createService({ scopes: ["audit:read"] }),
    viewer: await admin.createUser(),
  }));
  const ask = (headers, method = "GET") => send(`${used.server.origin}/metrics`, { method, headers });
  const bearer = (token) => ({ authorization: `Bearer ${token}` });

  it("nobody unknown, on loopback either: a proxy makes everyone look local", async () => {
    for (const headers of [{}, { "x-forwarded-for": "127.0.0.1" }, bearer("nonsense")]) {
      const answer = await ask(headers);
      assertProblem(answer, 401);
      assert.equal(answer.text.includes("latchkey_"), false);
    }
  });

  it("a monitoring client with settings:read, as Prometheus' own oauth2 option asks for it", async () => {
    const token = await serviceToken(used.server, used.scraper);
    const answer = await ask(bearer(token.access_token));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    assert.equal(answer.headers.get("cache-control"), "no-store");
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
    assert.ok(parseExposition(answer.text).has("latchkey_build_info"));
  });

  it("not one without it, and no user who does not hold it", async () => {
    const token = await serviceToken(used.server, used.other);
    assertProblem(await ask(bearer(token.access_token)), 403);
    const session = await signedIn(used.server, used.viewer);
    const answer = await session.get(`${used.server.origin}/metrics`);
    assert.equal(answer.status, 403);
    await answer.arrayBuffer();
  });

  it("it is read and not written", async () => {
    assert.equal((await ask({}, "POST")).status, 405);
    assert.equal((await ask({}, "HEAD")).status, 401);
  });
});

describe("where the metrics are", () => {
  it("on the operations listener, for whoever can connect, and then not on the public one", async () => {
    const port = await freePort();
    const server = await startServer({ args: ["--operations-listen", `127.0.0.1:${port}`] });
    const answer = await send(`http://127.0.0.1:${port}/metrics`);
    assert.equal(answer.status, 200);
    const families = parseExposition(answer.text);
    lintExposition(families);
    const open = (listener) => valueOf(families, "latchkey_http_connections_open", { listener });
    assert.deepEqual([open("clients"), open("operations"), open("administration")], [0, 1, 0]);
    await server.admin.signIn();
    assert.equal((await server.admin.session.get(`${server.origin}/metrics`)).status, 404);
    const later = parseExposition((await send(`http://127.0.0.1:${port}/metrics`)).text);
    assert.equal(valueOf(later, REQUESTS, { route: "/metrics", method: "GET", status: "200" }), 1);
    assert.equal(valueOf(later, REQUESTS, { route: "unmatched", method: "GET", status: "404" }), 1);
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
  });

  it("on the socket file, in any case", async () => {
    const server = await startServer();
    const text = execFileSync("curl", ["-sSf", "--unix-socket", path.join(server.dataDir, "admin.sock"), "http://localhost/metrics"], { encoding: "utf8" });
    assert.equal(valueOf(parseExposition(text), "latchkey_http_connections_open", { listener: "administration" }), 1);
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
  });
});

describe("the metrics", () => {
  const used = useServer({}, async ({ admin }) => ({
    service: await admin.createService(),
    client: await admin.createClient({ grant_types: ["authorization_code", "refresh_token"] }),
    ada: await admin.createUser({ email: "ada@example.com" }),
  }));

  it("are as promtool wants them", async () => {
    await serviceToken(used.server, used.service);
    const families = await scrape(used.server);
    lintExposition(families);
    for (const [name, { samples }] of families) assert.ok(samples.length > 0, `${name} has no sample`);
  });

  it("count each request once, by pattern, method and status", async () => {
    const { server } = used;
    const before = await scrape(server);
    for (let i = 0; i < 3; ++i) await send(`${server.origin}/healthz?i=${i}`);
    await send(`${server.origin}/healthz`, { method: "HEAD" });
    await send(`${server.origin}/healthz`, { method: "POST" });
    for (const path of ["/nothing", "/nothing/else", "/api/v1/nothing"]) await send(server.origin + path);
    for (const id of ["usr_1", "usr_2"]) assert.equal((await server.admin.get(`/users/${id}`)).status, 404);
    await send(`${server.origin}/api/v1/users/usr_3`);
    await send(server.origin + ENDPOINT.token, { method: "OPTIONS" });
    await rawRequest(server.port, "GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n");
    await rawRequest(server.port, "NONSENSE\r\n\r\n");
    await rawRequest(server.port, "PROPFIND /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
    const after = await scrape(server);
    assert.deepEqual(growth(before, after)[REQUESTS], {
      "/healthz GET 200": 3,
      "/healthz GET 400": 1,
      "/healthz HEAD 200": 1,
      "/healthz POST 405": 1,
      "/healthz unknown 501": 1,
      "/api/v1/users/{id} GET 401": 1,
      "/api/v1/users/{id} GET 404": 2,
      "/api/v1/oauth2/token OPTIONS 204": 1,
      "/metrics GET 200": 1,
      "unmatched GET 404": 3,
      "unmatched unknown 400": 1,
    });
  });

  it("tell for each route as many durations as requests", async () => {
    const families = await scrape(used.server);
    const requests = {};
    for (const { labels, value } of families.get(REQUESTS).samples) requests[labels.route] = (requests[labels.route] ?? 0) + value;
    const durations = Object.fromEntries(histogramsOf(families, DURATION).map(({ labels, count }) => [labels.route, count]));
    assert.deepEqual(durations, requests);
    for (const { labels, sum, count } of histogramsOf(families, DURATION)) assert.ok(sum > 0 && sum < 60 * count, labels.route);
  });

  it("count tokens issued and refused, by grant and reason, and the audit events of both", async () => {
    const { server, client, service, ada } = used;
    const credentials = { grant_type: "client_credentials" };
    const events = () => query(server, "SELECT count(*) AS n FROM audit_events")[0].n;
    const [before, eventsBefore] = [await scrape(server), events()];
    for (let i = 0; i < 2; ++i) await serviceToken(server, service);
    const tokens = await tokensFor(server, client, { user: ada });
    assert.equal((await refresh(server, client, tokens.refresh_token)).status, 200);
    const refused = async (error, by, fields, status) => assertError(await tokenForm(server, by, fields), error, status);
    await refused("invalid_client", { ...service, client_secret: "lks_wrong" }, credentials, 401);
    await refused("invalid_scope", service, { ...credentials, scope: "canary:scope" });
    await refused("invalid_grant", client, { grant_type: "refresh_token", refresh_token: "canary" });
    await refused("unauthorized_client", service, { grant_type: "refresh_token", refresh_token: "canary" });
    await refused("unsupported_grant_type", service, { grant_type: "password" });
    await refused("invalid_request", service, {});
    await refused("invalid_client", { ...service, client_secret: "lks_wrong" }, { grant_type: "canary" }, 401);
    const [after, eventsAfter] = [await scrape(server), events()];
    const grown = growth(before, after);
    assert.deepEqual(grown.latchkey_tokens_issued_total, { authorization_code: 1, client_credentials: 2, refresh_token: 1 });
    assert.deepEqual(grown.latchkey_tokens_refused_total, {
      "client_credentials invalid_client": 1,
      "client_credentials invalid_scope": 1,
      "refresh_token invalid_grant": 1,
      "refresh_token unauthorized_client": 1,
      "unknown invalid_client": 1,
      "unknown invalid_request": 1,
      "unknown unsupported_grant_type": 1,
    });
    assert.deepEqual(grown.latchkey_sign_ins_total, { succeeded: 1 }, "ada's");
    assert.deepEqual(grown.latchkey_audit_events_total, { "": eventsAfter - eventsBefore });
    assert.ok(eventsAfter - eventsBefore >= 12);
  });

  it("are zero rather than absent before a first token is refused", async () => {
    const families = await scrape(used.server);
    const refused = families.get("latchkey_tokens_refused_total").samples;
    assert.equal(refused.length, 4 * 7);
    assert.equal(valueOf(families, "latchkey_tokens_refused_total", { grant: "authorization_code", reason: "other" }), 0);
  });

  it("count sign-ins by outcome, pages and API alike", async () => {
    const server = await startServer();
    const { email, password } = server.adminUser;
    const before = await scrape(server);
    assert.equal((await login(server, email, password)).status, 200);
    assert.equal((await login(server, email, "canary-password")).status, 401);
    assert.equal((await login(server, "nobody@example.com", "canary-password")).status, 401);
    let throttled = 0;
    let failed = 2;
    while (throttled < 2) {
      const { status } = await login(server, "nobody@example.com", "canary-password");
      assert.ok(status === 401 || status === 429, `${status}`);
      if (status === 429) throttled += 1;
      else failed += 1;
    }
    assert.deepEqual(growth(before, await scrape(server)).latchkey_sign_ins_total, { succeeded: 1, failed, throttled });
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
  });

  it("know the connections that are open", async () => {
    const server = await startServer();
    const open = async () => valueOf(await scrape(server), "latchkey_http_connections_open", { listener: "clients" });
    const becomes = async (expected) => {
      for (let tries = 0; (await open()) !== expected; tries += 1) {
        assert.ok(tries < 500, `${await open()} instead of ${expected}`);
        await sleep(20);
      }
    };
    const base = await open();
    const sockets = Array.from({ length: 7 }, () => connect(server.port, "127.0.0.1").on("error", () => {}));
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    await becomes(base + 7);
    for (const socket of sockets) socket.destroy();
    await becomes(base);
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
  });

  it("measure the database, and count a write when it is answered", async () => {
    const { server, service } = used;
    const of = (families) => Object.fromEntries(histogramsOf(families, "latchkey_store_duration_seconds").map((one) => [one.labels.operation, one]));
    const before = of(await scrape(server));
    for (let i = 0; i < 5; ++i) await serviceToken(server, service);
    await send(`${server.origin}/readyz`);
    const after = of(await scrape(server));
    assert.deepEqual(Object.keys(after), ["read", "write"]);
    assert.ok(after.write.count >= before.write.count + 5);
    assert.ok(after.write.sum > before.write.sum);
    assert.ok(after.read.count > before.read.count);
  });

  it("tell queues, ages, process and version", async () => {
    const { server } = used;
    const started = Date.now();
    await server.admin.createService();
    const families = await scrape(server);
    const seconds = (Date.now() - started) / 1000;
    const value = (name, labels) => valueOf(families, name, labels);
    for (const queue of ["read", "write"]) assert.equal(value("latchkey_store_queue_depth", { queue }), 0);
    assert.equal(value("latchkey_hashing_queue_depth"), 0);
    const age = value("latchkey_snapshot_age_seconds");
    assert.ok(age >= 0 && age <= seconds, `${age} of ${seconds}: the new client has been loaded`);
    for (const algorithm of ["ES256", "RS256"]) {
      const old = value("latchkey_signing_key_age_seconds", { algorithm });
      assert.ok(old > 0 && old < 3600, `${algorithm}: ${old}`);
    }
    const up = Date.now() / 1000 - value("process_start_time_seconds");
    assert.ok(up > 0 && up < 3600, `up for ${up}`);
    assert.ok(value("process_cpu_seconds_total") > 0);
    assert.ok(value("process_resident_memory_bytes") > 1e6);
    assert.ok(value("process_virtual_memory_bytes") >= value("process_resident_memory_bytes"));
    assert.ok(value("process_open_fds") > 5 && value("process_open_fds") < value("process_max_fds"));
    const [, version] = execFileSync(BINARY, ["--version"], { encoding: "utf8" }).match(/^latchkey (\S+)\n$/);
    assert.equal(value("latchkey_build_info", { version }), 1);
  });

  it("hold a sign-in storm in a queue that can be seen", async () => {
    const server = await startServer({ args: ["--hashing-threads", "1"] });
    await server.admin.signIn();
    const body = JSON.stringify({ email: "nobody@example.com", password: "canary-password" });
    const storm = inParallel(40, `${server.origin}/api/v1/auth/login`, {
      method: "POST",
      headers: JSON_TYPE,
      body: (i) => body.replace("nobody", `nobody${i}`),
    });
    let deepest = 0;
    let done = false;
    storm.finally(() => (done = true));
    while (!done) deepest = Math.max(deepest, valueOf(await scrape(server), "latchkey_hashing_queue_depth"));
    await storm;
    assert.ok(deepest > 0, "nothing was ever seen in the queue");
    assert.equal(valueOf(await scrape(server), "latchkey_hashing_queue_depth"), 0);
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
  });
});

describe("the labels of the metrics", () => {
  const used = useServer({}, async ({ admin }) => ({
    service: await admin.createService({ name: "canary-name" }),
    client: await admin.createClient({ redirect_uris: ["https://canary-host.example/callback"] }),
  }));

  /** Text of a client's choosing in every place that takes some. */
  async function sendCanaries(id) {
    const { server, service, client } = used;
    const text = `canary-${id}`;
    const headers = { "user-agent": text, "x-request-id": text, "x-forwarded-for": "203.0.113.77", traceparent: text, host: text };
    for (const path of [`/${text}`, `/api/v1/users/${text}`, `/console/${text}`, `/swagger/${text}`, `/healthz?${text}=${text}`])
      await send(server.origin + path, { headers });
    await rawRequest(server.port, `${text.toUpperCase()} /${text} HTTP/1.1\r\nHost: ${text}\r\nConnection: close\r\n\r\n`);
    await rawRequest(server.port, `GET /%2e%2e/${text} HTTP/1.1\r\nHost: ${text}\r\nConnection: close\r\n\r\n`);
    await tokenForm(server, { client_id: text, client_secret: text }, { grant_type: text, scope: text });
    await tokenForm(server, service, { grant_type: text, scope: text });
    await tokenForm(server, service, { grant_type: "client_credentials", scope: text });
    await login(server, `${text}@example.com`, text);
    const { parameters } = authorization(client, { state: text, scope: text, redirect_uri: `https://${text}.example/` });
    await send(`${server.origin}${ENDPOINT.authorize}?${new URLSearchParams(parameters)}`);
    await serviceToken(server, service);
  }

  it("hold nothing that a client sent, and are bounded whatever is sent", async () => {
    await sendCanaries("0");
    const before = await scrape(used.server);
    for (let round = 1; round < 6; ++round) await sendCanaries(`${round}-${Math.random().toString(36).slice(2)}`);
    const after = await scrape(used.server);
    const series = (families) => [...families.values()].flatMap(({ samples }) => samples.map(({ name, labels }) => seriesKey(name, labels)));
    const known = series(before);
    const added = series(after).filter((key) => !known.includes(key));
    assert.deepEqual(
      added.filter((key) => !key.includes('"/metrics"')),
      [],
    );
    const { service, client, server } = used;
    const text = series(after).join("\n").toLowerCase();
    for (const sent of ["canary", "203.0.113", "example", "127.0.0.1", service.client_id, service.client_secret, client.client_id, server.adminUser.email])
      assert.equal(text.includes(sent.toLowerCase()), false, sent);
  });

  it("are few: routes, methods, statuses, grants, reasons", async () => {
    const { server } = used;
    const families = await scrape(server);
    const labels = new Set([...families.values()].flatMap(({ samples }) => samples.flatMap((sample) => Object.keys(sample.labels))));
    assert.deepEqual([...labels].sort(), ["algorithm", "grant", "le", "listener", "method", "operation", "outcome", "queue", "reason", "route", "status", "version"]);
    for (const { labels: of } of families.get(REQUESTS).samples) {
      assert.match(of.route, /^(unmatched|\/[a-z0-9_./{}-]*)$/);
      assert.match(of.method, /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|unknown)$/);
      assert.match(of.status, /^[2-5]\d\d$/);
    }
  });
});

describe("the metrics under load", () => {
  const used = useServer({ args: ["--threads", "3"] }, async ({ admin }) => ({ service: await admin.createService() }));

  it("lose nothing and never go back while they are read", async () => {
    const { server, service } = used;
    const requests = 600;
    const before = await scrape(server);
    const body = new URLSearchParams({ grant_type: "client_credentials", client_id: service.client_id, client_secret: service.client_secret });
    const options = { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: body.toString() };
    let done = false;
    const load = inParallel(requests, server.origin + ENDPOINT.token, options).finally(() => (done = true));
    let last = before;
    while (!done) {
      const now = await scrape(server);
      lintExposition(now);
      for (const [name, { type, samples }] of last)
        if (type === "counter")
          for (const { labels, value } of samples) assert.ok(valueOf(now, name, labels) >= value, `${name} ${JSON.stringify(labels)}`);
      last = now;
    }
    const answers = await load;
    assert.ok(answers.every(({ status }) => status === 200));
    const grown = growth(before, await scrape(server));
    assert.equal(grown[REQUESTS]["/api/v1/oauth2/token POST 200"], requests);
    assert.deepEqual(grown.latchkey_tokens_issued_total, { client_credentials: requests });
    assert.deepEqual(grown.latchkey_audit_events_total, { "": requests });
  });
});
