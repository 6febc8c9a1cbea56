// The listeners beside the public one: an address for metrics and health, and the administrators' socket file.

import assert from "node:assert/strict";
import { existsSync, statSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import path from "node:path";
import { describe, it } from "node:test";
import { BINARY, startProcess, startServer, temporaryFolder } from "../harness/server.js";
import { logLines, send, useServer } from "./support.js";

const OPERATIONS = ["--operations-listen", "127.0.0.1:0"];

/** The status and body that a request over the socket file is answered with. */
function overSocket(server, requestPath, options = {}) {
  return new Promise((resolve, reject) => {
    const socketPath = path.join(server.dataDir, "admin.sock");
    request({ socketPath, path: requestPath, ...options }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (part) => (body += part));
      answer.on("end", () => resolve({ status: answer.statusCode, type: answer.headers["content-type"], body }));
    })
      .on("error", reject)
      .end();
  });
}

async function operationsOrigin(server) {
  const [line] = await logLines(server, "event=listening", "listener=operations");
  return line.match(/url=(\S+)/)[1];
}

describe("the listeners", () => {
  const used = useServer({ args: OPERATIONS });

  it("health is on both addresses, the rest on the public one", async () => {
    const operations = await operationsOrigin(used.server);
    assert.notEqual(operations, used.server.origin);
    for (const health of ["/healthz", "/readyz"]) {
      assert.equal((await send(operations + health)).status, 200);
      assert.equal((await send(used.server.origin + health)).status, 200);
    }
    for (const other of ["/login", "/console/", "/api/v1/me", "/.well-known/jwks.json", "/openapi.json"]) {
      assert.equal((await send(operations + other)).status, 404, other);
    }
  });

  it("the socket file is private and serves the REST API alone", async () => {
    const file = statSync(path.join(used.server.dataDir, "admin.sock"));
    assert.ok(file.isSocket());
    assert.equal(file.mode & 0o7777, 0o600);
    const roles = await overSocket(used.server, "/api/v1/roles");
    assert.notEqual(roles.status, 404, roles.body);
    for (const other of ["/login", "/healthz", "/console/", "/.well-known/jwks.json", "/api/v1/oauth2/userinfo"]) {
      assert.equal((await overSocket(used.server, other)).status, 404, other);
    }
    const token = await overSocket(used.server, "/api/v1/oauth2/token", { method: "POST" });
    assert.equal(token.status, 404);
  });
});

describe("the socket file", () => {
  it("goes with the server, also when the one before was killed", async () => {
    const server = await startServer();
    const file = path.join(server.dataDir, "admin.sock");
    await server.kill();
    assert.ok(existsSync(file));
    await server.start();
    assert.notEqual((await overSocket(server, "/api/v1/roles")).status, 404);
    await server.stop();
    assert.equal(existsSync(file), false);
  });

  it("a file of another kind in its place stops the start, and stays", async () => {
    const data = temporaryFolder();
    writeFileSync(path.join(data, "admin.sock"), "notes");
    const server = startProcess(BINARY, ["serve", "--data", data, "--listen", "127.0.0.1:0"]);
    assert.equal((await server.ended).code, 1);
    assert.match(server.log(), /admin\.sock/);
    assert.equal(statSync(path.join(data, "admin.sock")).size, 5);
  });
});

it("an address for operations that cannot be read stops the start", async () => {
  const data = temporaryFolder();
  const server = startProcess(BINARY, ["serve", "--data", data, "--operations-listen", "9090"]);
  assert.equal((await server.ended).code, 1);
  assert.match(server.log(), /operations-listen must be ADDR:PORT/);
});
