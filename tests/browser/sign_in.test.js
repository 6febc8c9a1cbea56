// Signing in and consenting in Chromium: by keyboard alone, without JavaScript, and with a choice of scopes.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startApp } from "../harness/app.js";
import { consent, launchBrowser, leave, passThrough, signIn } from "../harness/browser.js";
import { authorizeUrl, pkce, tokenRequest } from "../harness/flow.js";
import { startServer } from "../harness/server.js";

describe("sign-in", () => {
  let server, app, browser, user, client, redirect_uri;

  before(async () => {
    server = await startServer();
    app = await startApp({ "/callback": "<!doctype html><title>Signed in</title>" });
    redirect_uri = `${app.origin}/callback`;
    user = await server.admin.createUser({ roles: ["Viewer"] });
    client = await server.admin.createClient({
      redirect_uris: [redirect_uri],
      scopes: ["openid", "profile", "email", "pipelines:read", "pipelines:execute", "acme.custom"],
    });
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await app?.close();
    assert.equal((await server.stop()).code, 0);
  });

  const authorize = (challenge = pkce().challenge, more = {}) =>
    authorizeUrl(server, {
      response_type: "code",
      client_id: client.client_id,
      redirect_uri,
      state: "s",
      code_challenge: challenge,
      code_challenge_method: "S256",
      ...more,
    });

  async function redeem(address, verifier) {
    const code = new URL(address).searchParams.get("code");
    const { status, body } = await tokenRequest(server, client, {
      grant_type: "authorization_code", code, redirect_uri, code_verifier: verifier });
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  async function visitor(t, options = {}) {
    const context = await browser.newContext(options);
    t.after(() => context.close());
    return context.newPage();
  }

  /** Presses Tab until the element that `selector` names has the focus, and asserts that one sees it. */
  async function tabTo(page, selector) {
    for (let presses = 0; presses < 40; presses += 1) {
      const focused = await page.evaluate((wanted) => {
        const at = document.activeElement;
        if (!at?.matches(wanted)) return null;
        const { outlineStyle, boxShadow } = getComputedStyle(at);
        return { visible: outlineStyle !== "none" || boxShadow !== "none" };
      }, selector);
      if (focused) {
        assert.ok(focused.visible, `${selector} shows no focus`);
        return;
      }
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab never reached ${selector}`);
  }

  it("works by keyboard alone", async (t) => {
    const page = await visitor(t);
    const { verifier, challenge } = pkce();
    await page.goto(authorize(challenge));
    await tabTo(page, 'input[name="email"]');
    await page.keyboard.type(user.email);
    await tabTo(page, 'input[name="password"]');
    await page.keyboard.type(user.password);
    await leave(page, () => page.keyboard.press("Enter"));
    await tabTo(page, 'input[name="scope"][value="email"]');
    await page.keyboard.press("Space");
    await tabTo(page, 'button[name="decision"][value="allow"]');
    await leave(page, () => page.keyboard.press("Enter"));
    const { scope } = await redeem(page.url(), verifier);
    assert.equal(scope.split(" ").includes("email"), false);
    assert.equal(scope.split(" ").includes("profile"), true);
  });

  it("works with JavaScript disabled", async (t) => {
    const page = await visitor(t, { javaScriptEnabled: false });
    const { verifier, challenge } = pkce();
    await page.goto(authorize(challenge, { prompt: "consent" }));
    const reached = await passThrough(page, redirect_uri, user);
    assert.ok((await redeem(reached, verifier)).access_token);
  });

  it("grants only what stays ticked: 'users may choose to grant a subset of these scopes'", async (t) => {
    const page = await visitor(t);
    const { verifier, challenge } = pkce();
    await page.goto(authorize(challenge, { prompt: "consent" }));
    await passThrough(page, redirect_uri, user, { without: ["acme.custom", "profile"] });
    const { scope } = await redeem(page.url(), verifier);
    assert.deepEqual(scope.split(" ").sort(), ["email", "openid", "pipelines:read"]);
  });

  it("names the application, and shows what this user cannot grant", async (t) => {
    const page = await visitor(t);
    await page.goto(authorize(undefined, { prompt: "consent" }));
    await signIn(page, user);
    assert.ok((await page.locator("body").innerText()).includes(client.name));
    for (const scope of ["profile", "email", "pipelines:read", "acme.custom"]) {
      assert.ok(await page.locator(`input[name="scope"][value="${scope}"]`).isChecked(), scope);
    }
    assert.equal(await page.locator('input[name="scope"][value="openid"]:enabled:not([type="hidden"])').count(), 0);
    assert.equal(await page.locator('input[name="scope"][value="pipelines:execute"]:enabled').count(), 0);
  });

  it("takes no for an answer", async (t) => {
    const page = await visitor(t);
    await page.goto(authorize(undefined, { prompt: "consent" }));
    await signIn(page, user);
    await consent(page, { decision: "deny" });
    const answer = new URL(page.url());
    assert.equal(answer.origin + answer.pathname, redirect_uri);
    assert.equal(answer.searchParams.get("error"), "access_denied");
    assert.equal(answer.searchParams.get("state"), "s");
    assert.equal(answer.searchParams.get("iss"), server.issuer);
  });

  it("keeps the e-mail address and says what is wrong after a wrong password", async (t) => {
    const page = await visitor(t);
    await page.goto(authorize());
    await signIn(page, { email: user.email, password: "not the password" });
    assert.equal(await page.locator('input[name="email"]').inputValue(), user.email);
    assert.equal(await page.locator('input[name="password"]').inputValue(), "");
    assert.equal(await page.locator('[role="alert"]').count(), 1);
    await passThrough(page, redirect_uri, user);
  });

  it("spends a consent once: going back and allowing again gives no second code", async (t) => {
    const page = await visitor(t);
    await page.goto(authorize(undefined, { prompt: "consent" }));
    await signIn(page, user);
    await consent(page);
    assert.ok(page.url().startsWith(redirect_uri));
    const statuses = [];
    page.on("response", (response) => statuses.push(response.status()));
    await page.goBack();
    const allow = page.locator('button[name="decision"][value="allow"]');
    if (await allow.count()) await leave(page, () => allow.click());
    assert.deepEqual(statuses.filter((status) => status >= 500), []);
    assert.equal(new URL(page.url()).searchParams.get("code"), null);
  });
});
