// What clients and browsers see of a server that speaks TLS itself.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { codeFlow } from "../harness/flow.js";
import { Session } from "../harness/http.js";
import { handshake, startTls } from "./support.js";

describe("over https", () => {
  let server;
  before(async () => {
    server = await startTls();
  });
  after(() => server.stop());

  it("the issuer follows the listener", async () => {
    const named = await startTls();
    const metadata = await (await fetch(`${named.origin}/.well-known/openid-configuration`)).json();
    assert.equal(metadata.issuer, named.origin);
    assert.ok(metadata.token_endpoint.startsWith("https://"));
    await named.stop();
  });

  it("the code flow works, with cookies that stay on this host and on https", async () => {
    const client = await server.admin.createClient();
    const session = new Session();
    const { tokens } = await codeFlow(server, client, { session });
    assert.equal(tokens.token_type, "Bearer");
    assert.ok(session.cookieNames.length > 0);
    for (const name of session.cookieNames) assert.match(name, /^__Host-/);
    const page = await fetch(`${server.origin}/login`);
    for (const line of page.headers.getSetCookie()) assert.match(line, /; Secure/);
  });

  it("the metrics tell when the certificate expires", async () => {
    const text = await (await server.admin.session.get(`${server.origin}/metrics`)).text();
    const [, value] = text.match(/^latchkey_tls_certificate_not_after_timestamp_seconds (\S+)$/m);
    const socket = await handshake(server);
    assert.equal(Number(value), Date.parse(socket.getPeerCertificate().valid_to) / 1000);
    socket.destroy();
  });

  it("on loopback https is not demanded of other ports", async () => {
    const answer = await fetch(`${server.origin}/healthz`);
    assert.equal(answer.headers.get("strict-transport-security"), null);
  });
});

describe("with a public issuer", () => {
  let server;
  before(async () => {
    server = await startTls({ issuer: "https://auth.example.com", args: ["--operations-listen", "127.0.0.1:0"] });
  });
  after(() => server.stop());

  it("RFC 6797: every answer to clients demands https", async () => {
    for (const path of ["/healthz", "/login", "/nothing", "/.well-known/jwks.json"]) {
      const answer = await fetch(server.origin + path);
      assert.equal(answer.headers.get("strict-transport-security"), "max-age=31536000", path);
    }
  });

  it("the address for operations stays without TLS", async () => {
    const [, origin] = server.log().match(/listener=operations url=(http:\S+)/);
    const answer = await fetch(`${origin}/healthz`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("strict-transport-security"), null);
  });
});
