// An API behind Debian's nginx, which asks this server about every call: the configuration of
// docs/protect-an-api.md, word for word but for names and ports.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import https from "node:https";
import { after, before, describe, it } from "node:test";
import { Authority, writeCertificate } from "../harness/certificates.js";
import { codeFlow } from "../harness/flow.js";
import { documentedConfiguration, startNginx } from "../harness/nginx.js";
import { freePort, startServer } from "../harness/server.js";
import { plantArgs } from "../wire/authz_support.js";
import { revokeForm, serviceToken } from "../wire/support.js";

const authority = new Authority();
const LATCHKEY = ["user", "client", "scopes", "organization"].map((name) => `x-latchkey-${name}`);

/** An API that answers with what has reached it. */
async function startApi() {
  const calls = [];
  const api = createServer(async (request, response) => {
    const { method, url, headers } = request;
    calls.push(url);
    let length = 0;
    for await (const part of request) length += part.length;
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ method, url, headers, length }));
  });
  api.listen(0, "127.0.0.1");
  await once(api, "listening");
  return { calls, port: api.address().port, close: () => new Promise((done) => api.close(done).closeAllConnections()) };
}

describe("an API behind nginx", () => {
  let server, api, nginx, port, client, user, tokens;

  before(async () => {
    server = await startServer({ args: [...plantArgs(), "--trusted-proxies", "127.0.0.1"] });
    api = await startApi();
    port = await freePort();
    const files = writeCertificate(authority.issue());
    nginx = await startNginx(
      documentedConfiguration("protect-an-api.md", [
        ["listen 443 ssl", `listen 127.0.0.1:${port} ssl`],
        ["server_name api.example.com", "server_name localhost"],
        ["/etc/ssl/api.pem", files.certificate],
        ["/etc/ssl/api.key", files.key],
        ["127.0.0.1:8080", `127.0.0.1:${server.port}`],
        ["127.0.0.1:9000", `127.0.0.1:${api.port}`],
      ]),
    );
    const { admin } = server;
    user = await admin.createUser({ roles: ["Engineer"] });
    client = await admin.createClient({ name: "Dashboard", scopes: ["openid", "pipelines:read"] });
    ({ tokens } = await codeFlow(server, client, { user }));
  });
  after(async () => {
    await nginx?.end();
    await api?.close();
    await server?.stop();
  });

  /** A call to the API exactly as given: {status, headers, body}, body being what the API saw. */
  async function call(path, { method = "GET", token = tokens.access_token, headers = {}, body, from = "127.0.0.1" } = {}) {
    const request = https.request({
      host: "127.0.0.1",
      servername: "localhost",
      port,
      path,
      method,
      localAddress: from,
      ca: authority.certificate,
      headers: { host: "localhost", ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    });
    request.end(body);
    const [answer] = await once(request, "response");
    let text = "";
    for await (const part of answer.setEncoding("utf8")) text += part;
    const isJson = /json/.test(answer.headers["content-type"] ?? "");
    return { status: answer.statusCode, headers: answer.headers, body: isJson ? JSON.parse(text) : undefined };
  }
  const newest = async (action) => (await server.admin.must("GET", `/audit?action=${action}&page_size=1`)).items[0];

  it("hears who calls, and the audit log has the user, the client and their address", async () => {
    const { status, body } = await call("/plant/pipelines/7?verbose=1", { from: "127.0.0.2" });
    assert.equal(status, 200);
    assert.equal(body.url, "/plant/pipelines/7?verbose=1");
    assert.equal(body.headers["x-latchkey-user"], user.id);
    assert.equal(body.headers["x-latchkey-client"], client.client_id);
    assert.match(body.headers["x-latchkey-scopes"], /pipelines:read/);
    assert.match(body.headers["x-latchkey-organization"], /^org_/);
    const event = await newest("api.called");
    assert.deepEqual(event.actor, { id: user.id, name: user.email });
    assert.equal(event.client.client_id, client.client_id);
    assert.equal(event.target.name, "GET /plant/pipelines/7");
    assert.equal(event.address, "127.0.0.2");
  });

  it("hears a client's own X-Latchkey headers in no case", async () => {
    const claimed = Object.fromEntries(LATCHKEY.map((name) => [name, "forged"]));
    const { body } = await call("/plant/pipelines", { headers: claimed });
    for (const name of LATCHKEY) assert.doesNotMatch(body.headers[name], /forged/);
    const open = await call("/plant/docs/x", { token: null, headers: claimed });
    assert.equal(open.status, 200);
    for (const name of LATCHKEY) assert.equal(open.body.headers[name], undefined);
    const odd = await call("/plant/pipelines", { headers: { X_Latchkey_User: "forged" } });
    assert.doesNotMatch(JSON.stringify(odd.body.headers), /forged/);
  });

  it("is called by nobody whose call is named otherwise than it is", async () => {
    const before = api.calls.length;
    for (const headers of [
      { "x-original-uri": "/plant/docs/x", "x-original-method": "GET" },
      { "x-forwarded-uri": "/plant/docs/x", "x-forwarded-method": "GET" },
    ]) {
      assert.equal((await call("/plant/pipelines", { token: null, headers })).status, 401);
      assert.equal((await call("/plant/models", { headers })).status, 403);
    }
    assert.equal((await call("/_authz")).status, 404);
    assert.equal(api.calls.length, before);
  });

  it("is called with what the rules allow, and with nothing else", async () => {
    const before = api.calls.length;
    const none = await call("/plant/pipelines", { token: null });
    assert.equal(none.status, 401);
    assert.match(none.headers["www-authenticate"], /^Bearer realm="Latchkey"/);
    const bad = await call("/plant/pipelines", { token: "no-token" });
    assert.equal(bad.status, 401);
    assert.match(bad.headers["www-authenticate"], /error="invalid_token"/);
    const less = await call("/plant/pipelines/7/runs", { method: "POST", body: "{}" });
    assert.equal(less.status, 403);
    assert.match(less.headers["www-authenticate"], /error="insufficient_scope".*scope="pipelines:read pipelines:write"/);
    for (const path of [
      "/",
      "/plant/docs/%2e%2e/pipelines",
      "/plant/docs/..%2fpipelines",
      "/plant/docs/../pipelines",
      "//plant/pipelines",
      "/plant//pipelines",
      "/plant/docs/;/x",
      "/plant/Pipelines",
      "/plant/pipelines%2f7",
    ]) {
      const { status } = await call(path);
      assert.ok([400, 403].includes(status), `${path}: ${status}`);
    }
    assert.equal(api.calls.length, before);
  });

  it("a body reaches the API and not the server that is asked", async () => {
    const { access_token } = await serviceToken(
      server,
      await server.admin.createService({ scopes: ["pipelines:read", "pipelines:write"] }),
    );
    const content = "x".repeat(10_000);
    const { status, body } = await call("/plant/pipelines/7/runs", { method: "POST", token: access_token, body: content });
    assert.equal(status, 200);
    assert.deepEqual([body.method, body.length], ["POST", 10_000]);
  });

  it("is called no more with a token from the moment it is revoked", async () => {
    const { access_token } = (await codeFlow(server, client, { user })).tokens;
    assert.equal((await call("/plant/pipelines", { token: access_token })).status, 200);
    assert.equal((await revokeForm(server, client, access_token)).status, 200);
    const before = api.calls.length;
    assert.equal((await call("/plant/pipelines", { token: access_token })).status, 401);
    assert.equal(api.calls.length, before);
  });

  it("is called by nobody while nobody can tell", async () => {
    await server.stop();
    const before = api.calls.length;
    for (const token of [tokens.access_token, "no-token", null]) {
      const { status } = await call("/plant/pipelines", { token });
      assert.ok([500, 502, 503].includes(status), `${status}`);
    }
    assert.equal((await call("/plant/docs/x", { token: null })).status, 500);
    assert.equal(api.calls.length, before);
    await server.start();
    assert.equal((await call("/plant/pipelines")).status, 200);
  });
});
