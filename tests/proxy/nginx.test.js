// The configuration of docs/operations.md, word for word but for names and ports, in Debian's nginx.

import assert from "node:assert/strict";
import { once } from "node:events";
import https from "node:https";
import { after, before, describe, it } from "node:test";
import tls from "node:tls";
import { Admin } from "../harness/admin.js";
import { Authority, writeCertificate } from "../harness/certificates.js";
import { documentedSnippet } from "../harness/documentation.js";
import { codeFlow } from "../harness/flow.js";
import { Session } from "../harness/http.js";
import { startNginx } from "../harness/nginx.js";
import { ADMIN, freePort, startServer } from "../harness/server.js";

const authority = new Authority();
tls.setDefaultCACertificates([authority.certificate]);

function startProxy({ port, upstreamPort }) {
  const files = writeCertificate(authority.issue());
  return startNginx(
    documentedSnippet("operations.md", "nginx", /^server \{/m, [
      ["listen 443 ssl", `listen 127.0.0.1:${port} ssl`],
      ["server_name auth.example.com", "server_name localhost"],
      ["/etc/ssl/auth.pem", files.certificate],
      ["/etc/ssl/auth.key", files.key],
      ["127.0.0.1:8080", `127.0.0.1:${upstreamPort}`],
    ]),
  );
}

/** A sign-in with a wrong password; resolves with the status of the answer. */
async function failSignIn(origin, { from, claiming }) {
  const request = https.request(`${origin}/api/v1/auth/login`, {
    method: "POST",
    ca: authority.certificate,
    localAddress: from,
    family: 4,
    headers: { "content-type": "application/json", "x-forwarded-for": claiming },
  });
  request.end(JSON.stringify({ email: "nobody@example.com", password: "wrong password" }));
  const [answer] = await once(request, "response");
  answer.resume();
  return answer.statusCode;
}

describe("behind nginx", () => {
  let server;
  let nginx;
  let front;
  let admin;

  before(async () => {
    const port = await freePort();
    const issuer = `https://localhost:${port}`;
    server = await startServer({ issuer, args: ["--trusted-proxies", "127.0.0.1"] });
    nginx = await startProxy({ port, upstreamPort: server.port });
    front = { origin: issuer, adminUser: ADMIN };
    admin = new Admin(issuer, ADMIN);
  });
  after(async () => {
    await nginx?.end();
    await server?.stop();
  });

  it("discovery names the address that clients see", async () => {
    const metadata = await (await fetch(`${front.origin}/.well-known/openid-configuration`)).json();
    assert.equal(metadata.issuer, front.origin);
    assert.ok(metadata.token_endpoint.startsWith(`${front.origin}/`));
  });

  it("the code flow works, with cookies for https", async () => {
    const client = await admin.must("POST", "/oauth2/clients", {
      name: "Behind the proxy",
      client_type: "public",
      grant_types: ["authorization_code", "refresh_token"],
      redirect_uris: ["https://app.example.com/callback"],
      scopes: ["openid", "pipelines:read"],
    });
    const session = new Session();
    const { tokens } = await codeFlow(front, client, { session });
    assert.equal(tokens.token_type, "Bearer");
    for (const name of session.cookieNames) assert.match(name, /^__Host-/);
  });

  it("the audit log has the client's address, and not the one it claims", async () => {
    const status = await failSignIn(front.origin, { from: "127.0.0.2", claiming: "203.0.113.9" });
    assert.equal(status, 401);
    const { items } = await admin.must("GET", "/audit?action=sign_in.failed");
    assert.equal(items[0].address, "127.0.0.2");
  });

  it("the console's sign-in leads back through the proxy", async () => {
    const answer = await fetch(`${front.origin}/`, { redirect: "manual" });
    assert.ok([302, 303].includes(answer.status));
    assert.equal(new URL(answer.headers.get("location"), front.origin).origin, front.origin);
  });
});
