// The level of the log, changed while the server runs: by whoever runs it, over its socket file.

import assert from "node:assert/strict";
import { request } from "node:http";
import path from "node:path";
import { describe, it } from "node:test";
import { rawRequest } from "../harness/raw.js";
import { startServer } from "../harness/server.js";
import { asAdmin, assertProblem, JSON_TYPE, logLines, send, useServer } from "./support.js";

const LOG_LEVEL = "/api/v1/log-level";

/** A request over the socket file of the server. */
function locally(server, method, body) {
  return new Promise((resolve, reject) => {
    const socketPath = path.join(server.dataDir, "admin.sock");
    const sent = request({ socketPath, path: LOG_LEVEL, method, headers: body === undefined ? {} : JSON_TYPE }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part));
      answer.on("end", () => resolve({ status: answer.statusCode, headers: new Headers(answer.headers), text, body: JSON.parse(text) }));
    });
    sent.on("error", reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

async function setLevel(server, level) {
  const answer = await locally(server, "PATCH", { level });
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.body.level, level);
  return answer.body;
}

/**
 * How many of 30 requests made now have a record. Each has a connection of its own, so that every thread serves
 * some, and is waited for until the server closes that, which comes after the record.
 */
async function recordsOf(server) {
  const ids = [];
  for (let i = 0; i < 30; ++i) {
    const { text } = await rawRequest(server.port, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    ids.push(text.match(/X-Request-Id: (\S+)/i)[1]);
  }
  return () => ids.filter((id) => server.log().includes(id)).length;
}

describe("the log level", () => {
  const used = useServer({ args: ["--threads", "3", "--log-level", "warn"] });

  it("is the configured one until it is changed, and the change is in force for every thread at once", async () => {
    const { server } = used;
    assert.deepEqual((await locally(server, "GET")).body, { level: "warn", configured_level: "warn" });
    const before = await recordsOf(server);
    assert.deepEqual(await setLevel(server, "info"), { level: "info", configured_level: "warn" });
    const during = await recordsOf(server);
    await setLevel(server, "error");
    const after = await recordsOf(server);
    await setLevel(server, "info");
    const last = await send(`${server.origin}/healthz`);
    await logLines(server, last.headers.get("x-request-id"));
    assert.deepEqual([before(), during(), after()], [0, 30, 0]);
    await setLevel(server, "warn");
  });

  it("is in the audit log when it changes, under the local administrator, and only then", async () => {
    const { server } = used;
    const events = async () => (await server.admin.must("GET", "/audit?action=log_level.changed&page_size=200")).items;
    const before = (await events()).length;
    await setLevel(server, "warn");
    await setLevel(server, "debug");
    await setLevel(server, "debug");
    await setLevel(server, "warn");
    const [last, first, ...older] = await events();
    assert.equal(older.length, before);
    assert.deepEqual(first.details, { level: { from: "warn", to: "debug" } });
    assert.deepEqual(last.details, { level: { from: "debug", to: "warn" } });
    assert.deepEqual([last.actor.id, last.outcome, last.address], ["local-administrator", "success", "local"]);
  });

  it("is not for anyone over the network, System Administrators included", async () => {
    const { server } = used;
    for (const [method, body] of [["GET"], ["PATCH", JSON.stringify({ level: "debug" })]]) {
      assertProblem(await asAdmin(server, method, "/log-level", body), 404);
      assertProblem(await send(server.origin + LOG_LEVEL, { method, body, headers: JSON_TYPE }), 404);
    }
    assert.equal((await locally(server, "GET")).body.level, "warn");
  });

  it("is one of five, and nothing else is taken", async () => {
    const { server } = used;
    for (const body of [{}, { level: "trace" }, { level: "Info" }, { level: 1 }, { level: null }, { level: "info", until: "noon" }])
      assertProblem(await locally(server, "PATCH", body), 400);
    assertProblem(await locally(server, "PATCH", { level: "loud" }), 400, ["level"]);
    assertProblem(await locally(server, "POST", { level: "info" }), 405);
    assert.equal((await locally(server, "GET")).body.level, "warn");
  });

  it("can be off, and on again", async () => {
    const { server } = used;
    await setLevel(server, "off");
    const silent = server.log();
    for (let i = 0; i < 20; ++i) await send(`${server.origin}/nothing`);
    await setLevel(server, "info");
    const id = (await send(`${server.origin}/healthz`)).headers.get("x-request-id");
    await logLines(server, id);
    assert.equal(server.log().slice(silent.length).includes("path=/nothing"), false);
    await setLevel(server, "warn");
  });

  it("is the configured one again after a restart", async () => {
    const server = await startServer();
    assert.deepEqual(await setLevel(server, "debug"), { level: "debug", configured_level: "info" });
    await server.restart();
    assert.deepEqual((await locally(server, "GET")).body, { level: "info", configured_level: "info" });
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
  });
});
