// oidc-client-ts (npm) in Chromium: a single-page application on another origin than the issuer's.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { startApp } from "../harness/app.js";
import { launchBrowser, leave, passThrough } from "../harness/browser.js";
import { startServer } from "../harness/server.js";

const library = createRequire(import.meta.url)
  .resolve("oidc-client-ts")
  .replace(/dist\/.*/, "dist/browser/oidc-client-ts.min.js");

const html = (script) => `<!doctype html>
<html lang="en"><title>Dashboard</title><body><p id="state">loading</p>
<script src="/oidc-client-ts.js"></script><script src="/settings.js"></script><script>${script}</script></body></html>`;

const show = `(text) => { document.getElementById("state").textContent = text; }`;

describe("oidc-client-ts", () => {
  let server, app, browser, page, user, registered;

  const settings = () => `
    const manager = new oidc.UserManager({
      authority: ${JSON.stringify(server.issuer)},
      client_id: ${JSON.stringify(registered.client_id)},
      redirect_uri: location.origin + "/callback.html",
      post_logout_redirect_uri: location.origin + "/signed-out.html",
      scope: "openid profile email",
      loadUserInfo: true,
      automaticSilentRenew: false,
      userStore: new oidc.WebStorageStateStore({ store: localStorage }),
    });`;

  const pages = {
    "/": html(`(${show})("ready")`),
    "/oidc-client-ts.js": readFileSync(library, "utf8"),
    "/settings.js": (request, response) =>
      response.writeHead(200, { "content-type": "text/javascript" }).end(settings()),
    "/callback.html": html(`manager.signinRedirectCallback()
      .then((user) => "signed in as " + user.profile.email + " from " + user.state, (error) => "error: " + error.message).then(${show})`),
    "/signed-out.html": html(`manager.signoutRedirectCallback()
      .then(() => "signed out", (error) => "error: " + error.message).then(${show})`),
  };

  /** What the page says once it has finished loading. */
  async function state() {
    await page.waitForFunction(() => document.getElementById("state")?.textContent !== "loading");
    return page.locator("#state").textContent();
  }

  before(async () => {
    server = await startServer();
    app = await startApp(pages, { host: "localhost" });
    registered = await server.admin.createPublicClient({
      name: "Dashboard",
      redirect_uris: ["http://localhost:*/callback.html"],
      post_logout_redirect_uris: [`${app.origin}/signed-out.html`],
    });
    user = await server.admin.createUser();
    browser = await launchBrowser();
    page = await browser.newPage();
  });

  after(async () => {
    await browser?.close();
    await app?.close();
    assert.equal((await server.stop()).code, 0);
  });

  it("signs in by redirect, with discovery, token and userinfo fetched across origins", async () => {
    await page.goto(app.origin);
    assert.equal(await state(), "ready");
    await leave(page, () => page.evaluate(() => void manager.signinRedirect({ state: "here" })));
    await passThrough(page, `${app.origin}/callback.html`, user);
    assert.equal(await state(), `signed in as ${user.email} from here`);
    const found = await page.evaluate(async () => {
      const { profile, scope, refresh_token } = await manager.getUser();
      return { sub: profile.sub, name: profile.name, scope, refreshes: Boolean(refresh_token) };
    });
    assert.deepEqual(found, {
      sub: user.id,
      name: `${user.first_name} ${user.last_name}`,
      scope: "openid profile email",
      refreshes: true,
    });
  });

  it("renews silently by its refresh token", async () => {
    const [before_, after_] = await page.evaluate(async () => {
      const old = await manager.getUser();
      const renewed = await manager.signinSilent();
      return [old, renewed].map(({ access_token, refresh_token, profile }) => ({
        access_token, refresh_token, sub: profile.sub }));
    });
    assert.notEqual(after_.access_token, before_.access_token);
    assert.notEqual(after_.refresh_token, before_.refresh_token);
    assert.equal(after_.sub, before_.sub);
  });

  it("revokes its tokens across origins", async () => {
    const refused = await page.evaluate(async () => {
      const { refresh_token } = await manager.getUser();
      await manager.revokeTokens(["refresh_token"]);
      const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token,
        client_id: manager.settings.client_id });
      const endpoint = await manager.metadataService.getTokenEndpoint();
      const answer = await fetch(endpoint, { method: "POST", body: form });
      return { status: answer.status, error: (await answer.json()).error };
    });
    assert.deepEqual(refused, { status: 400, error: "invalid_grant" });
  });

  it("signs out by redirect", async () => {
    await leave(page, () => page.evaluate(() => void manager.signoutRedirect({ state: "bye" })));
    await page.waitForURL(`${app.origin}/signed-out.html?**`);
    assert.equal(await state(), "signed out");
    await page.goto(app.origin);
    await leave(page, () => page.evaluate(() => void manager.signinRedirect({ prompt: "none" })));
    await page.waitForURL(`${app.origin}/callback.html?**`);
    assert.match(await state(), /error: .*(login_required|[Ss]ign)/);
  });

  it("may not read what is not meant for browser applications", async () => {
    const outcome = await page.evaluate(async (issuer) => {
      const blocked = {};
      for (const path of ["/api/v1/oauth2/introspect", "/api/v1/auth/login", "/api/v1/me"]) {
        blocked[path] = await fetch(issuer + path).then(() => false, () => true);
      }
      return blocked;
    }, server.issuer);
    assert.deepEqual(Object.values(outcome), [true, true, true], JSON.stringify(outcome));
  });
});
