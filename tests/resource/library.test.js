// The installed library before a real server: the example of docs/protect-an-api.md, challenges,
// rotation, and a server that cannot be reached.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { documentedSnippet } from "../harness/documentation.js";
import { freePort, PROJECT, startProcess, startServer } from "../harness/server.js";
import { serviceToken, sleep } from "../wire/support.js";
import { build, buildFiles, installed, startApi } from "./support.js";

const METADATA = 'resource_metadata="https://api.example.com/.well-known/oauth-protected-resource"';

describe("the library for APIs", () => {
  let server, service, folder;
  before(async () => {
    server = await startServer();
    service = await server.admin.createService();
    folder = build(path.join(PROJECT, "tests/resource/api"));
  });
  after(async () => assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log()));

  const token = async (client = service) => (await serviceToken(server, client)).access_token;
  const started = async (test, options = {}) => {
    const api = await startApi(folder, { issuer: server.issuer, ...options });
    test.after(() => api.end());
    return api;
  };
  const until = async (holds) => {
    while (!(await holds())) await sleep(50);
  };

  it("the component holds the library and nothing of the server", () => {
    assert.ok(existsSync(path.join(installed(), "include/latchkey/resource/verifier.hpp")));
    assert.ok(!existsSync(path.join(installed(), "bin")));
  });

  it("the example of the documentation builds as it stands there, and protects", async (test) => {
    const built = buildFiles({
      "pipelines.cpp": documentedSnippet("protect-an-api.md", "cpp", /int main/),
      "CMakeLists.txt": documentedSnippet("protect-an-api.md", "cmake", /find_package/),
    });
    const port = await freePort();
    const api = startProcess(path.join(built, "pipelines"), [server.issuer, String(port)]);
    test.after(() => api.end());
    const ask = (headers) => fetch(`http://127.0.0.1:${port}/pipelines`, { headers });
    await until(() => ask({}).then(() => true, () => false));

    const none = await ask({});
    assert.deepEqual([none.status, none.headers.get("www-authenticate")], [401, 'Bearer realm="api"']);
    const good = await ask({ authorization: `Bearer ${await token()}` });
    assert.equal(good.status, 200);
    assert.equal(await good.text(), `pipelines that ${server.admin.me.id} may see`);
    const other = await server.admin.createService({ scopes: ["models:read"] });
    const lacking = await ask({ authorization: `Bearer ${await token(other)}` });
    assert.equal(lacking.status, 403);
    assert.match(lacking.headers.get("www-authenticate"), /error="insufficient_scope".*scope="pipelines:read"/);
  });

  it("challenges as RFC 6750 3.1 and RFC 9728 5.1 say", async (test) => {
    const api = await started(test);
    const good = await token();
    const cases = [
      [{}, 401, `Bearer realm="test", ${METADATA}`],
      [{ authorization: "Basic YTpi" }, 401, `Bearer realm="test", ${METADATA}`],
      [{ authorization: "Bearer" }, 400, /error="invalid_request"/],
      [{ authorization: `Bearer ${good} ${good}` }, 400, /error="invalid_request"/],
      [{ authorization: `bearer ${good}` }, 403, /error="insufficient_scope".*, scope="pipelines:read models:write", /],
    ];
    for (const [headers, status, challenge] of cases) {
      const answer = await api.ask("/models", undefined, headers);
      assert.equal(answer.status, status, JSON.stringify(headers));
      if (challenge instanceof RegExp) assert.match(answer.challenge, challenge);
      else assert.equal(answer.challenge, challenge);
    }
  });

  it("a token by a new key is taken, and one by a withdrawn key no more", async (test) => {
    const api = await started(test);
    const before = await token();
    assert.equal((await api.ask("/pipelines", before)).status, 200);
    await server.admin.must("POST", "/keys/rotate", { emergency: true });
    const later = await token();
    await until(async () => (await api.ask("/pipelines", later)).status === 200);
    assert.equal((await api.ask("/pipelines", before)).status, 401);
  });

  it("an unreachable server gives 503, never 200, until it is back", async (test) => {
    const auditor = await server.admin.createService({ scopes: ["tokens:introspect"] });
    const offline = await started(test);
    const asking = await started(test, { client: auditor });
    const known = await token();
    const unknown = await token();
    for (const api of [offline, asking]) assert.equal((await api.ask("/pipelines", known)).status, 200);
    await server.stop();

    const asksInVain = await asking.ask("/pipelines", unknown);
    assert.deepEqual([asksInVain.status, asksInVain.challenge, asksInVain.retryAfter], [503, null, "1"]);
    await until(async () => (await asking.ask("/pipelines", known)).status === 503);
    await until(async () => (await offline.ask("/pipelines", known)).status === 503);
    assert.equal((await offline.ask("/pipelines", unknown)).status, 503);
    const late = await started(test);
    assert.equal((await late.ask("/pipelines", known)).status, 503);

    await server.start();
    for (const api of [offline, asking, late]) await until(async () => (await api.ask("/pipelines", known)).status === 200);
  });

  it("an API whose own credentials are wrong takes nobody", async (test) => {
    const api = await started(test, { client: { ...service, client_secret: "wrong" } });
    const answer = await api.ask("/pipelines", await token());
    assert.equal(answer.status, 503);
    assert.match(answer.text, /introspection answers 401/);
  });
});
