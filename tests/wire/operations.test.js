// A base to operate: health, request ids, the log and a graceful end.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import path from "node:path";
import { describe, it } from "node:test";
import { rawRequest } from "../harness/raw.js";
import { startServer } from "../harness/server.js";
import { logLines, send, serviceToken, signedIn, sleep, useServer } from "./support.js";

describe("the running server", () => {
  const used = useServer();

  it("/healthz and /readyz", async () => {
    for (const path of ["/healthz", "/readyz"]) {
      const answer = await send(used.server.origin + path);
      assert.deepEqual([answer.status, answer.body], [200, { status: "ok" }]);
      assert.equal(answer.headers.get("cache-control"), "no-store");
      assert.equal((await send(used.server.origin + path, { method: "HEAD" })).status, 200);
      assert.equal((await send(used.server.origin + path, { method: "POST" })).status, 405);
    }
  });

  it("every answer has an X-Request-Id of its own, and the log has the line with it", async () => {
    const ids = new Set();
    for (const path of ["/healthz", "/nothing", "/login", "/api/v1/me", "/api/v1/oauth2/userinfo", "/.well-known/jwks.json"]) {
      const answer = await send(`${used.server.origin}${path}?secret=x`);
      const id = answer.headers.get("x-request-id");
      ids.add(id);
      const [line] = await logLines(used.server, `request_id=${id}`, "event=request ");
      assert.match(line, /^time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z level=info event=request /);
      for (const field of [`path=${path}`, "method=GET", `status=${answer.status}`, "address=127.0.0.1"])
        assert.ok(line.split(" ").includes(field), `${field} in ${line}`);
      assert.match(line, / duration_us=\d+/);
      assert.equal(line.includes("secret"), false);
    }
    assert.equal(ids.size, 6);
  });

  it("also an answer to what is no request, and an X-Request-Id from a stranger is not taken over", async () => {
    const answer = await rawRequest(used.server.port, "NONSENSE\r\n\r\n");
    const id = answer.text.match(/X-Request-Id: (\S+)/i)[1];
    assert.match((await logLines(used.server, `request_id=${id}`))[0], / status=400 /);
    const given = await send(`${used.server.origin}/healthz`, { headers: { "x-request-id": "mine-0123456789" } });
    assert.notEqual(given.headers.get("x-request-id"), "mine-0123456789");
  });

  it("an error page and a problem name the id, and the log the exact reason", async () => {
    const page = await send(
      `${used.server.origin}/api/v1/oauth2/authorize?client_id=lkcnobody&redirect_uri=https%3A%2F%2Fx.example%2F`,
    );
    const id = page.headers.get("x-request-id");
    assert.ok(page.text.includes(id));
    const [line] = await logLines(used.server, id, "authorization.refused");
    assert.match(line, /reason="no client lkcnobody"/);
  });

  it("every line of the log has its form, as logfmt and as JSON", async () => {
    for (const line of used.server
      .log()
      .trim()
      .split("\n")
      .filter((one) => !one.startsWith("listening on"))) {
      assert.match(line, /^time=\S+ level=(debug|info|warn|error) event=\S+( [\w.-]+=("(?:[^"\\]|\\.)*"|[^\s"=]*))*$/);
    }
    const server = await startServer({ args: ["--log-format", "json", "--log-level", "debug"] });
    await send(`${server.origin}/nothing?x="`);
    await server.admin.get("/me");
    await server.stop();
    const lines = server
      .log()
      .trim()
      .split("\n")
      .filter((one) => !one.startsWith("listening on"));
    assert.ok(lines.length >= 3);
    for (const line of lines) {
      const { time, level, event } = JSON.parse(line);
      assert.ok(!Number.isNaN(Date.parse(time)) && ["debug", "info", "warn", "error"].includes(level) && event);
    }
  });
});

describe("SIGTERM", () => {
  it("'stops accepting, finishes what is in flight, exits 0'", async () => {
    const server = await startServer();
    const service = await server.admin.createService();
    const body = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: service.client_id,
      client_secret: service.client_secret,
    }).toString();
    const slow = connect(server.port, "127.0.0.1");
    await once(slow, "connect");
    let answer = "";
    slow.setEncoding("latin1").on("data", (part) => (answer += part));
    slow.write(
      `POST /api/v1/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
    );
    const idle = connect(server.port, "127.0.0.1");
    await once(idle, "connect");
    idle.resume().on("error", () => {});
    await sleep(100);
    const ended = server.stop();
    await once(idle, "close");
    await assert.rejects(fetch(`${server.origin}/healthz`), "no new connection");
    slow.write(body.slice(10));
    await once(slow, "close");
    assert.match(answer, /^HTTP\/1\.1 200 /);
    assert.match(answer, /\r\nConnection: close\r\n/i);
    assert.match(answer, /"access_token"/);
    assert.deepEqual(await ended, { code: 0, signal: null });
  });

  it("a password that is being tried is answered", async () => {
    const server = await startServer({ args: ["--hashing-threads", "1"] });
    const attempts = Array.from({ length: 8 }, (_, index) =>
      send(`${server.origin}/api/v1/auth/login`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: `n${index}@example.com`, password: "x" }),
      }),
    );
    await sleep(50);
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
    for (const { status } of await Promise.all(attempts)) assert.equal(status, 401);
  });

  it("a client that never ends its request is waited for ten seconds at most", async () => {
    const server = await startServer();
    const socket = connect(server.port, "127.0.0.1");
    await once(socket, "connect");
    socket.on("error", () => {});
    socket.write("POST /api/v1/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
    const trickle = setInterval(() => socket.writable && socket.write("x"), 300);
    await sleep(100);
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
    clearInterval(trickle);
    socket.destroy();
  });

  it("under load nothing that was answered is lost, and the next start works", async () => {
    const server = await startServer();
    const service = await server.admin.createService();
    const issued = [];
    let isEnding = false;
    const workers = Array.from({ length: 16 }, async () => {
      while (!isEnding) {
        const answer = await serviceToken(server, service).catch(() => null);
        if (answer) issued.push(answer.access_token);
      }
    });
    await sleep(500);
    const ended = server.stop();
    await ended;
    isEnding = true;
    await Promise.all(workers);
    assert.deepEqual(await ended, { code: 0, signal: null });
    await server.start();
    const { total } = await server.admin.must("GET", `/audit?action=token.issued&client_id=${service.client_id}`);
    assert.ok(issued.length > 0 && total >= issued.length, `${total} events of ${issued.length} tokens`);
    await server.stop();
  });

  it("a restart keeps sessions, tokens and keys", async () => {
    const server = await startServer();
    const service = await server.admin.createService();
    const { access_token } = await serviceToken(server, service);
    const session = await signedIn(server, server.adminUser);
    const { keys } = (await send(`${server.origin}/.well-known/jwks.json`)).body;
    await server.restart();
    assert.deepEqual((await send(`${server.origin}/.well-known/jwks.json`)).body.keys, keys);
    assert.equal((await session.get(`${server.origin}/api/v1/me`)).status, 200);
    const form = new URLSearchParams({ token: access_token, client_id: service.client_id, client_secret: service.client_secret });
    assert.equal((await send(`${server.origin}/api/v1/oauth2/introspect`, { method: "POST", body: form })).body.active, true);
    await server.stop();
  });
});
