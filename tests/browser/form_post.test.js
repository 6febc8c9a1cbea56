// OAuth 2.0 Form Post Response Mode in Chromium: the answer reaches the application by a POST from the browser.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startApp } from "../harness/app.js";
import { launchBrowser, leave, signIn } from "../harness/browser.js";
import { authorizeUrl, pkce, tokenRequest } from "../harness/flow.js";
import { startServer } from "../harness/server.js";

const STATE = `a "quoted" <state> & 'é'`;

describe("response_mode=form_post", () => {
  let server, app, browser, user, client, redirect_uri;
  const received = [];

  before(async () => {
    server = await startServer();
    app = await startApp({
      "/callback": (request, response) => {
        let body = "";
        request.setEncoding("utf8").on("data", (part) => (body += part));
        request.on("end", () => {
          received.push({ method: request.method, headers: request.headers, fields: Object.fromEntries(new URLSearchParams(body)) });
          response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Signed in</title>");
        });
      },
    });
    redirect_uri = `${app.origin}/callback`;
    user = await server.admin.createUser({ roles: ["Viewer"] });
    client = await server.admin.createClient({ redirect_uris: [redirect_uri], scopes: ["openid", "profile"] });
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await app?.close();
    assert.equal((await server.stop()).code, 0);
  });

  async function visit(t, options, parameters = {}) {
    const context = await browser.newContext(options);
    t.after(() => context.close());
    const page = await context.newPage();
    const { verifier, challenge } = pkce();
    received.length = 0;
    await page.goto(
      authorizeUrl(server, {
        response_type: "code",
        response_mode: "form_post",
        client_id: client.client_id,
        redirect_uri,
        state: STATE,
        scope: "openid profile",
        code_challenge: challenge,
        code_challenge_method: "S256",
        ...parameters,
      }),
    );
    return { page, verifier };
  }

  async function assertCode(verifier) {
    assert.equal(received.length, 1);
    const [{ method, headers, fields }] = received;
    assert.equal(method, "POST");
    assert.equal(headers["content-type"], "application/x-www-form-urlencoded");
    assert.equal(headers.referer, undefined);
    assert.deepEqual(Object.keys(fields).sort(), ["code", "iss", "state"]);
    assert.equal(fields.state, STATE);
    assert.equal(fields.iss, server.issuer);
    const { status, body } = await tokenRequest(server, client, {
      grant_type: "authorization_code",
      code: fields.code,
      redirect_uri,
      code_verifier: verifier,
    });
    assert.equal(status, 200, JSON.stringify(body));
  }

  it("sends itself after sign-in and consent", async (t) => {
    const { page, verifier } = await visit(t, {}, { prompt: "consent" });
    await signIn(page, user);
    await page.locator('button[name="decision"][value="allow"]').click();
    await page.waitForURL(redirect_uri);
    await assertCode(verifier);
  });

  it("sends errors too", async (t) => {
    const { page } = await visit(t, {}, { prompt: "none" });
    await page.waitForURL(redirect_uri);
    const [{ method, fields }] = received;
    assert.equal(method, "POST");
    assert.equal(fields.error, "login_required");
    assert.equal(fields.state, STATE);
    assert.equal(fields.iss, server.issuer);
  });

  it("waits for the button where there is no JavaScript", async (t) => {
    const { page, verifier } = await visit(t, { javaScriptEnabled: false }, { prompt: "consent" });
    const button = page.locator("form[data-form-post] button");
    await signIn(page, user);
    await leave(page, () => page.locator('button[name="decision"][value="allow"]').click());
    assert.equal(received.length, 0);
    await leave(page, () => button.click());
    assert.equal(page.url(), redirect_uri);
    await assertCode(verifier);
  });
});
