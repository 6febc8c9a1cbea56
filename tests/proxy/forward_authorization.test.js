// An API behind Debian's nginx and Caddy, which ask this server about every call: the configurations of
// docs/protect-an-api.md, word for word but for names and ports.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startCaddy } from "../harness/caddy.js";
import { Authority, writeCertificate } from "../harness/certificates.js";
import { documentedSnippet } from "../harness/documentation.js";
import { codeFlow } from "../harness/flow.js";
import { startNginx } from "../harness/nginx.js";
import { rawRequest } from "../harness/raw.js";
import { freePort, startServer } from "../harness/server.js";
import { plantArgs } from "../wire/authz_support.js";
import { revokeForm, serviceToken } from "../wire/support.js";
import { callApi, startApi } from "./api.js";

const authority = new Authority();
const LATCHKEY = ["user", "client", "scopes", "organization"].map((name) => `x-latchkey-${name}`);
const PAGE = "protect-an-api.md";

const PROXIES = {
  nginx: {
    start: ({ port, server, api, certificate, key }) =>
      startNginx(
        documentedSnippet(PAGE, "nginx", /^server \{/m, [
          ["listen 443 ssl", `listen 127.0.0.1:${port} ssl`],
          ["server_name api.example.com", "server_name localhost"],
          ["/etc/ssl/api.pem", certificate],
          ["/etc/ssl/api.key", key],
          ["127.0.0.1:8080", `127.0.0.1:${server.port}`],
          ["127.0.0.1:9000", `127.0.0.1:${api.port}`],
        ]),
      ),
  },
  Caddy: {
    start: ({ port, server, api, certificate, key }) =>
      startCaddy(
        documentedSnippet(PAGE, "caddyfile", /forward_auth/, [
          ["api.example.com {", `localhost:${port} {\n  tls ${certificate} ${key}`],
          ["127.0.0.1:8080", `127.0.0.1:${server.port}`],
          ["127.0.0.1:9000", `127.0.0.1:${api.port}`],
        ]),
      ),
  },
};

for (const [name, { start }] of Object.entries(PROXIES)) {
  describe(`an API behind ${name}`, () => {
    let server, api, proxy, port, client, user, tokens;

    before(async () => {
      server = await startServer({ args: [...plantArgs(), "--trusted-proxies", "127.0.0.1"] });
      api = await startApi();
      port = await freePort();
      proxy = await start({ port, server, api, ...writeCertificate(authority.issue()) });
      const { admin } = server;
      user = await admin.createUser({ roles: ["Engineer"] });
      client = await admin.createClient({ name: "Dashboard", scopes: ["openid", "pipelines:read"] });
      ({ tokens } = await codeFlow(server, client, { user }));
    });
    after(async () => {
      await proxy?.end();
      await api?.close();
      await server?.stop();
    });

    const call = (path, { token = tokens.access_token, ...options } = {}) =>
      callApi(port, path, { ca: authority.certificate, token, ...options });
    const newest = async (action) => (await server.admin.must("GET", `/audit?action=${action}&page_size=1`)).items[0];

    /** That the API has heard from the proxy who calls, and nothing that the client made up. */
    function assertHeard({ status, body }) {
      assert.equal(status, 200);
      const { headers } = body;
      assert.equal(headers["x-latchkey-user"], user.id);
      assert.equal(headers["x-latchkey-client"], client.client_id);
      assert.equal(headers["x-latchkey-scopes"], "openid pipelines:read");
      assert.match(headers["x-latchkey-organization"], /^org_\w+$/);
      assert.doesNotMatch(JSON.stringify(headers), /forged/);
    }

    it("hears who calls, and the audit log has the user, the client and their address", async () => {
      const answer = await call("/plant/pipelines/7?verbose=1", { from: "127.0.0.2", headers: { "x-forwarded-for": "203.0.113.9" } });
      assertHeard(answer);
      assert.equal(answer.body.url, "/plant/pipelines/7?verbose=1");
      const event = await newest("api.called");
      assert.deepEqual(event.actor, { id: user.id, name: user.email });
      assert.equal(event.client.client_id, client.client_id);
      assert.equal(event.target.name, "GET /plant/pipelines/7");
      assert.equal(event.address, "127.0.0.2");
    });

    it("hears a client's own X-Latchkey headers in no case", async () => {
      const spellings = [
        (header) => header,
        (header) => header.toUpperCase(),
        (header) => header.replaceAll("-", "_"),
        (header) => header.replace(/-(?=[^-]*$)/, "_"),
        (header) => header.replaceAll("-", "."),
      ];
      for (const spell of spellings) {
        const headers = Object.fromEntries(LATCHKEY.map((header) => [spell(header), "forged"]));
        assertHeard(await call("/plant/pipelines", { headers }));
        const open = await call("/plant/docs/x", { token: null, headers });
        assert.equal(open.status, 200);
        for (const header of LATCHKEY) assert.equal(open.body.headers[header], undefined);
        assert.doesNotMatch(JSON.stringify(open.body.headers), /forged/);
      }
    });

    it("hears who calls also where the client has Connection name what the proxy sets (RFC 9110 7.6.1)", async () => {
      assertHeard(await call("/plant/pipelines", { headers: { connection: `close, ${LATCHKEY.join(", ")}` } }));
    });

    it("is called by nobody whose call is named otherwise than it is", async () => {
      const before = api.calls.length;
      const named = ["x-original-uri", "x-original-method", "x-forwarded-uri", "x-forwarded-method"];
      for (const headers of [
        { "x-original-uri": "/plant/docs/x", "x-original-method": "GET" },
        { "x-forwarded-uri": "/plant/docs/x", "x-forwarded-method": "GET" },
        { "x-original-uri": "/plant/docs/x", "x-original-method": "GET", connection: "close, x-forwarded-uri, x-forwarded-method" },
        { "x-forwarded-uri": "/plant/docs/x", "x-forwarded-method": "GET", connection: "close, x-original-uri, x-original-method" },
        { connection: `close, ${named.join(", ")}` },
        { "x-http-method-override": "GET", "x-rewrite-url": "/plant/docs/x" },
      ]) {
        assert.equal((await call("/plant/pipelines", { token: null, headers })).status, 401, JSON.stringify(headers));
        assert.equal((await call("/plant/models", { headers })).status, 403, JSON.stringify(headers));
      }
      assert.notEqual((await call("/_authz")).status, 200);
      assert.notEqual((await call("/api/v1/oauth2/authz/plant")).status, 200);
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
        "/plant/docs/x#/../../pipelines",
        "/plant/docs/%5c..%5cpipelines",
        "/plant/docs/%252e%252e/pipelines",
        "/plant/Pipelines",
        "/plant/pipelines%2f7",
      ]) {
        const { status } = await call(path);
        assert.ok([400, 403].includes(status), `${path}: ${status}`);
      }
      assert.equal(api.calls.length, before);
    });

    it("is not called with a method in lower case", async () => {
      const before = api.calls.length;
      const ask = (method) =>
        rawRequest(
          port,
          `${method} /plant/status HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n` +
            `Authorization: Bearer ${tokens.access_token}\r\n\r\n`,
          { ca: authority.certificate },
        );
      for (const method of ["get", "Delete"]) {
        const { status, text } = await ask(method);
        assert.ok([400, 403].includes(status), text);
      }
      assert.equal(api.calls.length, before);
      assert.equal((await ask("GET")).status, 200);
    });

    it("gets the path that was judged, escapes and all", async () => {
      const path = "/plant/pipelines/%41%20b%C3%A9?at=%2e%2e%2f";
      const answer = await call(path);
      assertHeard(answer);
      assert.equal(answer.body.url, path);
      assert.equal((await newest("api.called")).target.name, "GET /plant/pipelines/A bé");
    });

    it("a body reaches the API and not the server that is asked, whether its length is known or not", async () => {
      const { access_token } = await serviceToken(
        server,
        await server.admin.createService({ scopes: ["pipelines:read", "pipelines:write"] }),
      );
      const content = "x".repeat(10_000);
      for (const headers of [{}, { "transfer-encoding": "chunked" }]) {
        const { status, body } = await call("/plant/pipelines/7/runs", { method: "POST", token: access_token, headers, body: content });
        assert.equal(status, 200);
        assert.deepEqual([body.method, body.length], ["POST", 10_000]);
      }
    });

    it("is called no more with a token from the moment it is revoked", async () => {
      const { access_token } = (await codeFlow(server, client, { user })).tokens;
      assert.equal((await call("/plant/pipelines", { token: access_token })).status, 200);
      assert.equal((await revokeForm(server, client, access_token)).status, 200);
      const before = api.calls.length;
      assert.equal((await call("/plant/pipelines", { token: access_token })).status, 401);
      assert.equal(api.calls.length, before);
    });

    it("says itself that it failed, and is not taken for Latchkey when it is away", async () => {
      assert.equal((await call("/plant/pipelines/fails")).status, 500);
      await api.close();
      const { status, headers } = await call("/plant/pipelines");
      assert.deepEqual([status, headers["retry-after"]], [502, undefined]);
      await api.open();
    });

    it("is called by nobody while nobody can tell", async () => {
      await server.stop();
      const before = api.calls.length;
      for (const [path, token] of [
        ["/plant/pipelines", tokens.access_token],
        ["/plant/pipelines", "no-token"],
        ["/plant/pipelines", null],
        ["/plant/docs/x", null],
      ]) {
        const { status, headers } = await call(path, { token });
        assert.deepEqual([status, headers["retry-after"]], [503, "1"], path);
      }
      assert.equal(api.calls.length, before);
      await server.start();
      assert.equal((await call("/plant/pipelines")).status, 200);
    });
  });
}
