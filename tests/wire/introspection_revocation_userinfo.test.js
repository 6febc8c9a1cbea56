// security.md, "Introspection, revocation, userinfo".

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import path from "node:path";
import { before, describe, it } from "node:test";
import { ENDPOINT } from "../harness/flow.js";
import {
  authorization,
  assertBack,
  claimsOf,
  FORM_TYPE,
  getAuthorize,
  introspectForm,
  postForm,
  refresh,
  revokeForm,
  send,
  serviceToken,
  signedIn,
  tokenForm,
  tokensFor,
  useServer,
} from "./support.js";

const INACTIVE = '{"active":false}';

describe("introspection, revocation and userinfo", () => {
  let client, other, open, service, auditor, user, session;
  const used = useServer({}, async ({ admin }) => {
    client = await admin.createClient({ scopes: ["openid", "profile", "email", "pipelines:read"] });
    other = await admin.createClient({ name: "Other" });
    open = await admin.createPublicClient();
    service = await admin.createService();
    auditor = await admin.createService({ scopes: ["tokens:introspect"] });
    user = await admin.createUser();
  });
  before(async () => {
    session = await signedIn(used.server, user);
  });

  const tokens = (of = client, options = {}) => tokensFor(used.server, of, { session, user, ...options });
  const introspect = (of, token) => introspectForm(used.server, of, token);
  const userinfo = (token, options = {}) =>
    send(used.server.origin + ENDPOINT.userinfo, { headers: { authorization: `Bearer ${token}` }, ...options });

  describe("introspection", () => {
    it("an active access token is described, and nothing beyond", async () => {
      const { access_token, scope } = await tokens();
      const { status, body, headers } = await introspect(client, access_token);
      const claims = claimsOf(access_token);
      assert.equal(status, 200);
      assert.equal(headers.get("cache-control"), "no-store");
      assert.deepEqual(body, {
        active: true,
        scope,
        client_id: client.client_id,
        username: user.email,
        token_type: "Bearer",
        exp: claims.exp,
        iat: claims.iat,
        sub: user.id,
        aud: claims.aud,
        iss: used.server.issuer,
        jti: claims.jti,
        org_id: claims.org_id,
      });
    });

    it("an active refresh token too, with its own end", async () => {
      const { refresh_token } = await tokens();
      const { body } = await introspect(client, refresh_token);
      assert.equal(body.active, true);
      assert.equal(body.sub, user.id);
      assert.ok(body.exp > body.iat);
      assert.equal(body.token_type, undefined);
    });

    it("'Inactive answers are exactly {\"active\":false}', whatever the reason", async () => {
      const { server } = used;
      const mine = await tokens();
      const theirs = await tokens(other);
      const own = await server.admin.createUser();
      const gone = await server.admin.createUser();
      const ofDisabled = await tokensFor(server, client, { user: own });
      const ofDeleted = await tokensFor(server, client, { user: gone });
      await server.admin.must("POST", `/users/${own.id}/disable`, {});
      await server.admin.must("DELETE", `/users/${gone.id}`);
      const rotated = await tokens();
      await refresh(server, client, rotated.refresh_token);
      const revoked = await tokens();
      await revokeForm(server, client, revoked.access_token);
      const ended = await tokens();
      await revokeForm(server, client, ended.refresh_token);
      const inactive = {
        "nothing known": "x",
        "an empty JWT": "..",
        "a code": "lka_x",
        "an ID token": mine.id_token,
        "another client's access token": theirs.access_token,
        "another client's refresh token": theirs.refresh_token,
        "a disabled user's": ofDisabled.access_token,
        "a disabled user's refresh token": ofDisabled.refresh_token,
        "a deleted user's": ofDeleted.access_token,
        "a deleted user's refresh token": ofDeleted.refresh_token,
        "a rotated refresh token": rotated.refresh_token,
        "a revoked access token": revoked.access_token,
        "the access token of a revoked grant": ended.access_token,
        "a revoked refresh token": ended.refresh_token,
        "a truncated token": mine.access_token.slice(0, -1),
        "20 kB": "a.b.".padEnd(20_000, "c"),
        "UTF-8": "é☃",
      };
      for (const [what, token] of Object.entries(inactive)) {
        const answer = await introspect(client, token);
        assert.deepEqual([answer.status, answer.text], [200, INACTIVE], what);
        assert.match(answer.headers.get("content-type"), /^application\/json/);
        assert.equal(answer.headers.get("cache-control"), "no-store");
      }
    });

    it("'It answers from the present state: roles lost since are seen at once'", async () => {
      const { server } = used;
      const own = await server.admin.createUser();
      const { access_token, scope } = await tokensFor(server, client, { user: own });
      assert.ok(scope.includes("pipelines:read"));
      await server.admin.must("PATCH", `/users/${own.id}`, { role_ids: [] });
      const { body } = await introspect(client, access_token);
      assert.equal(body.active, true);
      assert.equal(body.scope, "openid profile email");
    });

    it("'Callers: confidential clients for tokens issued to themselves, and for any token of their organization when their own scopes include tokens:introspect'", async () => {
      const { access_token, refresh_token } = await tokens();
      for (const token of [access_token, refresh_token]) {
        assert.equal((await introspect(client, token)).body.active, true);
        assert.equal((await introspect(auditor, token)).body.active, true);
        assert.equal((await introspect(other, token)).text, INACTIVE);
        assert.equal((await introspect(service, token)).text, INACTIVE);
      }
    });

    it("'no authentication is 401', as is a wrong one and a public client's", async () => {
      const { access_token } = await tokens(open);
      for (const who of [
        null,
        { ...client, client_secret: "lks_wrong" },
        { client_id: "unknown", client_secret: "x" },
        open,
        { client_id: client.client_id },
      ]) {
        const answer = await introspect(who, access_token);
        assert.equal(answer.status, 401, answer.text);
        assert.equal(answer.body.error, "invalid_client");
        assert.ok(answer.headers.get("www-authenticate"));
      }
    });

    it("a disabled client learns nothing", async () => {
      const own = await used.server.admin.createClient();
      const { access_token } = await tokens(own);
      await used.server.admin.must("POST", `/oauth2/clients/${own.client_id}/disable`, {});
      const answer = await introspect(own, access_token);
      assert.ok(answer.status === 401 || answer.text === INACTIVE, answer.text);
      assert.equal((await introspect(auditor, access_token)).body.active, true, "the token itself stays valid");
    });

    it("POST and form only, the token never in the URL", async () => {
      const { access_token } = await tokens();
      const url = used.server.origin + ENDPOINT.introspect;
      const get = await send(`${url}?token=${access_token}`);
      assert.equal(get.status, 405);
      const inUrl = await send(`${url}?token=${access_token}`, {
        method: "POST",
        headers: FORM_TYPE,
        body: new URLSearchParams({ client_id: client.client_id, client_secret: client.client_secret }),
      });
      assert.deepEqual([inUrl.status, inUrl.body.error], [400, "invalid_request"]);
      const missing = await postForm(used.server, ENDPOINT.introspect, client, {});
      assert.deepEqual([missing.status, missing.body.error], [400, "invalid_request"]);
    });

    it("a wrong token_type_hint misleads nobody", async () => {
      const { access_token, refresh_token } = await tokens();
      for (const [token, token_type_hint] of [
        [access_token, "refresh_token"],
        [refresh_token, "access_token"],
        [access_token, "nonsense"],
      ]) {
        assert.equal((await postForm(used.server, ENDPOINT.introspect, client, { token, token_type_hint })).body.active, true);
      }
    });
  });

  describe("revocation", () => {
    it("'Revocation of an unknown token is 200', with an empty body", async () => {
      for (const token of ["x", "lkr_unknown", "a.b.c", (await tokens()).id_token]) {
        const answer = await revokeForm(used.server, client, token);
        assert.deepEqual([answer.status, answer.text], [200, ""], token);
        assert.equal(answer.headers.get("cache-control"), "no-store");
      }
    });

    it("'of another client's token changes and tells nothing'", async () => {
      const mine = await tokens();
      for (const who of [other, open, service]) {
        for (const token of [mine.access_token, mine.refresh_token]) {
          const answer = await revokeForm(used.server, who, token);
          const unknown = await revokeForm(used.server, who, "x");
          assert.deepEqual([answer.status, answer.text], [unknown.status, unknown.text]);
        }
      }
      assert.equal((await introspect(client, mine.access_token)).body.active, true);
      assert.equal((await refresh(used.server, client, mine.refresh_token)).status, 200);
    });

    it("an access token is dead at once, the rest of its grant is not", async () => {
      const mine = await tokens();
      assert.equal((await revokeForm(used.server, client, mine.access_token)).status, 200);
      assert.equal((await introspect(client, mine.access_token)).text, INACTIVE);
      assert.equal((await userinfo(mine.access_token)).status, 401);
      const next = await refresh(used.server, client, mine.refresh_token);
      assert.equal(next.status, 200);
      assert.equal((await introspect(client, next.body.access_token)).body.active, true);
    });

    it("a refresh token takes its whole grant along", async () => {
      const mine = await tokens();
      assert.equal((await revokeForm(used.server, client, mine.refresh_token)).status, 200);
      assert.equal((await introspect(client, mine.access_token)).text, INACTIVE);
      assert.equal((await refresh(used.server, client, mine.refresh_token)).body.error, "invalid_grant");
      assert.equal((await revokeForm(used.server, client, mine.refresh_token)).status, 200, "twice is fine");
    });

    it("'Public clients may revoke their own tokens'", async () => {
      const mine = await tokens(open);
      assert.equal((await revokeForm(used.server, open, mine.access_token)).status, 200);
      assert.equal((await userinfo(mine.access_token)).status, 401);
      const second = await tokens(open);
      assert.equal((await revokeForm(used.server, open, second.refresh_token)).status, 200);
      assert.equal((await refresh(used.server, open, second.refresh_token)).body.error, "invalid_grant");
    });

    it("a client credentials token too", async () => {
      const { access_token } = await serviceToken(used.server, service);
      assert.equal((await introspect(service, access_token)).body.active, true);
      await revokeForm(used.server, service, access_token);
      assert.equal((await introspect(service, access_token)).text, INACTIVE);
    });

    it("without authentication it is 401 and nothing happens", async () => {
      const mine = await tokens();
      for (const who of [null, { ...client, client_secret: "wrong" }, { client_id: client.client_id }]) {
        assert.equal((await revokeForm(used.server, who, mine.refresh_token)).status, 401);
      }
      assert.equal((await refresh(used.server, client, mine.refresh_token)).status, 200);
    });

    it("'while storage is down it is 503, never 200'", async () => {
      const mine = await tokens();
      const release = await holdDatabase(used.server);
      let answer, issued;
      try {
        [answer, issued] = await Promise.all([
          revokeForm(used.server, client, mine.access_token),
          tokenForm(used.server, service, { grant_type: "client_credentials" }),
        ]);
      } finally {
        await release();
      }
      assert.equal(answer.status, 503, answer.text);
      assert.ok(Number(answer.headers.get("retry-after")) > 0);
      assert.equal(answer.body.error, "temporarily_unavailable");
      assert.equal(issued.status, 503, "nor is a token issued");
      assert.equal(issued.body.access_token, undefined);
      assert.equal((await introspect(client, mine.access_token)).body.active, true);
      assert.equal((await revokeForm(used.server, client, mine.access_token)).status, 200);
      assert.equal((await introspect(client, mine.access_token)).text, INACTIVE);
    });
  });

  describe("'An ID token is never accepted where an access token is due, nor the reverse (typ, aud)'", () => {
    it("an ID token at userinfo, introspection and the REST API", async () => {
      const { id_token } = await tokens();
      assert.equal((await userinfo(id_token)).status, 401);
      assert.equal((await introspect(client, id_token)).text, INACTIVE);
      assert.equal((await introspect(auditor, id_token)).text, INACTIVE);
      assert.equal(
        (await send(`${used.server.origin}/api/v1/me`, { headers: { authorization: `Bearer ${id_token}` } })).status,
        401,
      );
    });

    it("a refresh token, a code and a session value neither", async () => {
      const { refresh_token } = await tokens();
      for (const wrong of [refresh_token, "lka_x", session.cookie("latchkey_session")])
        assert.equal((await userinfo(wrong)).status, 401);
    });

    it("an access token as id_token_hint", async () => {
      const { access_token } = await tokens();
      const { parameters } = authorization(client, { id_token_hint: access_token, prompt: "none" });
      await assertBack(await getAuthorize(used.server, parameters, session), "invalid_request", used);
      const logout = await session.get(
        `${used.server.origin}${ENDPOINT.logout}?${new URLSearchParams({ id_token_hint: access_token })}`,
      );
      assert.equal(logout.status, 200);
      assert.equal((await session.get(`${used.server.origin}/api/v1/me`)).status, 200, "still signed in: it was only asked");
    });
  });

  describe("userinfo", () => {
    it("answers GET, and POST with the token in the header or in the body", async () => {
      const { access_token } = await tokens();
      const url = used.server.origin + ENDPOINT.userinfo;
      const answers = [
        await userinfo(access_token),
        await userinfo(access_token, { method: "POST" }),
        await send(url, { method: "POST", body: new URLSearchParams({ access_token }) }),
      ];
      for (const answer of answers) {
        assert.equal(answer.status, 200, answer.text);
        assert.equal(answer.headers.get("cache-control"), "no-store");
        const { updated_at, ...body } = answer.body;
        assert.equal(Number.isInteger(updated_at), true);
        assert.deepEqual(body, {
          sub: user.id,
          name: "Grace Hopper",
          given_name: "Grace",
          family_name: "Hopper",
          preferred_username: user.email,
          email: user.email,
          email_verified: answer.body.email_verified,
        });
      }
    });

    it("tells what the scope allows, and no more", async () => {
      const bare = await tokens(client, { scope: "openid", prompt: "consent" });
      assert.deepEqual((await userinfo(bare.access_token)).body, { sub: user.id });
      const mail = await tokens(client, { scope: "openid email", prompt: "consent" });
      assert.deepEqual(Object.keys((await userinfo(mail.access_token)).body).sort(), ["email", "email_verified", "sub"]);
    });

    it("without a token it is a bare challenge; with a bad one invalid_token; without openid insufficient_scope", async () => {
      const url = used.server.origin + ENDPOINT.userinfo;
      const bare = await send(url);
      assert.equal(bare.status, 401);
      assert.match(bare.headers.get("www-authenticate"), /^Bearer realm="[^"]+"$/);
      const bad = await userinfo("x");
      assert.equal(bad.status, 401);
      assert.match(bad.headers.get("www-authenticate"), /^Bearer .*error="invalid_token"/);
      const { access_token } = await serviceToken(used.server, service);
      const narrow = await userinfo(access_token);
      assert.equal(narrow.status, 403);
      assert.match(narrow.headers.get("www-authenticate"), /error="insufficient_scope".*scope="openid"/);
    });

    it("a token in the URL counts for nothing, two tokens are invalid_request", async () => {
      const { access_token } = await tokens();
      const url = used.server.origin + ENDPOINT.userinfo;
      assert.equal((await send(`${url}?access_token=${access_token}`)).status, 401);
      const twice = await send(url, {
        method: "POST",
        headers: { authorization: `Bearer ${access_token}` },
        body: new URLSearchParams({ access_token }),
      });
      assert.deepEqual([twice.status, twice.body.error], [400, "invalid_request"]);
      const thrice = await send(url, {
        method: "POST",
        body: new URLSearchParams([
          ["access_token", access_token],
          ["access_token", access_token],
        ]),
      });
      assert.equal(thrice.status, 400);
    });
  });
});

/** Holds what every write needs, as a hung disk would, until the returned function is called. */
async function holdDatabase(server) {
  const [command, begin] = server.database
    ? [["psql", server.database], "BEGIN; LOCK TABLE audit_events IN EXCLUSIVE MODE;"]
    : [["sqlite3", path.join(server.dataDir, "latchkey.db")], ".timeout 5000\nBEGIN IMMEDIATE;"];
  const holder = spawn(command[0], command.slice(1), { stdio: ["pipe", "pipe", "inherit"] });
  const held = new Promise((resolve) =>
    holder.stdout.setEncoding("utf8").on("data", (text) => text.includes("held") && resolve()),
  );
  holder.stdin.write(`${begin}\nSELECT 'held';\n`);
  await held;
  return () =>
    new Promise((resolve) => {
      holder.on("close", resolve);
      holder.stdin.end("ROLLBACK;\n");
    });
}
