// security.md, "Token endpoint".

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { ENDPOINT } from "../harness/flow.js";
import { basic } from "../harness/http.js";
import { rawRequest } from "../harness/raw.js";
import {
  CALLBACK, claimsOf, codeFor, FORM_TYPE, inParallel, introspectForm, refresh, send, serviceToken, signedIn, tokenForm,
  tokensFor, useServer,
} from "./support.js";

const BODY_LIMIT = 64 * 1024;

describe("token endpoint", () => {
  let client, open, service, noPkce, stranger, url, session;
  const used = useServer({}, async ({ admin, origin }) => {
    url = origin + ENDPOINT.token;
    client = await admin.createClient({ redirect_uris: [CALLBACK, "https://app.example.com/other"] });
    stranger = await admin.createClient();
    noPkce = await admin.createClient({ require_pkce: false });
    open = await admin.createPublicClient();
    service = await admin.createService({ scopes: ["openid", "profile", "pipelines:read", "pipelines:write"] });
  });
  before(async () => {
    session = await signedIn(used.server, used.server.adminUser);
  });

  const code = (of = client, options = {}) => codeFor(used.server, of, { session, ...options });
  const token = (of, fields, headers) => tokenForm(used.server, of, fields, headers);
  const form = (fields) => new URLSearchParams(fields).toString();
  const service_form = () => form({ grant_type: "client_credentials", client_id: service.client_id, client_secret: service.client_secret });

  function assertError(answer, error, status = 400) {
    assert.equal(answer.status, status, answer.text);
    assert.equal(answer.body.error, error, answer.text);
    assert.match(answer.headers.get("content-type"), /^application\/json\b/);
    assert.equal(answer.headers.get("cache-control"), "no-store");
  }

  describe("'POST and application/x-www-form-urlencoded only'", () => {
    it("other methods are 405 with Allow", async () => {
      for (const method of ["GET", "HEAD", "PUT", "PATCH", "DELETE"]) {
        const answer = await send(`${url}?${form({ grant_type: "client_credentials" })}`, { method, headers: { authorization: basic(service.client_id, service.client_secret) } });
        assert.equal(answer.status, 405, method);
        assert.equal(answer.headers.get("allow"), "POST", method);
        assert.equal(answer.headers.get("cache-control"), "no-store", method);
      }
    });

    it("other content types are invalid_request", async () => {
      const content = { grant_type: "client_credentials" };
      for (const [type, body] of [["application/json", JSON.stringify(content)], ["text/plain", form(content)],
        ["multipart/form-data; boundary=x", "--x--"], ["application/x-www-form-urlencoded2", form(content)], ["", form(content)]]) {
        const headers = { authorization: basic(service.client_id, service.client_secret), "content-type": type };
        assertError(await send(url, { method: "POST", headers, body }), "invalid_request");
      }
    });

    it("a charset and another case of the type are still the type", async () => {
      for (const type of ["application/x-www-form-urlencoded; charset=utf-8", "Application/X-WWW-Form-URLEncoded;charset=UTF-8"]) {
        const answer = await send(url, { method: "POST", headers: { "content-type": type }, body: service_form() });
        assert.equal(answer.status, 200, answer.text);
      }
    });
  });

  describe("'body limit 64 kB, enforced also for chunked bodies without end'", () => {
    const padded = (size) => {
      const body = `${service_form()}&pad=`;
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
      const head = "POST /api/v1/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
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
      const answer = await rawRequest(used.server.port,
        `POST /api/v1/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${BODY_LIMIT + 1}\r\n\r\n`);
      assert.equal(answer.status, 413, answer.text);
    });
  });

  it("'secrets in the URL refused'", async () => {
    for (const name of ["client_secret", "code", "code_verifier", "refresh_token", "token", "password"]) {
      assertError(await send(`${url}?${name}=x`, { method: "POST", headers: FORM_TYPE, body: service_form() }), "invalid_request");
    }
    const query = form({ client_id: service.client_id, client_secret: service.client_secret });
    assertError(await send(`${url}?${query}`, { method: "POST", headers: FORM_TYPE, body: "grant_type=client_credentials" }), "invalid_request");
  });

  it("'every answer Cache-Control: no-store'", async () => {
    const answers = [
      await token(service, { grant_type: "client_credentials" }),
      await token(service, { grant_type: "password" }),
      await token({ ...service, client_secret: "wrong" }, { grant_type: "client_credentials" }),
      await send(url, { method: "POST", headers: { ...FORM_TYPE, "content-encoding": "gzip" }, body: "x" }),
    ];
    assert.deepEqual(answers.map(({ status }) => status), [200, 400, 401, 415]);
    for (const { headers } of answers) assert.equal(headers.get("cache-control"), "no-store");
  });

  describe("client authentication", () => {
    const fields = { grant_type: "client_credentials" };

    it("wrong, missing and unknown look the same, with a challenge", async () => {
      const answers = [
        await token({ ...service, client_secret: "lks_wrong" }, fields),
        await token({ client_id: service.client_id }, fields),
        await token({ client_id: "lkcunknown", client_secret: service.client_secret }, fields),
        await send(url, { method: "POST", headers: FORM_TYPE, body: form({ ...fields, client_id: service.client_id, client_secret: "wrong" }) }),
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
        const twice = new URLSearchParams(service_form());
        if (!twice.has(name)) twice.append(name, "pipelines:read");
        twice.append(name, twice.get(name));
        assertError(await send(url, { method: "POST", headers: FORM_TYPE, body: twice.toString() }), "invalid_request");
      }
    });

    it("malformed Basic credentials and other schemes are refused", async () => {
      const bad = ["Basic", "Basic ", "Basic !!!", `Basic ${Buffer.from("nocolon").toString("base64")}`, `Basic ${Buffer.from(":x").toString("base64")}`,
        `Basic ${Buffer.from("%zz:x").toString("base64")}`, "Bearer x", "Digest x"];
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

  describe("'Codes are bound to client, redirect_uri and PKCE'", () => {
    it("another client gets nothing with it, and does not spoil it", async () => {
      const { form: fields } = await code();
      assertError(await token(stranger, fields), "invalid_grant");
      assertError(await token(open, fields), "invalid_grant");
      assert.equal((await token(client, fields)).status, 200);
    });

    it("another redirect_uri, also another registered one, or none", async () => {
      const { form: fields } = await code();
      for (const redirect_uri of ["https://app.example.com/other", `${CALLBACK}/`, "https://evil.example.com/"]) {
        assertError(await token(client, { ...fields, redirect_uri }), "invalid_grant");
      }
      const { redirect_uri, ...without } = fields;
      assertError(await token(client, without), "invalid_request");
    });

    it("a wrong, a missing and a malformed verifier", async () => {
      for (const of of [client, open]) {
        const { form: fields, verifier } = await code(of);
        const { code_verifier, ...without } = fields;
        assertError(await token(of, without), "invalid_grant");
        for (const wrong of ["b".repeat(43), verifier.slice(0, -1), `${verifier}a`, verifier.toUpperCase(), "x"]) {
          assertError(await token(of, { ...fields, code_verifier: wrong }), "invalid_grant");
        }
      }
    });

    it("the challenge itself is no verifier", async () => {
      const { createHash } = await import("node:crypto");
      const { form: fields, verifier } = await code();
      const challenge = createHash("sha256").update(verifier).digest("base64url");
      assertError(await token(client, { ...fields, code_verifier: challenge }), "invalid_grant");
    });

    it("a verifier without a challenge is refused; without either it works where PKCE is off", async () => {
      const without = { code_challenge: null, code_challenge_method: null };
      const first = await code(noPkce, without);
      assertError(await token(noPkce, { ...first.form, code_verifier: "a".repeat(43) }), "invalid_grant");
      const second = await code(noPkce, without);
      assert.equal((await token(noPkce, second.form)).status, 200);
      const third = await code(noPkce);
      const { code_verifier, ...stripped } = third.form;
      assertError(await token(noPkce, stripped), "invalid_grant");
    });

    it("an unknown code, a refresh token and an access token are no codes", async () => {
      const tokens = await tokensFor(used.server, client, { session });
      for (const wrong of ["lka_x", "x", tokens.refresh_token, tokens.access_token]) {
        assertError(await token(client, { grant_type: "authorization_code", code: wrong, redirect_uri: CALLBACK, code_verifier: "a".repeat(43) }), "invalid_grant");
      }
    });
  });

  describe("'of any number of parallel redemptions at most one succeeds, and reuse revokes what was issued'", () => {
    const redeem = (of, fields) => {
      const authorization = of.client_secret ? { authorization: basic(of.client_id, of.client_secret) } : {};
      const body = form({ ...fields, ...(of.client_secret ? {} : { client_id: of.client_id }) });
      return inParallel(32, url, { method: "POST", headers: { ...FORM_TYPE, ...authorization }, body });
    };

    for (const which of ["confidential", "public"]) {
      it(`32 sockets, a ${which} client`, async () => {
        const of = which === "public" ? open : client;
        for (let round = 0; round < 5; round += 1) {
          const { form: fields } = await code(of);
          const answers = await redeem(of, fields);
          const good = answers.filter(({ status }) => status === 200);
          assert.equal(good.length, 1, answers.map(({ status }) => status).join());
          for (const { status, text } of answers.filter((answer) => answer !== good[0])) {
            assert.equal(status, 400);
            assert.equal(JSON.parse(text).error, "invalid_grant");
          }
          const issued = JSON.parse(good[0].text);
          assertError(await refresh(used.server, of, issued.refresh_token), "invalid_grant");
          const userinfo = await send(used.server.origin + ENDPOINT.userinfo, { headers: { authorization: `Bearer ${issued.access_token}` } });
          assert.equal(userinfo.status, 401);
          if (of.client_secret) {
            for (const dead of [issued.access_token, issued.refresh_token]) {
              assert.equal((await introspectForm(used.server, of, dead)).text, '{"active":false}');
            }
          }
        }
      });
    }

    it("one after the other: the second is invalid_grant and ends what the first was given", async () => {
      const { form: fields } = await code();
      const first = await token(client, fields);
      assert.equal((await introspectForm(used.server, client, first.body.access_token)).body.active, true);
      assertError(await token(client, fields), "invalid_grant");
      assert.equal((await introspectForm(used.server, client, first.body.access_token)).text, '{"active":false}');
      assertError(await refresh(used.server, client, first.body.refresh_token), "invalid_grant");
    });

    it("reuse by another client ends nothing", async () => {
      const { form: fields } = await code();
      const first = await token(client, fields);
      assertError(await token(stranger, fields), "invalid_grant");
      assert.equal((await introspectForm(used.server, client, first.body.access_token)).body.active, true);
    });
  });

  describe("'The same holds for refresh'", () => {
    it("32 at once: at most one successor exists, and all who get an answer get that one", async () => {
      for (const of of [client, open]) {
        const { refresh_token } = await tokensFor(used.server, of, { session });
        const authorization = of.client_secret ? { authorization: basic(of.client_id, of.client_secret) } : {};
        const body = form({ grant_type: "refresh_token", refresh_token, ...(of.client_secret ? {} : { client_id: of.client_id }) });
        const answers = await inParallel(32, url, { method: "POST", headers: { ...FORM_TYPE, ...authorization }, body });
        assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
        const bodies = answers.map(({ text }) => JSON.parse(text));
        assert.equal(new Set(bodies.map((one) => one.refresh_token)).size, 1);
        assert.notEqual(bodies[0].refresh_token, refresh_token);
        assert.equal(new Set(bodies.map((one) => one.access_token)).size, 32);
        const next = await refresh(used.server, of, bodies[0].refresh_token);
        assert.equal(next.status, 200);
        assertError(await refresh(used.server, of, refresh_token), "invalid_grant");
        assertError(await refresh(used.server, of, next.body.refresh_token), "invalid_grant");
      }
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
