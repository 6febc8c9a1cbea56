// Tokens for one API: resource indicators (RFC 8707) and the metadata of protected resources (RFC 9728).

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { authorize, authorizeUrl, ENDPOINT } from "../harness/flow.js";
import { ask, askNginx, plantArgs } from "./authz_support.js";
import {
  assertBack,
  authorization,
  claimsOf,
  codeFor,
  getAuthorize,
  introspectForm,
  refresh,
  revokeForm,
  send,
  serviceToken,
  signedIn,
  tokenForm,
  useServer,
} from "./support.js";

const PLANT = "https://api.example.com/plant";
const LAB = "https://lab.example.com";
const STRICT = "https://strict.example.com";
const MORE = `
[[resource]]
name = "lab"
identifier = "${LAB}"
[[resource.rule]]
path = "/**"
scopes = ["models:read"]
[[resource]]
name = "strict"
identifier = "${STRICT}"
audience = "strict-api"
[[resource.rule]]
path = "/**"
scopes = ["pipelines:read"]
`;

function assertInvalidTarget({ status, body }) {
  assert.deepEqual([status, body.error], [400, "invalid_target"], JSON.stringify(body));
}

describe("tokens for a resource", () => {
  let service, client, user, session;
  const used = useServer({ args: plantArgs(MORE) }, async ({ admin }) => {
    service = await admin.createService({ scopes: ["pipelines:read", "models:read", "users:read", "tokens:introspect"] });
    client = await admin.createClient({
      grant_types: ["authorization_code", "refresh_token"],
      scopes: ["openid", "pipelines:read", "models:read"],
    });
    user = await admin.createUser({ roles: ["Engineer"] });
  });
  before(async () => {
    session = await signedIn(used.server, user);
  });
  const exchange = async (changes, fields = {}) => {
    const { form } = await codeFor(used.server, client, { user, session, ...changes });
    return tokenForm(used.server, client, { ...form, ...fields });
  };
  const audienceAndScope = (token) => {
    const { aud, scope } = claimsOf(token);
    return [aud, scope];
  };

  it("client credentials are narrowed to the resource that is named", async () => {
    const { access_token, scope } = await serviceToken(used.server, service, { resource: PLANT });
    assert.deepEqual(audienceAndScope(access_token), [PLANT, "pipelines:read"]);
    assert.equal(scope, "pipelines:read");
    const strict = await serviceToken(used.server, service, { resource: STRICT });
    assert.equal(claimsOf(strict.access_token).aud, "strict-api");
    const plain = await serviceToken(used.server, service);
    assert.deepEqual(claimsOf(plain.access_token).aud, used.server.issuer);
    const { items } = await used.server.admin.must("GET", "/audit?action=token.issued&page_size=3");
    assert.deepEqual(items.map(({ details }) => details.audience), [undefined, "strict-api", PLANT]);
  });

  it("what is unknown, malformed or twice is invalid_target", async () => {
    for (const resource of ["https://other.example.com", `${PLANT}/`, "plant", `${PLANT}#x`, "x y"]) {
      assertInvalidTarget(await tokenForm(used.server, service, { grant_type: "client_credentials", resource }));
    }
    const twice = [["grant_type", "client_credentials"], ["resource", PLANT], ["resource", LAB]];
    assertInvalidTarget(await tokenForm(used.server, service, twice));
    const answer = await getAuthorize(used.server, authorization(client, { resource: "https://other.example.com" }).parameters, session);
    await assertBack(answer, "invalid_target", { server: used.server });
  });

  it("a grant for one resource yields tokens for it, and an ID token as ever", async () => {
    const { body } = await exchange({ resource: PLANT, scope: "openid pipelines:read models:read" });
    assert.deepEqual(audienceAndScope(body.access_token), [PLANT, "pipelines:read"]);
    assert.equal(claimsOf(body.id_token).aud, client.client_id);
    const again = await refresh(used.server, client, body.refresh_token);
    assert.deepEqual(audienceAndScope(again.body.access_token), [PLANT, "pipelines:read"]);
    assertInvalidTarget(await refresh(used.server, client, again.body.refresh_token, { resource: LAB }));
    const still = await refresh(used.server, client, again.body.refresh_token, { resource: PLANT });
    assert.equal(still.status, 200);
  });

  it("a grant for several yields a token for each, one at a time", async () => {
    const { verifier, parameters } = authorization(client, { scope: "openid pipelines:read models:read" });
    const several = [...parameters, ["resource", PLANT], ["resource", LAB]];
    const redirect = await authorize(authorizeUrl(used.server, several), { user, session });
    const code = redirect.searchParams.get("code");
    assert.ok(code, `${redirect}`);
    const form = { grant_type: "authorization_code", code, redirect_uri: client.redirect_uris[0], code_verifier: verifier };
    assertInvalidTarget(await tokenForm(used.server, client, form));
    assertInvalidTarget(await tokenForm(used.server, client, { ...form, resource: STRICT }));
    const first = await tokenForm(used.server, client, { ...form, resource: LAB });
    assert.deepEqual(audienceAndScope(first.body.access_token), [LAB, "models:read"]);
    const second = await refresh(used.server, client, first.body.refresh_token, { resource: PLANT });
    assert.deepEqual(audienceAndScope(second.body.access_token), [PLANT, "pipelines:read"]);
  });

  it("a grant for none is narrowed token by token", async () => {
    const { body } = await exchange({ scope: "openid pipelines:read models:read" }, { resource: LAB });
    assert.deepEqual(audienceAndScope(body.access_token), [LAB, "models:read"]);
    const { body: plain } = await refresh(used.server, client, body.refresh_token);
    assert.deepEqual(audienceAndScope(plain.access_token), [used.server.issuer, "openid pipelines:read models:read"]);
  });

  it("the user is asked for what the resources know, and no more", async () => {
    const { admin } = used.server;
    const stranger = await admin.createUser({ roles: ["Engineer"] });
    const { form } = await codeFor(used.server, client, {
      user: stranger,
      session: await signedIn(used.server, stranger),
      scope: "openid pipelines:read models:read",
      resource: PLANT,
    });
    assert.equal((await tokenForm(used.server, client, form)).status, 200);
    const { items } = await admin.must("GET", `/audit?action=consent.granted&actor=${stranger.id}`);
    assert.equal(items[0].details.scope, "openid pipelines:read");
  });

  it("a token for a resource opens that resource alone", async () => {
    const { origin } = used.server;
    const [plain, plant, lab, strict] = await Promise.all(
      [{}, { resource: PLANT }, { resource: LAB }, { resource: STRICT }].map(async (fields) =>
        (await serviceToken(used.server, service, fields)).access_token),
    );
    const at = async (resource, token) =>
      (await askNginx(origin, "GET", resource === "plant" ? "/plant/pipelines" : "/x", token, { resource: `/${resource}` })).status;
    assert.deepEqual(await Promise.all([plain, plant, lab, strict].map((token) => at("plant", token))), [200, 200, 401, 401]);
    assert.deepEqual(await Promise.all([plain, plant, lab, strict].map((token) => at("lab", token))), [200, 401, 200, 401]);
    assert.deepEqual(await Promise.all([plain, plant, lab, strict].map((token) => at("strict", token))), [401, 401, 401, 200]);
  });

  it("the server's own API and userinfo take its own audience alone", async () => {
    const authorized = (token) => ({ headers: { authorization: `Bearer ${token}` } });
    const { body } = await exchange({ scope: "openid pipelines:read" }, { resource: PLANT });
    for (const path of ["/api/v1/users", "/api/v1/me", ENDPOINT.userinfo]) {
      assert.equal((await send(used.server.origin + path, authorized(body.access_token))).status, 401, path);
    }
    const { body: plain } = await exchange({ scope: "openid pipelines:read" });
    assert.equal((await send(used.server.origin + ENDPOINT.userinfo, authorized(plain.access_token))).status, 200);
  });

  it("introspection tells the audience, and revocation takes the token", async () => {
    const { access_token } = await serviceToken(used.server, service, { resource: PLANT });
    const { body } = await introspectForm(used.server, service, access_token);
    assert.deepEqual([body.active, body.aud, body.scope], [true, PLANT, "pipelines:read"]);
    assert.equal((await revokeForm(used.server, service, access_token)).status, 200);
    assert.deepEqual((await introspectForm(used.server, service, access_token)).body, { active: false });
  });

  it("grants keep their resources over a restart, and a resource that is gone is invalid_target", async () => {
    const { body } = await exchange({ resource: PLANT, scope: "pipelines:read" });
    used.server.options.args = plantArgs();
    await used.server.restart();
    const again = await refresh(used.server, client, body.refresh_token);
    assert.equal(claimsOf(again.body.access_token).aud, PLANT);
    used.server.options.args = [];
    await used.server.restart();
    assertInvalidTarget(await refresh(used.server, client, again.body.refresh_token));
    used.server.options.args = plantArgs(MORE);
    await used.server.restart();
    assert.equal((await refresh(used.server, client, again.body.refresh_token)).status, 200);
    session = await signedIn(used.server, user);
  });
});

