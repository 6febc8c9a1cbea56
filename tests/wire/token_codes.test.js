// security.md, "Token endpoint": what codes are bound to, and that each works once.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { ENDPOINT } from "../harness/flow.js";
import { basic } from "../harness/http.js";
import {
  assertError,
  CALLBACK,
  codeFor,
  FORM_TYPE,
  inParallel,
  introspectForm,
  refresh,
  send,
  signedIn,
  tokenForm,
  tokensFor,
  useServer,
} from "./support.js";

describe("authorization codes", () => {
  let client, open, noPkce, stranger, url, session;
  const used = useServer({}, async ({ admin, origin }) => {
    url = origin + ENDPOINT.token;
    client = await admin.createClient({ redirect_uris: [CALLBACK, "https://app.example.com/other"] });
    stranger = await admin.createClient();
    noPkce = await admin.createClient({ require_pkce: false });
    open = await admin.createPublicClient();
  });
  before(async () => {
    session = await signedIn(used.server, used.server.adminUser);
  });

  const code = (of = client, options = {}) => codeFor(used.server, of, { session, ...options });
  const token = (of, fields, headers) => tokenForm(used.server, of, fields, headers);
  const form = (fields) => new URLSearchParams(fields).toString();
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
        assertError(
          await token(client, {
            grant_type: "authorization_code",
            code: wrong,
            redirect_uri: CALLBACK,
            code_verifier: "a".repeat(43),
          }),
          "invalid_grant",
        );
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
          const userinfo = await send(used.server.origin + ENDPOINT.userinfo, {
            headers: { authorization: `Bearer ${issued.access_token}` },
          });
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
        const body = form({
          grant_type: "refresh_token",
          refresh_token,
          ...(of.client_secret ? {} : { client_id: of.client_id }),
        });
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
});
