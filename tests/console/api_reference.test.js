// The interactive API reference: authorizes by the server's own flows, and its calls succeed.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { passThrough } from "../harness/browser.js";
import { startConsole, watch } from "./support.js";

describe("API reference", () => {
  let app, server, viewer;

  before(async () => {
    app = await startConsole();
    server = app.server;
    viewer = await server.admin.createUser({ roles: ["Viewer"], email: "vera@example.com" });
  });
  after(() => app.stop());

  // A page of nobody's, with the dialog in which one of the flows asks for what it needs.
  async function openAuthorization(flow) {
    const context = await app.browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const met = watch(page);
    await page.goto(`${server.origin}/swagger/`);
    await page.getByRole("button", { name: "Authorize" }).first().click();
    const form = page.locator(".auth-container").filter({ hasText: flow });
    await form.getByLabel("client_id:").waitFor();
    return { page, form, met };
  }

  async function call(page, operationId, path) {
    await page.getByRole("button", { name: "Close", exact: true }).first().click();
    const operation = page.locator(`[id$="-${operationId}"]`);
    await operation.getByText(path, { exact: true }).click();
    await operation.getByRole("button", { name: "Try it out" }).click();
    const answer = page.waitForResponse((response) => new URL(response.url()).pathname === path);
    await operation.getByRole("button", { name: "Execute" }).click();
    const response = await answer;
    assert.match(response.request().headers().authorization, /^Bearer eyJ/);
    assert.equal(response.status(), 200);
    return response.json();
  }

  it("authorizes by authorization code and PKCE, in a window of its own", async () => {
    const client = await server.admin.createPublicClient({
      name: "API reference",
      redirect_uris: [`${server.origin}/swagger/oauth2-redirect.html`],
      scopes: ["openid", "profile", "email"],
    });
    const { page, form, met } = await openAuthorization("authorizationCode");
    await form.getByLabel("client_id:").fill(client.client_id);
    for (const scope of ["openid", "profile", "email"])
      await form.locator("label").filter({ hasText: new RegExp(`^${scope}`) }).click();
    const [popup] = await Promise.all([
      page.waitForEvent("popup"),
      form.getByRole("button", { name: "Apply given OAuth2 credentials" }).click(),
    ]);
    await popup.waitForLoadState();
    const closed = popup.waitForEvent("close");
    await passThrough(popup, `${server.origin}/swagger/`, viewer).catch(() => {});
    await closed;
    await form.getByRole("button", { name: /Remove authorization|Logout/ }).waitFor();
    assert.equal((await call(page, "showMe", "/api/v1/me")).user.email, viewer.email);
    assert.deepEqual(met, []);
    await page.context().close();
  });

  it("authorizes by client credentials", async () => {
    const client = await server.admin.createService({
      scopes: ["users:read"],
    });
    const { page, form, met } = await openAuthorization("clientCredentials");
    await form.getByLabel("client_id:").fill(client.client_id);
    await form.getByLabel("client_secret:").fill(client.client_secret);
    await form.getByRole("button", { name: "Apply given OAuth2 credentials" }).click();
    await form.getByRole("button", { name: /Remove authorization|Logout/ }).waitFor();
    const { items } = await call(page, "listUsers", "/api/v1/users");
    assert.ok(items.some(({ email }) => email === viewer.email));
    assert.deepEqual(met, []);
    await page.context().close();
  });
});
