// security.md, "Back errors": 303 to the registered redirect URI with error, state and iss.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startApp } from "../harness/app.js";
import { authorize, authorizeUrl } from "../harness/flow.js";
import { parse } from "node-html-parser";
import { readForm, Session } from "../harness/http.js";
import {
  assertAsks,
  assertBack,
  authorization,
  CALLBACK,
  claimsOf,
  codeFor,
  getAuthorize,
  openForm,
  postAuthorize,
  signedIn,
  sleep,
  tokenForm,
  tokensFor,
  useServer,
} from "./support.js";

describe("back errors at the authorization endpoint", () => {
  let client, confidential, noPkce, app;
  const used = useServer({}, async ({ admin }) => {
    client = await admin.createPublicClient({ redirect_uris: [CALLBACK, "https://app.example.com/cb?tenant=a%20b"] });
    confidential = await admin.createClient();
    noPkce = await admin.createClient({ require_pkce: false });
    return { user: await admin.createUser(), other: await admin.createUser() };
  });
  before(async () => {
    app = await startApp({});
  });
  after(() => app.close());

  async function refusedBack(changes, error, of = client) {
    const { parameters } = authorization(of, changes);
    await assertBack(await getAuthorize(used.server, parameters), error, used, `GET ${JSON.stringify(changes)}`);
    await assertBack(await postAuthorize(used.server, parameters), error, used, `POST ${JSON.stringify(changes)}`);
  }

  it("'response types other than code (unsupported_response_type)'", async () => {
    for (const response_type of ["token", "id_token", "code token", "code id_token", "none", "CODE", "code code", " code"]) {
      await refusedBack({ response_type }, "unsupported_response_type");
    }
    await refusedBack({ response_type: null }, "invalid_request");
  });

  it("'response modes not offered'", async () => {
    for (const response_mode of ["fragment", "web_message", "jwt", "query.jwt", "QUERY", "query form_post"]) {
      await refusedBack({ response_mode }, "invalid_request");
    }
  });

  it("'PKCE missing or plain where required'", async () => {
    for (const of of [client, confidential]) {
      await refusedBack({ code_challenge: null, code_challenge_method: null }, "invalid_request", of);
      await refusedBack({ code_challenge_method: "plain" }, "invalid_request", of);
      await refusedBack({ code_challenge_method: null }, "invalid_request", of);
      await refusedBack({ code_challenge: null }, "invalid_request", of);
      await refusedBack({ code_challenge_method: "s256" }, "invalid_request", of);
    }
  });

  it("plain is refused even where PKCE is not required", async () => {
    await assertAsks(
      await getAuthorize(used.server, authorization(noPkce, { code_challenge: null, code_challenge_method: null }).parameters),
      "login",
    );
    await refusedBack({ code_challenge_method: "plain" }, "invalid_request", noPkce);
    await refusedBack({ code_challenge_method: null }, "invalid_request", noPkce);
  });

  it("'a challenge that is not 43-128 unreserved characters'", async () => {
    for (const code_challenge of [
      "a".repeat(42),
      "a".repeat(129),
      `${"a".repeat(42)}=`,
      `${"a".repeat(42)}+`,
      `${"a".repeat(42)}/`,
      `${"a".repeat(42)} `,
      `${"a".repeat(42)}é`,
      `${"a".repeat(42)}\n`,
    ]) {
      await refusedBack({ code_challenge }, "invalid_request");
    }
    for (const code_challenge of ["a".repeat(43), "-._~".repeat(32)]) {
      await assertAsks(
        await getAuthorize(used.server, authorization(client, { code_challenge }).parameters),
        "login",
        code_challenge,
      );
    }
  });

  it("'contradictory prompt'", async () => {
    for (const prompt of [
      "none login",
      "login none",
      "none consent",
      "none select_account",
      "none none login",
      "create",
      "NONE",
      "login,consent",
    ]) {
      await refusedBack({ prompt }, "invalid_request");
    }
  });

  it("'malformed max_age'", async () => {
    for (const max_age of ["-1", "+1", "1.0", "1e3", "abc", " 1", "0x10", "9".repeat(40)])
      await refusedBack({ max_age }, "invalid_request");
    for (const max_age of ["0", "3600", "9999999999"]) {
      await assertAsks(await getAuthorize(used.server, authorization(client, { max_age }).parameters), "login", max_age);
    }
  });

  it("a scope outside the client's list, or not a scope at all", async () => {
    for (const scope of ["openid admin", "OPENID", 'a"b', "a\\b", "é", "a\tb"]) await refusedBack({ scope }, "invalid_scope");
  });

  it("'request/request_uri where not supported (their own error codes, and not one packet sent out)'", async () => {
    await refusedBack({ request: "eyJhbGciOiJub25lIn0.e30." }, "request_not_supported");
    await refusedBack({ request_uri: `${app.origin}/request.jwt` }, "request_uri_not_supported");
    await refusedBack({ request_uri: "urn:ietf:params:oauth:request_uri:x" }, "request_uri_not_supported");
    await refusedBack({ registration: "{}" }, "registration_not_supported");
    await sleep(200);
    assert.deepEqual(app.requests, []);
  });

  it("the errors come with a description and never with HTML of the request", async () => {
    const { parameters } = authorization(client, { response_type: "<script>" });
    const location = await assertBack(await getAuthorize(used.server, parameters), "unsupported_response_type", used);
    assert.match(location.searchParams.get("error_description"), /^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    assert.equal(/[<>]|%3c/i.test(location.href), false);
  });

  it("the registered URI keeps its own query", async () => {
    const redirect_uri = "https://app.example.com/cb?tenant=a%20b";
    const { parameters } = authorization(client, { redirect_uri, prompt: "none" });
    const answer = await getAuthorize(used.server, parameters);
    assert.ok(answer.headers.get("location").startsWith(`${redirect_uri}&`), answer.headers.get("location"));
    await assertBack(answer, "login_required", { ...used, redirect_uri });
  });

  it("with response_mode=form_post the error goes back in a form", async () => {
    const { parameters } = authorization(client, { response_mode: "form_post", prompt: "none", state: "<&\"'é" });
    const answer = await getAuthorize(used.server, parameters);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("location"), null);
    const form = readForm(await answer.text(), used.server.origin);
    assert.equal(form.action, CALLBACK);
    assert.equal(form.method, "POST");
    const fields = Object.fromEntries(form.fields.map(([name, value]) => [name, unescape(value)]));
    assert.equal(fields.error, "login_required");
    assert.equal(fields.state, "<&\"'é");
    assert.equal(fields.iss, used.server.issuer);
    assert.equal(fields.code, undefined);
  });

  describe("'state returns byte-exact, up to 4 kB'", () => {
    const STATES = {
      "all printable ASCII": Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join(""),
      "encoded and double-encoded": "a%20b%2520c+d&e=f#g",
      "spaces around": "  x  ",
      "UTF-8": "zürich ☃ 😀 е́",
      "line breaks": "a\r\nLocation: https://evil.example.com/\r\n\r\nb\tc\n",
      "4096 bytes": "x".repeat(4096),
      "4096 bytes of UTF-8": "é".repeat(2048),
    };
    for (const [what, state] of Object.entries(STATES)) {
      it(what, async () => {
        const back = { ...used, state };
        const { parameters } = authorization(client, { state, prompt: "none" });
        await assertBack(await getAuthorize(used.server, parameters), "login_required", back);
        const session = await signedIn(used.server, used.user);
        const { redirect } = await codeFor(used.server, client, { user: used.user, session, state });
        assert.equal(redirect.searchParams.get("state"), state);
      });
    }

    it("4097 bytes are a fault, and do not go back", async () => {
      const { parameters } = authorization(client, { state: "x".repeat(4097) });
      await assertBack(await getAuthorize(used.server, parameters), "invalid_request", { ...used, state: null });
    });
  });

  describe("'prompt=none answers login_required / consent_required'", () => {
    it("login_required to nobody, consent_required without consent, and a code with it", async () => {
      const { parameters } = authorization(confidential, { prompt: "none" });
      await assertBack(await getAuthorize(used.server, parameters), "login_required", used);
      const session = await signedIn(used.server, used.user);
      await assertBack(await getAuthorize(used.server, parameters, session), "consent_required", used);
      await codeFor(used.server, confidential, { user: used.user, session });
      const answer = await getAuthorize(used.server, parameters, session);
      assert.ok(new URL(answer.headers.get("location")).searchParams.get("code"));
    });

    it("login_required when max_age has passed", async () => {
      const session = await signedIn(used.server, used.user);
      await sleep(1100);
      const { parameters } = authorization(confidential, { prompt: "none", max_age: "1" });
      await assertBack(await getAuthorize(used.server, parameters, session), "login_required", used);
    });

    it("consent_required when more scope is asked for than was agreed to", async () => {
      const session = await signedIn(used.server, used.other);
      await codeFor(used.server, confidential, { user: used.other, session, scope: "openid" });
      const { parameters } = authorization(confidential, { prompt: "none", scope: "openid email" });
      await assertBack(await getAuthorize(used.server, parameters, session), "consent_required", used);
    });
  });

  describe("'max_age and prompt=login really ask for credentials and give a fresh auth_time'", () => {
    const authTime = ({ id_token }) => claimsOf(id_token).auth_time;

    for (const [what, changes] of Object.entries({
      "prompt=login": { prompt: "login" },
      "max_age=1": { max_age: "1" },
      "max_age=0": { max_age: "0" },
      "prompt=select_account": { prompt: "select_account" },
    })) {
      it(what, async () => {
        const { server, user } = used;
        const session = await signedIn(server, user);
        const before = authTime(await tokensFor(server, confidential, { user, session, scope: "openid" }));
        await sleep(2100);
        const { parameters, verifier } = authorization(confidential, { ...changes, scope: "openid" });
        const page = await openForm(session, authorizeUrl(server, parameters), "password");
        // Coming back without credentials leads to the same question, never to a code.
        const resume = new URL("/api/v1/oauth2/authorize/resume", server.origin);
        resume.search = new URL(page.url).search;
        await assertAsks(await session.get(resume), "login", "resumed without credentials");
        const answered = await session.submit(page.form, { email: user.email, password: user.password });
        const code = new URL(answered.location).searchParams.get("code");
        const { status, body } = await tokenForm(server, confidential, {
          grant_type: "authorization_code",
          code,
          redirect_uri: CALLBACK,
          code_verifier: verifier,
        });
        assert.equal(status, 200);
        assert.ok(authTime(body) >= before + 2, `${authTime(body)} after ${before}`);
      });
    }

    it("max_age=10000 asks nobody who is signed in", async () => {
      const { server, user } = used;
      const session = await signedIn(server, user);
      await codeFor(server, confidential, { user, session, scope: "openid" });
      const { parameters } = authorization(confidential, { max_age: "10000", scope: "openid" });
      const answer = await getAuthorize(server, parameters, session);
      assert.ok(new URL(answer.headers.get("location")).searchParams.get("code"));
    });
  });

  describe("'an id_token_hint for another user never yields that user's code'", () => {
    let hint;
    before(async () => {
      hint = (await tokensFor(used.server, confidential, { user: used.other, scope: "openid" })).id_token;
    });
    const sub = (jwt) => claimsOf(jwt).sub;

    it("asks the one who is signed in to sign in as the other", async () => {
      const { server, user, other } = used;
      const session = await signedIn(server, user);
      await codeFor(server, confidential, { user, session });
      const { parameters, verifier } = authorization(confidential, { id_token_hint: hint });
      const page = await openForm(session, authorizeUrl(server, parameters), "password");
      const answered = await session.submit(page.form, { email: other.email, password: other.password });
      const redirect = answered.location ? new URL(answered.location) : await authorize(answered.url, { session, user: other });
      const { body } = await tokenForm(server, confidential, {
        grant_type: "authorization_code",
        code: redirect.searchParams.get("code"),
        redirect_uri: CALLBACK,
        code_verifier: verifier,
      });
      assert.equal(sub(body.id_token), sub(hint));
    });

    it("answers login_required when the first user signs in again, and with prompt=none", async () => {
      const { server, user } = used;
      const session = await signedIn(server, user);
      const { parameters } = authorization(confidential, { id_token_hint: hint });
      const page = await openForm(session, authorizeUrl(server, parameters), "password");
      const answered = await session.submit(page.form, { email: user.email, password: user.password });
      const back = new URL(answered.location).searchParams;
      assert.deepEqual([back.get("error"), back.get("code")], ["login_required", null]);
      const quiet = authorization(confidential, { id_token_hint: hint, prompt: "none" });
      await assertBack(await getAuthorize(server, quiet.parameters, session), "login_required", used);
    });

    it("and one that is not an ID token of this server is invalid_request", async () => {
      const [header, payload] = hint.split(".");
      const { access_token } = await tokensFor(used.server, confidential, { user: used.user });
      for (const id_token_hint of ["x", `${header}.${payload}.`, `${header}.${payload}.AAAA`, access_token]) {
        await refusedBack({ id_token_hint }, "invalid_request");
      }
    });

    it("nor does a sub that the claims parameter asks for", async () => {
      const { server, user } = used;
      const session = await signedIn(server, user);
      const claims = JSON.stringify({ id_token: { sub: { value: sub(hint) } } });
      const { parameters } = authorization(confidential, { claims, prompt: "none" });
      await assertBack(await getAuthorize(server, parameters, session), "login_required", used);
    });
  });

  it("every answer of the endpoint is one that no cache keeps", async () => {
    for (const changes of [{}, { prompt: "none" }, { redirect_uri: "https://x.example/" }]) {
      const answer = await getAuthorize(used.server, authorization(client, changes).parameters, new Session());
      assert.match(answer.headers.get("cache-control") ?? "", /no-store/, JSON.stringify(changes));
    }
  });

  function unescape(text) {
    return parse(`<p>${text}</p>`).textContent;
  }
});