describe("the metadata of a protected resource", () => {
  const used = useServer({ args: plantArgs(MORE) });
  const PATH = "/.well-known/oauth-protected-resource";
  const get = (path, host = "127.0.0.1") => ask(used.server.origin, path, { headers: { host } });

  it("is where the identifier says, and describes the resource", async () => {
    const answer = await get(`${PATH}/plant`, "api.example.com");
    assert.equal(answer.status, 200);
    assert.match(answer.headers["content-type"], /^application\/json/);
    assert.equal(answer.headers["access-control-allow-origin"], "*");
    const { scopes_supported, ...metadata } = JSON.parse(answer.text);
    assert.deepEqual(metadata, {
      resource: PLANT,
      resource_name: "Plant API",
      authorization_servers: [used.server.issuer],
      bearer_methods_supported: ["header"],
    });
    assert.deepEqual(scopes_supported.sort(), ["pipelines:read", "pipelines:write"]);
  });

  it("is found by host where the path is not enough", async () => {
    assert.equal(JSON.parse((await get(PATH, "lab.example.com")).text).resource, LAB);
    assert.equal(JSON.parse((await get(PATH, "strict.example.com")).text).resource, STRICT);
    for (const [path, host] of [[PATH, "127.0.0.1"], [`${PATH}/`, "lab.example.com"], [`${PATH}/other`, "api.example.com"], [`${PATH}/plant/`, "api.example.com"]]) {
      assert.equal((await get(path, host)).status, 404, `${host}${path}`);
    }
  });

  it("is named by the challenge", async () => {
    const url = `https://api.example.com${PATH}/plant`;
    const none = await askNginx(used.server.origin, "GET", "/plant/pipelines");
    assert.equal(none.headers["www-authenticate"], `Bearer realm="Latchkey", resource_metadata="${url}"`);
    const bad = await askNginx(used.server.origin, "GET", "/plant/pipelines", "no-token");
    assert.ok(bad.headers["www-authenticate"].endsWith(`, resource_metadata="${url}"`), bad.headers["www-authenticate"]);
  });

  it("is listed by the server's own", async () => {
    const { body } = await send(`${used.server.origin}/.well-known/oauth-authorization-server`);
    assert.deepEqual(body.protected_resources, [PLANT, LAB, STRICT]);
  });
});
