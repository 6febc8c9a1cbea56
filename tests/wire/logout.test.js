// OpenID Connect RP-Initiated Logout 1.0 at the logout endpoint and its page.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ENDPOINT } from "../harness/flow.js";
import { Session, readForm, textOf } from "../harness/http.js";
import { assertPage, refresh, signedIn, tokensFor, useServer } from "./support.js";

const RETURN = "https://app.example.com/signed-out";

describe("logout", () => {
  let client, other, user, rival;
  const used = useServer({}, async ({ admin }) => {
    client = await admin.createClient({ post_logout_redirect_uris: [RETURN, "https://app.example.com/bye?from=latchkey"] });
    other = await admin.createClient({ name: "Other", post_logout_redirect_uris: ["https://other.example.com/bye"] });
    user = await admin.createUser();
    rival = await admin.createUser();
  });

  const logout = (session, parameters) =>
    session.get(`${used.server.origin}${ENDPOINT.logout}?${new URLSearchParams(parameters)}`);
  const isSignedIn = async (session) => (await session.get(`${used.server.origin}/api/v1/me`)).status === 200;

  async function visitor(who = user) {
    const session = await signedIn(used.server, who);
    const tokens = await tokensFor(used.server, client, { session, user: who });
    return { session, tokens };
  }

  async function assertAsked(answer, session) {
    const html = await answer.text();
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("location"), null);
    assert.ok(await isSignedIn(session), "nothing is ended before the answer");
    return readForm(html, `${used.server.origin}/logout`, "csrf");
  }

  it("a good id_token_hint and a registered URI: back there with state, and the session has ended", async () => {
    for (const [uri, expected] of [
      [RETURN, `${RETURN}?state=a+b%26c`],
      ["https://app.example.com/bye?from=latchkey", "https://app.example.com/bye?from=latchkey&state=a+b%26c"],
    ]) {
      const { session, tokens } = await visitor();
      const cookie = session.cookie("latchkey_session");
      const answer = await logout(session, {
        id_token_hint: tokens.id_token,
        post_logout_redirect_uri: uri,
        state: "a b&c",
        client_id: client.client_id,
      });
      assert.equal(answer.status, 303);
      assert.equal(answer.headers.get("location"), expected);
      const copy = new Session();
      copy.setCookie("latchkey_session", cookie);
      assert.equal(await isSignedIn(copy), false);
      assert.equal(session.cookie("latchkey_session"), undefined);
    }
  });

  it("a good hint and no URI: the page says that it signed out", async () => {
    const { session, tokens } = await visitor();
    const answer = await logout(session, { id_token_hint: tokens.id_token });
    assert.equal(answer.status, 200);
    assert.match(textOf(await answer.text()), /signed out/i);
    assert.equal(await isSignedIn(session), false);
  });

  it("without a good hint it asks, and goes on when confirmed", async () => {
    const { access_token } = (await visitor()).tokens;
    for (const hint of [undefined, "x", access_token]) {
      const { session } = await visitor();
      const parameters = {
        client_id: client.client_id,
        post_logout_redirect_uri: RETURN,
        state: "s",
        ...(hint ? { id_token_hint: hint } : {}),
      };
      const form = await assertAsked(await logout(session, parameters), session);
      const { location } = await session.submit(form);
      assert.equal(location, `${RETURN}?state=s`);
      assert.equal(await isSignedIn(session), false);
    }
  });

  it("another user's hint ends nobody's session without asking, and then goes back to its client", async () => {
    const theirs = await visitor(rival);
    const { session } = await visitor();
    const form = await assertAsked(
      await logout(session, { id_token_hint: theirs.tokens.id_token, post_logout_redirect_uri: RETURN, state: "s" }),
      session,
    );
    assert.equal((await session.submit(form)).location, `${RETURN}?state=s`);
    assert.equal(await isSignedIn(session), false);
    assert.ok(await isSignedIn(theirs.session));
  });

  it("an unregistered URI, another client's and one without a client never redirect", async () => {
    for (const parameters of [
      { post_logout_redirect_uri: "https://evil.example.com/" },
      { post_logout_redirect_uri: `${RETURN}/` },
      { post_logout_redirect_uri: "https://other.example.com/bye" },
      { post_logout_redirect_uri: "javascript:alert(1)" },
    ]) {
      const { session, tokens } = await visitor();
      await assertPage(await logout(session, { id_token_hint: tokens.id_token, ...parameters }), JSON.stringify(parameters));
      await assertPage(await logout(session, { client_id: client.client_id, ...parameters }), JSON.stringify(parameters));
      await assertPage(await logout(session, parameters), JSON.stringify(parameters));
      assert.ok(await isSignedIn(session));
    }
    const { session, tokens } = await visitor();
    await assertPage(
      await logout(session, {
        id_token_hint: tokens.id_token,
        client_id: other.client_id,
        post_logout_redirect_uri: "https://other.example.com/bye",
      }),
      "a contradiction",
    );
    await assertPage(
      await logout(session, [
        ["state", "a"],
        ["state", "b"],
      ]),
      "twice",
    );
  });

  it("the confirmation's fields are judged again", async () => {
    for (const changes of [{ post_logout_redirect_uri: "https://evil.example.com/" }, { client_id: other.client_id }]) {
      const { session } = await visitor();
      const form = await assertAsked(
        await logout(session, { client_id: client.client_id, post_logout_redirect_uri: RETURN }),
        session,
      );
      const { location } = await session.submit(form, changes);
      assert.equal(location, null);
    }
  });

  it("no parameters: it asks who is signed in, and tells the others that they are signed out", async () => {
    const { session } = await visitor();
    await assertAsked(await logout(session, {}), session);
    const nobody = await logout(new Session(), {});
    assert.equal(nobody.status, 200);
    assert.match(textOf(await nobody.text()), /signed out/i);
  });

  it("by POST as by GET", async () => {
    const { session, tokens } = await visitor();
    const posted = await session.follow(used.server.origin + ENDPOINT.logout, {
      method: "POST",
      body: new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: RETURN, state: "s" }),
    });
    assert.equal(posted.location, `${RETURN}?state=s`);
    assert.equal(await isSignedIn(session), false);
  });

  it("signing out here leaves the refresh tokens of the application", async () => {
    const { session, tokens } = await visitor();
    await logout(session, { id_token_hint: tokens.id_token });
    assert.equal((await refresh(used.server, client, tokens.refresh_token)).status, 200);
  });
});
