// BCP 195 (RFC 9325): what the server agrees on with a client, and what it refuses.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { after, before, describe, it } from "node:test";
import { rawRequest } from "../harness/raw.js";
import { answers, ask, authority, eventually, handshake, refusal, startTls } from "./support.js";

const WEAK = { ciphers: "ALL:@SECLEVEL=0" };
const GOOD_TLS12 = [
  "ECDHE-ECDSA-AES128-GCM-SHA256",
  "ECDHE-ECDSA-AES256-GCM-SHA384",
  "ECDHE-ECDSA-CHACHA20-POLY1305",
];
const RSA = ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"];

describe("the handshake", () => {
  let server;
  before(async () => {
    server = await startTls();
  });
  after(async () => assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log()));

  it("says where it listens", () => {
    assert.match(server.log(), new RegExp(`^listening on https://127\\.0\\.0\\.1:${server.port}$`, "m"));
  });

  it("takes TLS 1.2 and 1.3", async () => {
    for (const version of ["TLSv1.2", "TLSv1.3"]) {
      const socket = await handshake(server, { minVersion: version, maxVersion: version });
      assert.equal(socket.getProtocol(), version);
      assert.match((await ask(socket)).head, /^HTTP\/1\.1 200/);
      socket.destroy();
    }
  });

  it("RFC 9325 3.1.1: refuses TLS 1.0 and 1.1", async () => {
    for (const version of ["TLSv1", "TLSv1.1"]) {
      const code = await refusal(server, { ...WEAK, minVersion: version, maxVersion: version });
      assert.equal(code, "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", version);
    }
  });

  it("RFC 9325 4.2: takes ephemeral keys with authenticated encryption", async () => {
    for (const ciphers of GOOD_TLS12) {
      const socket = await handshake(server, { ciphers, maxVersion: "TLSv1.2" });
      assert.equal(socket.getCipher().name, ciphers);
      assert.equal(socket.getEphemeralKeyInfo().type, "ECDH");
      socket.destroy();
    }
  });

  it("RFC 9325 4.1: refuses CBC, SHA-1, anonymous and null ciphers", async () => {
    for (const cipher of ["ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA", "AECDH-AES128-SHA", "AECDH-NULL-SHA"]) {
      const code = await refusal(server, { ciphers: `${cipher}:@SECLEVEL=0`, maxVersion: "TLSv1.2" });
      assert.equal(code, "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE", cipher);
    }
  });

  it("takes its own preference among ciphers", async () => {
    const ciphers = "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES128-GCM-SHA256";
    const socket = await handshake(server, { ciphers, maxVersion: "TLSv1.2" });
    assert.equal(socket.getCipher().name, "ECDHE-ECDSA-AES128-GCM-SHA256");
    socket.destroy();
  });

  it("RFC 7301: speaks http/1.1, and nothing to who insists on another protocol", async () => {
    const both = await handshake(server, { ALPNProtocols: ["h2", "http/1.1"] });
    assert.equal(both.alpnProtocol, "http/1.1");
    both.destroy();
    const none = await handshake(server);
    assert.equal(none.alpnProtocol, false);
    none.destroy();
    assert.equal(await refusal(server, { ALPNProtocols: ["h2"] }), "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL");
  });

  it("resumes sessions", async () => {
    for (const version of ["TLSv1.2", "TLSv1.3"]) {
      const limits = { minVersion: version, maxVersion: version };
      const first = await handshake(server, limits);
      let session = version === "TLSv1.2" ? first.getSession() : undefined;
      first.on("session", (one) => (session = one));
      await ask(first);
      await eventually(() => session);
      first.destroy();
      const second = await handshake(server, { ...limits, session });
      assert.equal(second.isSessionReused(), true, version);
      await ask(second);
      second.destroy();
    }
  });

  it("does not renegotiate", async () => {
    const socket = await handshake(server, { maxVersion: "TLSv1.2" });
    const error = await new Promise((resolve) => {
      socket.on("error", resolve);
      socket.renegotiate({ rejectUnauthorized: false }, resolve);
      socket.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    });
    assert.match(String(error?.message), /no renegotiation/);
    socket.destroy();
  });

  it("answers HTTP without TLS in HTTP's words, and closes", async () => {
    const { text, closed } = await rawRequest(server.port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert.match(text, /^HTTP\/1\.1 400 .*\r\n\r\nThis port speaks HTTPS/s);
    assert.ok(closed);
    assert.equal(Number(/Content-Length: (\d+)/.exec(text)[1]), text.length - text.indexOf("\r\n\r\n") - 4);
  });

  it("closes on what is no TLS, and says so in the log", async () => {
    const { text, closed } = await rawRequest(server.port, `${"nonsense".repeat(20)}\r\n\r\n`);
    assert.doesNotMatch(text, /HTTP/);
    assert.ok(closed);
    await eventually(() => /event=tls_failed address=127\.0\.0\.1 reason=/.test(server.log()));
  });

  it("holds no thread for who is slow, and gives up on them", async () => {
    const hello = Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01]);
    const slow = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        const socket = connect(server.port, "127.0.0.1");
        await once(socket, "connect");
        if (i % 2) socket.write(hello);
        return socket.resume().on("error", () => {});
      }),
    );
    const ends = Promise.all(slow.map((socket) => once(socket, "close")));
    const quick = await handshake(server);
    assert.match((await ask(quick)).head, /^HTTP\/1\.1 200/);
    quick.destroy();
    await ends;
  });
});

describe("the connection", () => {
  let server;
  before(async () => {
    server = await startTls({ issued: authority.issue({ keyType: RSA }) });
  });
  after(() => server.stop());

  it("RSA certificates do as well, and their key exchange does not", async () => {
    const socket = await handshake(server, { maxVersion: "TLSv1.2" });
    assert.equal(socket.getCipher().name, "ECDHE-RSA-AES128-GCM-SHA256");
    socket.destroy();
    const code = await refusal(server, { ciphers: "AES128-GCM-SHA256:DHE-RSA-AES128-GCM-SHA256", maxVersion: "TLSv1.2" });
    assert.equal(code, "ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE");
  });

  it("keeps every octet for a client that reads late", async () => {
    const count = 60;
    const expected = await (await fetch(`${server.origin}/openapi.json`)).text();
    const socket = await handshake(server);
    socket.pause();
    socket.write("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(count));
    await fetch(`${server.origin}/healthz`);
    for (const { body } of await answers(socket, count)) assert.equal(body.length, Buffer.byteLength(expected));
    socket.destroy();
  });

  it("reads bodies of several records, and refuses them where they are too large", async () => {
    const post = (length) =>
      fetch(`${server.origin}/api/v1/auth/login`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: "a@example.com", password: "", ignored: "x".repeat(length) }),
      });
    assert.equal((await post(60_000)).status, 400);
    assert.equal((await post(100_000)).status, 413);
  });

  it("RFC 9112 9.8: ends with close_notify", async () => {
    const client = spawn("openssl", ["s_client", "-quiet", "-connect", `127.0.0.1:${server.port}`]);
    let said = "";
    for (const stream of [client.stdout, client.stderr]) stream.setEncoding("utf8").on("data", (part) => (said += part));
    client.stdin.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    await once(client, "close");
    assert.match(said, /HTTP\/1\.1 200 OK/);
    assert.doesNotMatch(said, /unexpected eof/);
  });
});
