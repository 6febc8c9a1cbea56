// security.md, "Pages": the consent form.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { authorizeUrl } from "../harness/flow.js";
import { Session } from "../harness/http.js";
import { authorization, CALLBACK, claimsOf, fill, openForm, signedIn, tokenForm, useServer } from "./support.js";

describe("consent form", () => {
  let client, other, user, rival;
  const used = useServer({}, async ({ admin }) => {
    client = await admin.createClient({
      scopes: ["openid", "profile", "email", "pipelines:read", "acme.custom"],
      description: "Shows the plant",
    });
    other = await admin.createClient({
      name: "Other",
      redirect_uris: ["https://other.example.com/cb"],
      scopes: ["openid", "pipelines:write"],
    });
    user = await admin.createUser();
    rival = await admin.createUser();
  });

  const asking = (changes = {}) => authorizeUrl(used.server, authorization(client, { prompt: "consent", ...changes }).parameters);
  const at = (path) => used.server.origin + path;

  describe("'The consent form carries no authority: client, redirect URI, user and offered scopes come from the server's own record, bound to the browser, usable once'", () => {
    async function consent(who = user, changes = {}) {
      const session = await signedIn(used.server, who);
      const { parameters, verifier } = authorization(client, { prompt: "consent", ...changes });
      return { session, verifier, ...(await openForm(session, authorizeUrl(used.server, parameters), "decision")) };
    }
    const redeem = (redirect, verifier, of = client) =>
      tokenForm(used.server, of, {
        grant_type: "authorization_code",
        code: new URL(redirect).searchParams.get("code"),
        redirect_uri: of.redirect_uris[0],
        code_verifier: verifier,
      });

    it("fields for another client, redirect URI and user change nothing", async () => {
      const { session, form, verifier } = await consent();
      const answer = await session.submit(form, {
        decision: "allow",
        client_id: other.client_id,
        redirect_uri: "https://other.example.com/cb",
        user_id: rival.id,
        sub: rival.id,
        state: "theirs",
        response_type: "token",
        code_challenge: "x".repeat(43),
        nonce: "theirs",
      });
      assert.ok(answer.location?.startsWith(`${CALLBACK}?`), answer.location);
      assert.equal(new URL(answer.location).searchParams.get("state"), "a state");
      const { status, body } = await redeem(answer.location, verifier);
      assert.equal(status, 200);
      assert.equal(claimsOf(body.access_token).sub, user.id);
      assert.equal(claimsOf(body.access_token).client_id, client.client_id);
    });

    it("a scope that was not offered is never granted", async () => {
      for (const scope of ["pipelines:write", "clients:write", "nonsense"]) {
        const { session, form, verifier } = await consent();
        const { answer, location } = await session.submit(form, { decision: "allow", scope: ["openid", "profile", scope] });
        if (location === null) assert.equal(answer.status, 400);
        else assert.equal((await redeem(location, verifier)).body.scope.includes(scope), false);
      }
      const { session, form, verifier } = await consent(user, { scope: "openid profile" });
      const { answer, location } = await session.submit(form, { decision: "allow", scope: ["openid", "profile", "email"] });
      if (location === null) assert.equal(answer.status, 400);
      else assert.equal((await redeem(location, verifier)).body.scope, "openid profile");
    });

    it("another browser, signed in as the same user or another, cannot send it", async () => {
      for (const who of [user, rival]) {
        const mine = await consent();
        const theirs = await consent(who);
        const csrf = theirs.form.fields.find(([name]) => name === "csrf")[1];
        const { answer, location } = await theirs.session.submit(mine.form, { decision: "allow", csrf });
        assert.equal(location, null);
        assert.equal(answer.status, 400);
        assert.ok((await mine.session.submit(mine.form, { decision: "allow" })).location, "the right browser still can");
      }
    });

    it("nor can the same browser once another user has signed in there", async () => {
      const mine = await consent();
      const signIn = await openForm(mine.session, at("/logout"), "csrf");
      await mine.session.submit(signIn.form);
      const login = await openForm(mine.session, at("/login"), "password");
      await mine.session.submit(login.form, { email: rival.email, password: rival.password });
      const account = await (await mine.session.get(at("/account"))).text();
      assert.ok(account.includes(rival.email));
      const { answer, location } = await mine.session.submit(mine.form, { decision: "allow" });
      assert.equal(location, null);
      assert.ok([400, 403].includes(answer.status), `${answer.status}`);
    });

    it("it can be sent once", async () => {
      const { session, form } = await consent();
      assert.ok((await session.submit(form, { decision: "allow" })).location);
      const again = await session.submit(form, { decision: "allow" });
      assert.equal(again.location, null);
      assert.equal(again.answer.status, 400);
      const resumed = await session.get(
        at(
          `/api/v1/oauth2/authorize/resume?${new URLSearchParams({ interaction: form.fields.find(([name]) => name === "interaction")[1] })}`,
        ),
      );
      assert.equal(resumed.status, 400);
      assert.equal(resumed.headers.get("location"), null);
    });

    it("sent by 8 at once, it yields one code", async () => {
      const { session, form } = await consent();
      const sent = await Promise.all(Array.from({ length: 8 }, () => session.submit(form, { decision: "allow" })));
      const codes = new Set(sent.map(({ location }) => location && new URL(location).searchParams.get("code")).filter(Boolean));
      assert.equal(codes.size, 1);
    });

    it("a decision that is none is refused, and a denied one stays denied", async () => {
      const { session, form } = await consent();
      for (const decision of ["", "ALLOW", "yes"]) {
        const { answer, location } = await session.submit(form, { decision });
        assert.equal(location, null);
        assert.equal(answer.status, 400);
      }
      const denied = await session.submit(form, { decision: "deny" });
      assert.equal(new URL(denied.location).searchParams.get("error"), "access_denied");
      const after = await session.submit(form, { decision: "allow" });
      assert.equal(after.location, null);
    });

    it("an unknown, an empty and a missing interaction are refused, also at sign-in", async () => {
      for (const [open, having, fill] of [
        [async () => consent(), "decision", { decision: "allow" }],
        [
          async () => {
            const session = new Session();
            return { session, ...(await openForm(session, asking(), "password")) };
          },
          "password",
          { email: user.email, password: user.password },
        ],
      ]) {
        const { session, form } = await open();
        const { answer, location } = await session.submit(form, { ...fill, interaction: "lki_unknown" });
        assert.equal(location, null, having);
        assert.equal(answer.status, 400, having);
      }
      const { session, form } = await consent();
      const { answer } = await session.submit(form, { decision: "allow", interaction: null });
      assert.equal(answer.status, 400);
    });

    it("openid stays whatever is sent, and nothing ticked is still no more than that", async () => {
      const { session, form, verifier } = await consent();
      const { location } = await session.submit(form, { decision: "allow", scope: [] });
      assert.equal((await redeem(location, verifier)).body.scope, "openid");
    });
  });
});
