// One client: its details, secrets, grants and activity, and editing it.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { codeFlow, tokenRequest } from "../harness/flow.js";
import { checkLooks, startConsole } from "./support.js";

const credentials = { grant_type: "client_credentials" };

describe("a client", () => {
  let app, server, open, user;

  before(async () => {
    app = await startConsole();
    ({ server, open } = app);
    user = await server.admin.createUser({ roles: ["Viewer"], first_name: "Vera", last_name: "Viewer" });
  });
  after(() => app.stop());

  const address = (client) => `/settings/clients/${client.client_id}`;
  const show = async (client, options) => {
    const page = await open(address(client), options);
    await page.getByRole("heading", { level: 1, name: client.name }).waitFor();
    return page;
  };
  const section = (page, name) =>
    page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name, exact: true }) });
  const fact = (page, name) =>
    page.locator("dl > div").filter({ has: page.locator("dt").getByText(name, { exact: true }) }).locator("dd").first();
  const edit = async (client) => {
    const page = await open(`${address(client)}/edit`);
    await page.getByRole("heading", { level: 1, name: `Edit ${client.name}` }).waitFor();
    return page;
  };
  const save = async (page, client) => {
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Changes saved").waitFor();
    await page.waitForURL((url) => url.pathname === `/console${address(client)}`);
  };
  const stored = (client) => server.admin.must("GET", `/oauth2/clients/${client.client_id}`);

  it("holds its place until it has come, and lets it go when it does not come", async () => {
    const client = await server.admin.createClient({ name: "Late comer" });
    for (const [place, title] of [
      ["", "Late comer"],
      ["/edit", "Edit Late comer"],
    ]) {
      const page = await open("/");
      const { promise, resolve } = Promise.withResolvers();
      await page.route(`**/api/v1/oauth2/clients/${client.client_id}`, async (route) => {
        await promise;
        await route.continue();
      });
      const placeholder = page.locator(".mantine-Skeleton-root");
      await page.goto(`${server.origin}/console${address(client)}${place}`);
      await placeholder.first().waitFor();
      assert.equal(await placeholder.count(), 1);
      assert.ok((await placeholder.boundingBox()).height >= 400, "about as high as what comes");
      resolve();
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      await placeholder.first().waitFor({ state: "detached" });

      await page.unroute(`**/api/v1/oauth2/clients/${client.client_id}`);
      await page.route(`**/api/v1/oauth2/clients/${client.client_id}`, (route) =>
        route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"title":"Service Unavailable","status":503}' }),
      );
      await page.reload();
      await page.getByRole("alert").first().waitFor();
      await placeholder.first().waitFor({ state: "detached" });
      await page.context().close();
    }
  });

  it("tells every field, and which of them are fixed", async () => {
    const client = await server.admin.createClient({
      name: "Order portal",
      description: "Orders of customers",
      grant_types: ["authorization_code", "client_credentials"],
      redirect_uris: ["https://orders.example.com/callback"],
      post_logout_redirect_uris: ["https://orders.example.com/bye"],
      scopes: ["openid", "pipelines:read", "acme.orders"],
      acting_user_id: user.id,
    });
    const page = await show(client);
    await page.getByText(client.client_id, { exact: true }).waitFor();
    for (const [name, value] of [
      ["Description", "Orders of customers"],
      ["Client type", "Confidential Client"],
      ["Grant types", "Authorization Code"],
      ["Grant types", "Client Credentials"],
      ["Grant types", "Refresh Token"],
      ["Response types", "code"],
      ["Acting user", "Vera Viewer"],
      ["Redirect URIs", "https://orders.example.com/callback"],
      ["Post-logout redirect URIs", "https://orders.example.com/bye"],
      ["PKCE", "Required"],
      ["ID token signature", "RS256"],
      ["Scopes", "acme.orders"],
      ["Last used", "Never"],
      ["Created", `by ${server.adminUser.email}`],
      ["Updated", `by ${server.adminUser.email}`],
    ])
      assert.ok((await fact(page, name).innerText()).includes(value), `${name}: ${value}`);
    for (const name of ["Client type", "Grant types", "Response types"])
      await fact(page, name).getByRole("img", { name: "Cannot be changed after creation" }).waitFor();
    await fact(page, "Scopes").getByText("RBAC", { exact: true }).waitFor();
    assert.deepEqual(
      (await fact(page, "Scopes").innerText()).split(/\s+/),
      ["OIDC", "openid", "RBAC", "pipelines:read", "Custom", "acme.orders"],
    );
  });

  it("warns when the acting user is disabled or gone", async () => {
    const agent = await server.admin.createUser();
    const client = await server.admin.createService({ name: "Agent", acting_user_id: agent.id });
    await server.admin.must("POST", `/users/${agent.id}/disable`, {});
    const page = await show(client);
    await page.getByText("This user is disabled: the client gets no tokens").waitFor();
    await server.admin.must("DELETE", `/users/${agent.id}`);
    await page.reload();
    await page.getByText("This user is deleted: the client gets no tokens").waitFor();
  });

  it("disables with what it means, and enables again", async () => {
    const client = await server.admin.createService({ name: "Press line" });
    const page = await show(client);
    await page.getByRole("button", { name: "Disable" }).click();
    const dialog = page.getByRole("dialog", { name: "Disable Press line?" });
    await dialog.getByText("Existing tokens remain valid until they expire").waitFor();
    await dialog.getByRole("button", { name: "Disable client" }).click();
    await page.getByText("This client is disabled").waitFor();
    const refused = await tokenRequest(server, client, credentials);
    assert.equal(refused.body.error, "unauthorized_client");
    await page.getByRole("button", { name: "Enable" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Enable client" }).click();
    await page.getByText("This client is disabled").waitFor({ state: "hidden" });
    assert.equal((await tokenRequest(server, client, credentials)).status, 200);
  });

  it("replaces a secret without an outage", async () => {
    const client = await server.admin.createService({ name: "ERP" });
    const page = await show(client);
    const secrets = section(page, "Client secrets");
    const remove = (n) => secrets.getByRole("button", { name: `Remove Secret ${n}` });
    assert.equal(await remove(1).getAttribute("aria-disabled"), "true");
    await remove(1).hover();
    await page.getByRole("tooltip", { name: /only secret/ }).waitFor();

    await secrets.getByRole("button", { name: "Add secret" }).click();
    const dialog = page.getByRole("dialog", { name: "New client secret" });
    const secret = await dialog.getByText(/^lks_/).innerText();
    await page.keyboard.press("Escape");
    assert.equal(await dialog.getByRole("button", { name: "Close" }).isDisabled(), true);
    await dialog.getByRole("button", { name: "Copy client secret" }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), secret);
    await dialog.getByLabel("I have saved it").check();
    await dialog.getByRole("button", { name: "Close" }).click();
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await page.getByText(secret).count(), 0);

    const renewed = { ...client, client_secret: secret };
    assert.equal((await tokenRequest(server, client, credentials)).status, 200);
    assert.equal((await tokenRequest(server, renewed, credentials)).status, 200);

    const addMore = secrets.getByRole("button", { name: "Add secret" });
    assert.equal(await addMore.getAttribute("aria-disabled"), "true");
    const [oldest] = (await stored(client)).secrets;
    await remove(1).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove secret" }).click();
    await page.getByText("The secret is removed").waitFor();
    const left = (await stored(client)).secrets;
    assert.equal(left.length, 1);
    assert.notEqual(left[0].id, oldest.id);
    assert.equal((await tokenRequest(server, client, credentials)).status, 401);
    assert.equal((await tokenRequest(server, renewed, credentials)).status, 200);
  });

  it("keeps a new secret on the screen until it is said to be saved", async () => {
    const client = await server.admin.createService({ name: "Careful" });
    const page = await open("/settings/clients?q=Careful");
    await page.getByRole("link", { name: client.name }).click();
    await section(page, "Client secrets").getByRole("button", { name: "Add secret" }).click();
    const dialog = page.getByRole("dialog", { name: "New client secret" });
    const secret = await dialog.getByText(/^lks_/).innerText();
    await page.keyboard.press("Escape");
    await dialog.getByText("Tick that you have saved the secret").waitFor();
    await page.evaluate(() => history.back());
    await dialog.getByLabel("I have saved it").and(page.locator(":focus")).waitFor();
    await dialog.getByText(secret).waitFor();
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "OAuth2 Clients" }).waitFor();
  });

  it("shows live grants with their users, the activity, and the impact of a deletion", async () => {
    const client = await server.admin.createPublicClient({
      name: "Dashboard",
      scopes: ["openid", "profile", "email", "pipelines:read"],
    });
    await codeFlow(server, client, { user, scopes: ["openid", "email"] });
    const page = await show(client);
    const grant = section(page, "Live grants").getByRole("row").filter({ hasText: user.email });
    await grant.getByRole("link", { name: "Vera Viewer" }).waitFor();
    await grant.getByText("email", { exact: true }).waitFor();
    assert.equal(await grant.getByText("pipelines:read", { exact: true }).count(), 0);
    const events = section(page, "Recent activity");
    await events.getByText("Tokens issued").waitFor();
    await events.getByText("Registered a client").waitFor();
    await events.getByRole("link", { name: "Open in the audit log" }).click();
    await page.waitForURL((url) => url.pathname === "/console/audit" && url.searchParams.get("client_id") === client.client_id);
    await page.goBack();

    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Delete Dashboard?" });
    await dialog.getByText("1 user signed in through it").waitFor();
    await dialog.getByText("1 live grant").waitFor();
    await dialog.getByText("1 refresh token in use").waitFor();
    await dialog.getByLabel("Type Dashboard to confirm").fill("Dashboard");
    await dialog.getByRole("button", { name: "Delete client" }).click();
    await page.waitForURL((url) => url.pathname === "/console/settings/clients");
    assert.equal((await server.admin.get(`/oauth2/clients/${client.client_id}`)).status, 404);
  });

  it("edits name, description, redirect URIs and scopes, sending what was changed", async () => {
    const client = await server.admin.createClient({ name: "Before", scopes: ["openid", "email"] });
    const page = await edit(client);
    assert.equal(await page.getByRole("button", { name: "Save changes" }).isDisabled(), true);
    await page.getByLabel("Application Name").fill("After");
    await page.getByLabel("Description").fill("Now described");
    const uris = section(page, "Redirect URIs");
    await uris.getByRole("textbox").last().fill("https://after.example.com/callback");
    await uris.getByRole("button", { name: "Add", exact: true }).click();
    await section(page, "Scopes").getByRole("checkbox", { name: /^email/ }).uncheck();
    const sent = page.waitForRequest((request) => request.method() === "PATCH");
    await save(page, client);
    assert.deepEqual((await sent).postDataJSON(), {
      name: "After",
      description: "Now described",
      redirect_uris: ["https://app.example.com/callback", "https://after.example.com/callback"],
      scopes: ["openid"],
    });
    const saved = await stored(client);
    assert.equal(saved.name, "After");
    assert.deepEqual(saved.scopes, ["openid"]);
    await page.getByRole("heading", { level: 1, name: "After" }).waitFor();
  });

  it("changes the acting user, whom the next token is for", async () => {
    const client = await server.admin.createService({ name: "Robot" });
    const page = await edit(client);
    const picker = section(page, "Acting user").locator("input").first();
    await picker.fill("vera");
    await page.getByRole("option", { name: /Vera Viewer/ }).click();
    await save(page, client);
    const { body } = await tokenRequest(server, client, credentials);
    const claims = JSON.parse(Buffer.from(body.access_token.split(".")[1], "base64url"));
    assert.equal(claims.sub, user.id);
  });

  it("keeps what cannot be changed locked", async () => {
    const client = await server.admin.createPublicClient({ name: "Native" });
    const page = await edit(client);
    const fixed = section(page, "Fixed at creation");
    await fixed.getByText("delete the client and create a new one").waitFor();
    assert.equal(await fixed.getByRole("textbox").or(fixed.getByRole("checkbox")).count(), 0);
    assert.equal(await page.getByRole("switch", { name: "Require PKCE" }).isDisabled(), true);
  });

  it("says at the field what is wrong, and keeps what was entered", async () => {
    const client = await server.admin.createClient({ name: "Strict" });
    const page = await edit(client);
    await page.getByLabel("Application Name").fill("x".repeat(101));
    await page.getByText("this one is 1 character too long").waitFor();
    await page.getByRole("button", { name: "Save changes" }).click();
    assert.equal((await stored(client)).name, "Strict");
    await page.getByRole("link", { name: "All clients" }).click();
    const leaving = page.getByRole("dialog", { name: "Leave without saving?" });
    await leaving.getByRole("button", { name: "Stay on this page" }).click();
    await leaving.waitFor({ state: "hidden" });
    assert.equal(await page.getByLabel("Application Name").inputValue(), "x".repeat(101));
    await page.getByRole("link", { name: "All clients" }).click();
    await leaving.getByRole("button", { name: "Leave without saving" }).click();
    await page.getByRole("heading", { level: 1, name: "OAuth2 Clients" }).waitFor();
  });

  it("does not lose a redirect URI or scope that was typed but not added", async () => {
    const client = await server.admin.createClient({ name: "Hasty" });
    const page = await edit(client);
    const uri = section(page, "Redirect URIs").getByRole("textbox");
    await uri.fill("https://late.example.com/cb");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("This URI is not added yet").waitFor();
    await uri.and(page.locator(":focus")).waitFor();
    await page.getByRole("link", { name: "All clients" }).click();
    await page.getByRole("button", { name: "Stay on this page" }).click();
    await uri.press("Enter");
    await page.getByText("This URI is not added yet").waitFor({ state: "detached" });

    const scope = page.getByRole("textbox", { name: "Custom scope" });
    await scope.fill("acme.late");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("This scope is not added yet").waitFor();
    await scope.press("Enter");
    await save(page, client);
    const { redirect_uris: uris, scopes } = await stored(client);
    assert.ok(uris.includes("https://late.example.com/cb"));
    assert.ok(scopes.includes("acme.late"));
  });

  it("says when the client is gone", async () => {
    const page = await open("/settings/clients/lkc_nothing");
    await page.getByRole("heading", { level: 1, name: "There is no such client" }).waitFor();
    const client = await server.admin.createClient({ name: "Ephemeral" });
    const form = await edit(client);
    await server.admin.must("DELETE", `/oauth2/clients/${client.client_id}`);
    await form.getByLabel("Application Name").fill("Too late");
    await form.getByRole("button", { name: "Save changes" }).click();
    await form.getByRole("heading", { level: 1, name: "There is no such client" }).waitFor();
  });

  describe("looks right", () => {
    let client;
    before(async () => {
      client = await server.admin.createClient({
        name: "Operations Dashboard",
        description: "Shows what the plant does, to those who run it",
        grant_types: ["authorization_code", "client_credentials"],
        redirect_uris: ["https://dashboard.example.com/callback", "http://localhost:*/callback"],
        scopes: ["openid", "profile", "email", "pipelines:read", "models:read", "acme.orders"],
      });
      await codeFlow(server, client, { user, redirect_uri: client.redirect_uris[0] });
    });

    it("as details", () =>
      checkLooks(open, address(client), "client", (page) => page.getByText("curl", { exact: true }).waitFor()));

    it("as form", () =>
      checkLooks(open, `${address(client)}/edit`, "client-edit", (page) =>
        page.getByRole("checkbox", { name: /^openid/ }).waitFor(),
      ));
  });
});
