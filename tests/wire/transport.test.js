// security.md, "Transport", over raw sockets to the whole server.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { describe, it } from "node:test";
import { rawRequest } from "../harness/raw.js";
import { send, serviceToken, sleep, useServer } from "./support.js";

const FORM = "application/x-www-form-urlencoded";
const post = (headers, body = "") =>
  `POST /api/v1/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM}\r\n${headers}\r\n${body}`;

describe("transport", () => {
  let service;
  const used = useServer({}, async ({ admin }) => {
    service = await admin.createService();
  });

  const grant = () =>
    new URLSearchParams({
      grant_type: "client_credentials",
      client_id: service.client_id,
      client_secret: service.client_secret,
    }).toString();
  const smuggled = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

  async function assertRefused(bytes, status, what) {
    const answer = await rawRequest(used.server.port, bytes);
    assert.equal(answer.status, status, `${what}: ${answer.text.slice(0, 300)}`);
    assert.equal(answer.closed, true, `${what}: closed`);
    assert.match(answer.text, /\r\nConnection: close\r\n/i, what);
    assert.equal(answer.text.match(/HTTP\/1\.1 /g).length, 1, `${what}: one answer only`);
    assert.match(answer.text, /\r\nX-Request-Id: [0-9a-f]+\r\n/i, what);
  }

  it("the same bytes in good form are answered, and the connection is kept", async () => {
    const body = grant();
    const answer = await rawRequest(
      used.server.port,
      post(`Content-Length: ${body.length}\r\n`, body) +
        post("Transfer-Encoding: chunked\r\nConnection: close\r\n", `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`),
    );
    assert.equal(answer.text.match(/HTTP\/1\.1 200 /g).length, 2, answer.text);
  });

  it("'Conflicting or repeated Content-Length': 400 and close", async () => {
    const body = grant();
    for (const lengths of [
      [body.length, body.length + 1],
      [body.length, body.length],
      [0, body.length],
      [body.length, 0],
    ]) {
      await assertRefused(
        post(lengths.map((length) => `Content-Length: ${length}\r\n`).join(""), body + smuggled),
        400,
        lengths.join(),
      );
    }
    for (const length of [
      `${body.length}, ${body.length}`,
      `+${body.length}`,
      `-1`,
      "0x10",
      "1e3",
      "",
      " ",
      "9".repeat(30),
      `${body.length} x`,
      `${body.length};`,
      "٣",
    ]) {
      await assertRefused(post(`Content-Length: ${length}\r\n`, body + smuggled), length === "9".repeat(30) ? 400 : 400, length);
    }
  });

  it("'CL with TE'", async () => {
    const body = grant();
    const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
    for (const headers of [
      `Content-Length: ${chunked.length}\r\nTransfer-Encoding: chunked\r\n`,
      `Transfer-Encoding: chunked\r\nContent-Length: ${body.length}\r\n`,
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
      "Transfer-Encoding: chunked, chunked\r\n",
      "Transfer-Encoding: identity\r\n",
      "Transfer-Encoding: gzip, chunked\r\n",
      "Transfer-Encoding: xchunked\r\n",
      "Transfer-Encoding: \r\n",
      "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
      "Transfer-Encoding:\tchunked x\r\n",
    ]) {
      await assertRefused(post(headers, chunked + smuggled), 400, headers);
    }
    await assertRefused(
      `POST /api/v1/oauth2/token HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${chunked}`,
      400,
      "HTTP/1.0 with TE",
    );
  });

  it("'malformed chunks'", async () => {
    for (const chunks of [
      "x\r\nabc\r\n0\r\n\r\n",
      "-1\r\nabc\r\n0\r\n\r\n",
      "3\nabc\r\n0\r\n\r\n",
      "3\r\nabcX\r\n0\r\n\r\n",
      "3\r\nabcd\r\n0\r\n\r\n",
      "\r\nabc\r\n0\r\n\r\n",
      "0x3\r\nabc\r\n0\r\n\r\n",
      "+3\r\nabc\r\n0\r\n\r\n",
      "ffffffffffffffffff\r\nabc\r\n0\r\n\r\n",
      "3\r\nabc\n0\r\n\r\n",
    ]) {
      await assertRefused(post("Transfer-Encoding: chunked\r\n", chunks + smuggled), 400, JSON.stringify(chunks));
    }
  });

  it("'bare LF', and bare CR, NUL and folded lines", async () => {
    for (const bytes of [
      "GET /healthz HTTP/1.1\nHost: x\n\n",
      "GET /healthz HTTP/1.1\r\nHost: x\nX: y\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\0b\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: x\r\n X: a\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost : x\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nX y: a\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: x\r\n: a\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nnothing\r\n\r\n",
      "\n\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
    ]) {
      await assertRefused(bytes, 400, JSON.stringify(bytes));
    }
  });

  it("request lines and hosts that are none", async () => {
    for (const bytes of [
      "GET /healthz\r\n\r\n",
      "GET  /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /healthz HTTP/2.0\r\nHost: x\r\n\r\n",
      "GET /healthz HTTP/1.1 \r\nHost: x\r\n\r\n",
      "GET /healthz HTTP/1.1\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n",
      "GET /healthz HTTP/1.1\r\nHost: a b\r\n\r\n",
      "GET http://evil.example.com/ HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET healthz HTTP/1.1\r\nHost: x\r\n\r\n",
      "G\x01T / HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET /a#b HTTP/1.1\r\nHost: x\r\n\r\n",
      "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ]) {
      await assertRefused(bytes, 400, JSON.stringify(bytes));
    }
  });

  it("the Host header never gets into an answer", async () => {
    for (const path of ["/.well-known/openid-configuration", "/login", "/account", "/", "/nothing"]) {
      const answer = await rawRequest(
        used.server.port,
        `GET ${path} HTTP/1.1\r\nHost: evil.example.com\r\nX-Forwarded-Host: evil.example.com\r\nForwarded: host=evil.example.com\r\nConnection: close\r\n\r\n`,
      );
      assert.equal(answer.text.includes("evil.example.com"), false, path);
    }
  });

  it("'header floods'", async () => {
    const many = Array.from({ length: 2000 }, (_, i) => `X${i}: y\r\n`).join("");
    await assertRefused(`GET /healthz HTTP/1.1\r\nHost: x\r\n${many}\r\n`, 431, "many fields");
    await assertRefused(`GET /healthz HTTP/1.1\r\nHost: x\r\nX: ${"y".repeat(40_000)}\r\n\r\n`, 431, "a long field");
    await assertRefused(`GET /${"x".repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, "a long target");
    await assertRefused(`GET /healthz HTTP/1.1\r\nHost: x\r\n${"y".repeat(40_000)}`, 431, "no end");
  });

  it("an endless header is cut off, however long the client goes on", async () => {
    const socket = connect(used.server.port, "127.0.0.1");
    await once(socket, "connect");
    let sent = 0;
    let answer = "";
    socket.on("error", () => {}).on("data", (part) => (answer += part));
    const closed = once(socket, "close");
    socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\n");
    while (!socket.destroyed && sent < 50_000_000 && !answer.includes("\r\n\r\n")) {
      socket.write("X-Flood: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n".repeat(100));
      sent += 7_000;
      await sleep(1);
    }
    assert.match(answer, /^HTTP\/1\.1 431 /);
    assert.ok(sent < 5_000_000, `${sent} bytes`);
    socket.destroy();
    await closed;
  });

  it("'Request bodies with Content-Encoding are 415'", async () => {
    for (const encoding of ["gzip", "identity", "br", "deflate, gzip"]) {
      const body = grant();
      const answer = await rawRequest(
        used.server.port,
        post(`Content-Encoding: ${encoding}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n`, body),
      );
      assert.equal(answer.status, 415, encoding);
    }
  });

  it("unknown methods are 501, TRACE and CONNECT among them", async () => {
    for (const method of ["TRACE", "CONNECT", "PROPFIND", "BREW"]) {
      const answer = await rawRequest(used.server.port, `${method} /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      assert.ok([400, 405, 501].includes(answer.status), `${method}: ${answer.status}`);
      assert.equal(answer.text.includes("Host: x"), false);
    }
  });

  it("HEAD is GET without a body", async () => {
    const answer = await rawRequest(
      used.server.port,
      "HEAD /.well-known/jwks.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    );
    assert.equal(answer.status, 200);
    assert.match(answer.text, /\r\nContent-Length: [1-9]\d*\r\n/);
    assert.ok(answer.text.endsWith("\r\n\r\n"));
  });

  it("pipelined requests are answered in their order", async () => {
    const paths = ["/healthz", "/.well-known/jwks.json", "/nothing", "/api/v1/me", "/healthz"];
    const bytes = paths
      .map((path, i) => `GET ${path} HTTP/1.1\r\nHost: x\r\n${i === paths.length - 1 ? "Connection: close\r\n" : ""}\r\n`)
      .join("");
    const { text } = await rawRequest(used.server.port, bytes);
    assert.deepEqual(
      [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status),
      ["200", "200", "404", "401", "200"],
    );
  });

  it("a request by single bytes is a request", async () => {
    const bytes = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    const socket = connect(used.server.port, "127.0.0.1");
    socket.setNoDelay(true);
    let answer = "";
    socket.setEncoding("latin1").on("data", (part) => (answer += part));
    const closed = once(socket, "close");
    for (const byte of bytes) {
      socket.write(byte);
      await sleep(0);
    }
    await closed;
    assert.match(answer, /^HTTP\/1\.1 200 /);
  });

  it("a connection that is reset at any point of a request harms no other", async () => {
    const body = grant();
    const bytes = post(`Content-Length: ${body.length}\r\n`, body);
    for (let cut = 1; cut < bytes.length; cut += 7) {
      const socket = connect(used.server.port, "127.0.0.1");
      socket.on("error", () => {});
      await once(socket, "connect");
      socket.write(bytes.slice(0, cut));
      socket.resetAndDestroy();
    }
    await serviceToken(used.server, service);
  });

  it("'Slow clients hold a socket, never a thread': 500 of them, at every stage, stop no other", async () => {
    const body = grant();
    const stages = [
      "",
      "GET",
      "GET /healthz HTTP/1.1\r\n",
      "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ",
      post(`Content-Length: ${body.length}\r\n`),
      post(`Content-Length: ${body.length}\r\n`, body.slice(0, -1)),
      post("Transfer-Encoding: chunked\r\n", "5\r\nab"),
      post("Expect: 100-continue\r\nContent-Length: 100\r\n"),
    ];
    const sockets = await Promise.all(
      Array.from({ length: 500 }, async (_, i) => {
        const socket = connect(used.server.port, "127.0.0.1");
        socket.on("error", () => {});
        await once(socket, "connect");
        socket.write(stages[i % stages.length] || "\r");
        return socket;
      }),
    );
    const trickle = setInterval(
      () => sockets.forEach((socket, i) => i % stages.length === 3 && !socket.destroyed && socket.write("y")),
      200,
    );
    try {
      for (let round = 0; round < 20; round += 1) {
        const answers = await Promise.all([
          serviceToken(used.server, service),
          send(`${used.server.origin}/login`),
          send(`${used.server.origin}/readyz`),
        ]);
        assert.equal(answers[1].status, 200);
        assert.equal(answers[2].status, 200);
      }
      assert.ok(sockets.filter((socket) => !socket.destroyed).length >= 240, "those whose head is whole were still there all the while");
    } finally {
      clearInterval(trickle);
      sockets.forEach((socket) => socket.destroy());
    }
  });

  it("who never finishes the header is sent away, also by a trickle", async () => {
    const socket = connect(used.server.port, "127.0.0.1");
    await once(socket, "connect");
    let answer = "";
    socket
      .on("error", () => {})
      .setEncoding("latin1")
      .on("data", (part) => (answer += part));
    const closed = once(socket, "close");
    socket.write("GET /healthz HTTP/1.1\r\nHost: x\r\nX: ");
    const trickle = setInterval(() => socket.writable && socket.write("y"), 500);
    await closed;
    clearInterval(trickle);
    assert.match(answer, /^HTTP\/1\.1 408 /);
  });

  it("who reads nothing gets no more than a socket's worth, and others go on", async () => {
    const greedy = await Promise.all(
      Array.from({ length: 50 }, async () => {
        const socket = connect(used.server.port, "127.0.0.1");
        socket.on("error", () => {});
        await once(socket, "connect");
        socket.pause();
        socket.write("GET /.well-known/openid-configuration HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2000));
        return socket;
      }),
    );
    await serviceToken(used.server, service);
    assert.equal((await send(`${used.server.origin}/readyz`)).status, 200);
    greedy.forEach((socket) => socket.destroy());
  });
});
