// security.md, "Token endpoint".

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { ENDPOINT } from "../harness/flow.js";
import { basic } from "../harness/http.js";
import { rawRequest } from "../harness/raw.js";
import {
  assertError,
  claimsOf,
  FORM_TYPE,
  refresh,
  send,
  serviceToken,
  signedIn,
  tokenForm,
  tokensFor,
  useServer,
} from "./support.js";

const BODY_LIMIT = 64 * 1024;

describe("token endpoint", () => {
  let client, open, service, url, session;
  const used = useServer({}, async ({ admin, origin }) => {
    url = origin + ENDPOINT.token;
    client = await admin.createClient();
    open = await admin.createPublicClient();
    service = await admin.createService({ scopes: ["openid", "profile", "pipelines:read", "pipelines:write"] });
  });
  before(async () => {
    session = await signedIn(used.server, used.server.adminUser);
  });

  const token = (of, fields, headers) => tokenForm(used.server, of, fields, headers);
  const form = (fields) => new URLSearchParams(fields).toString();
  const serviceForm = () =>
    form({ grant_type: "client_credentials", client_id: service.client_id, client_secret: service.client_secret });

  describe("'POST and application/x-www-form-urlencoded only'", () => {
    it("other methods are 405 with Allow", async () => {
      for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE"]) {
        const answer = await send(`${url}?${form({ grant_type: "client_credentials" })}`, {
          method,
          headers: { authorization: basic(service.client_id, service.client_secret) },
        });
        assert.equal(answer.status, 405, method);
        assert.equal(answer.headers.get("allow"), "POST", method);
        assert.equal(answer.headers.get("cache-control"), "no-store", method);
      }
    });

    it("other content types are invalid_request", async () => {
      const content = { grant_type: "client_credentials" };
      for (const [type, body] of [
        ["application/json", JSON.stringify(content)],
        ["text/plain", form(content)],
        ["multipart/form-data; boundary=x", "--x--"],
        ["application/x-www-form-urlencoded2", form(content)],
        ["", form(content)],
      ]) {
        const headers = { authorization: basic(service.client_id, service.client_secret), "content-type": type };
        assertError(await send(url, { method: "POST", headers, body }), "invalid_request");
      }
    });

    it("a charset and another case of the type are still the type", async () => {
      for (const type of [
        "application/x-www-form-urlencoded; charset=utf-8",
        "Application/X-WWW-Form-URLEncoded;charset=UTF-8",
      ]) {
        const answer = await send(url, { method: "POST", headers: { "content-type": type }, body: serviceForm() });
        assert.equal(answer.status, 200, answer.text);
      }
    });
  });

  describe("'body limit 64 kB, enforced also for chunked bodies without end'", () => {
    const padded = (size) => {
      const body = `${serviceForm()}&pad=`;
      return body + "x".repeat(size - body.length);
    };

    it("64 kB are read, one byte more is 413", async () => {
      const good = await send(url, { method: "POST", headers: FORM_TYPE, body: padded(BODY_LIMIT) });
      assert.equal(good.status, 200, good.text);
      const bad = await send(url, { method: "POST", headers: FORM_TYPE, body: padded(BODY_LIMIT + 1) });
      assert.equal(bad.status, 413);
      assert.equal(bad.headers.get("cache-control"), "no-store");
    });

    it("the same by chunks", async () => {
      const head =
        "POST /api/v1/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
      const chunked = (body, size) => {
        let bytes = head;
        for (let at = 0; at < body.length; at += size) {
          const part = body.slice(at, at + size);
          bytes += `${part.length.toString(16)}\r\n${part}\r\n`;
        }
        return `${bytes}0\r\n\r\n`;
      };
      for (const size of [1000, BODY_LIMIT]) {
        assert.equal((await rawRequest(used.server.port, chunked(padded(BODY_LIMIT), size))).status, 200, `${size}`);
        assert.equal((await rawRequest(used.server.port, chunked(padded(BODY_LIMIT + 1), size))).status, 413, `${size}`);
      }
      const endless = `${head}${`400\r\n${"x".repeat(1024)}\r\n`.repeat(100)}`;
      const answer = await rawRequest(used.server.port, endless);
      assert.equal(answer.status, 413, answer.text);
      assert.equal(answer.closed, true);
    });

    it("a Content-Length beyond the limit is refused before the body comes", async () => {
      const answer = await rawRequest(
        used.server.port,
        `POST /api/v1/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${BODY_LIMIT + 1}\r\n\r\n`,
      );
      assert.equal(answer.status, 413, answer.text);
    });
  });

  it("'secrets in the URL refused'", async () => {
    for (const name of ["client_secret", "code", "code_verifier", "refresh_token", "token", "password"]) {
      assertError(await send(`${url}?${name}=x`, { method: "POST", headers: FORM_TYPE, body: serviceForm() }), "invalid_request");
    }
    const query = form({ client_id: service.client_id, client_secret: service.client_secret });
    assertError(
      await send(`${url}?${query}`, { method: "POST", headers: FORM_TYPE, body: "grant_type=client_credentials" }),
      "invalid_request",
    );
  });

  it("'every answer Cache-Control: no-store'", async () => {
    const answers = [
      await token(service, { grant_type: "client_credentials" }),
      await token(service, { grant_type: "password" }),
      await token({ ...service, client_secret: "wrong" }, { grant_type: "client_credentials" }),
      await send(url, { method: "POST", headers: { ...FORM_TYPE, "content-encoding": "gzip" }, body: "x" }),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 400, 401, 415],
    );
    for (const { headers } of answers) assert.equal(headers.get("cache-control"), "no-store");
  });

  describe("client authentication", () => {
    const fields = { grant_type: "client_credentials" };

    it("wrong, missing and unknown look the same, with a challenge", async () => {
      const answers = [
        await token({ ...service, client_secret: "lks_wrong" }, fields),
        await token({ client_id: service.client_id }, fields),
        await token({ client_id: "lkcunknown", client_secret: service.client_secret }, fields),
        await send(url, {
          method: "POST",
          headers: FORM_TYPE,
          body: form({ ...fields, client_id: service.client_id, client_secret: "wrong" }),
        }),
        await token({ client_id: open.client_id, client_secret: "x" }, fields),
      ];
      for (const answer of answers) {
        assertError(answer, "invalid_client", 401);
        assert.match(answer.headers.get("www-authenticate"), /^Basic /);
        assert.equal(answer.text, answers[0].text);
      }
    });

    it("two methods at once are invalid_request, as is another client_id in the body", async () => {
      const headers = { ...FORM_TYPE, authorization: basic(service.client_id, service.client_secret) };
      for (const more of [{ client_secret: service.client_secret }, { client_id: open.client_id }]) {
        assertError(await send(url, { method: "POST", headers, body: form({ ...fields, ...more }) }), "invalid_request");
      }
    });

    it("a parameter given twice is invalid_request", async () => {
      for (const name of ["grant_type", "scope", "client_id", "client_secret"]) {
        const twice = new URLSearchParams(serviceForm());
        if (!twice.has(name)) twice.append(name, "pipelines:read");
        twice.append(name, twice.get(name));
        assertError(await send(url, { method: "POST", headers: FORM_TYPE, body: twice.toString() }), "invalid_request");
      }
    });

    it("malformed Basic credentials and other schemes are refused", async () => {
      const bad = [
        "Basic",
        "Basic ",
        "Basic !!!",
        `Basic ${Buffer.from("nocolon").toString("base64")}`,
        `Basic ${Buffer.from(":x").toString("base64")}`,
        `Basic ${Buffer.from("%zz:x").toString("base64")}`,
        "Bearer x",
        "Digest x",
      ];
      for (const authorization of bad) {
        const answer = await send(url, { method: "POST", headers: { ...FORM_TYPE, authorization }, body: form(fields) });
        assert.ok([400, 401].includes(answer.status), `${authorization}: ${answer.status}`);
        assert.ok(["invalid_request", "invalid_client"].includes(answer.body.error), answer.text);
      }
    });

    it("no grant type, an unknown one and one that the client does not have", async () => {
      assertError(await token(service, {}), "invalid_request");
      for (const grant_type of ["password", "implicit", "urn:ietf:params:oauth:grant-type:device_code", "CLIENT_CREDENTIALS"]) {
        assertError(await token(service, { grant_type }), "unsupported_grant_type");
      }
      assertError(await token(service, { grant_type: "refresh_token", refresh_token: "lkr_x" }), "unauthorized_client");
      assertError(await token(client, { grant_type: "client_credentials" }), "unauthorized_client");
    });
  });

  describe("'Scope is never widened at refresh'", () => {
    it("more than was granted is invalid_scope, less is less, and the next may ask for all again", async () => {
      const { server } = used;
      const first = await tokensFor(server, client, { session, scope: "openid profile", prompt: "consent" });
      assert.equal(first.scope, "openid profile");
      for (const scope of ["openid email", "email", "openid profile email", "pipelines:read", 'a"b']) {
        assertError(await refresh(server, client, first.refresh_token, { scope }), "invalid_scope");
      }
      const less = await refresh(server, client, first.refresh_token, { scope: "profile" });
      assert.equal(less.body.scope, "profile");
      assert.equal(less.body.id_token, undefined);
      assert.equal(claimsOf(less.body.access_token).scope, "profile");
      const all = await refresh(server, client, less.body.refresh_token);
      assert.equal(all.body.scope, "openid profile");
    });

    it("nor when the client is given more later", async () => {
      const { server } = used;
      const own = await server.admin.createClient({ scopes: ["openid"] });
      const first = await tokensFor(server, own, { session });
      await server.admin.must("PATCH", `/oauth2/clients/${own.client_id}`, { scopes: ["openid", "email", "pipelines:read"] });
      assertError(await refresh(server, own, first.refresh_token, { scope: "openid email" }), "invalid_scope");
      assert.equal((await refresh(server, own, first.refresh_token)).body.scope, "openid");
    });
  });

  describe("'client_credentials never yields openid or a refresh token'", () => {
    it("not when asked for, not when the client has it", async () => {
      assertError(await token(service, { grant_type: "client_credentials", scope: "openid" }), "invalid_scope");
      assertError(await token(service, { grant_type: "client_credentials", scope: "pipelines:read openid" }), "invalid_scope");
      for (const scope of [undefined, "pipelines:read", "profile"]) {
        const body = await serviceToken(used.server, service, scope ? { scope } : {});
        assert.deepEqual(Object.keys(body).sort(), ["access_token", "expires_in", "scope", "token_type"]);
        assert.equal(body.scope.split(" ").includes("openid"), false);
        assert.equal(claimsOf(body.access_token).scope, body.scope);
      }
    });

    it("a scope outside the client's list is invalid_scope", async () => {
      for (const scope of ["pipelines:delete", "pipelines:read pipelines:delete", "x y", 'a"b']) {
        assertError(await token(service, { grant_type: "client_credentials", scope }), "invalid_scope");
      }
    });
  });
});
