// Register Application and Application Registered: both worked examples, every complaint, every loss.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import path from "node:path";
import { after, before, beforeEach, describe, it } from "node:test";
import { promisify } from "node:util";
import { codeFlow } from "../harness/flow.js";
import { PROJECT, temporaryFolder } from "../harness/server.js";
import { COMPLAINTS, MORE_URIS } from "./redirect_uri_cases.js";
import { startConsole, watch } from "./support.js";

const run = promisify(execFile);
const ADDRESS = "/settings/clients/new";

const claims = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));

describe("Register Application", () => {
  let app, server, open, erpUser, page, met;

  before(async () => {
    app = await startConsole();
    ({ server, open } = app);
    const { items: roles } = await server.admin.must("GET", "/roles");
    erpUser = await server.admin.must("POST", "/users", {
      email: "erp@example.com",
      first_name: "Erp",
      last_name: "Service",
      password: "a long enough password",
      role_ids: roles.filter(({ name }) => name === "Engineer").map(({ id }) => id),
    });
  });
  after(() => app.stop());
  beforeEach(async () => {
    await page?.context().close();
    page = await open(ADDRESS);
    met = watch(page);
    await page.getByRole("checkbox", { name: "pipelines:read" }).waitFor();
  });

  const name = () => page.getByRole("textbox", { name: "Application Name" });
  const uri = () => page.getByRole("textbox", { name: "New redirect URI" });
  const create = () => page.getByRole("button", { name: "Create", exact: true });
  const type = (which) => page.getByRole("radio", { name: `${which} Client` });
  const box = (label) => page.getByRole("checkbox", { name: label, exact: true });
  const dialog = () => page.getByRole("dialog", { name: "Application Registered" });
  const addUri = async (text) => {
    await uri().fill(text);
    await uri().press("Enter");
    await page.getByRole("button", { name: `Remove ${text}`, exact: true }).waitFor();
  };
  const value = (label) => dialog().getByLabel(label, { exact: true }).inputValue();
  const focused = (locator) => locator.and(page.locator(":focus")).waitFor();
  const snippet = async (tab) => {
    await dialog().getByRole("tab", { name: tab, exact: true }).click();
    return dialog().getByRole("tabpanel").locator("code").textContent();
  };
  const fillService = async (title) => {
    await name().fill(title);
    await type("Confidential").check();
    await box(/^Client Credentials/).check();
  };

  it("registers the document's Custom Operations Dashboard", async () => {
    await name().fill("Custom Operations Dashboard");
    await page.getByRole("textbox", { name: "Description" }).fill("What plant operators see");
    await type("Public").check();
    await box(/^Authorization Code/).check();
    await box(/^Refresh Token/).check();
    assert.ok(await box(/^Client Credentials/).isDisabled());
    await addUri("https://dashboard.example.com/callback");
    await addUri("http://localhost:*");
    for (const scope of ["openid", "profile", "email", "pipelines:read", "models:read", "connectors:read", "uns:read", "uns:write", "uns:publish"])
      await box(new RegExp(`^${scope}`)).check();
    await page.getByText("9 selected").waitFor();
    await create().click();

    await dialog().waitFor();
    await dialog().getByText("A public client has no secret").waitFor();
    assert.equal(await dialog().getByLabel("Client Secret", { exact: true }).count(), 0);
    await dialog().getByText(`${server.issuer}/api/v1/oauth2/authorize`, { exact: true }).waitFor();
    const id = await value("Client ID");
    const made = await server.admin.must("GET", `/oauth2/clients/${id}`);
    assert.equal(made.client_type, "public");
    assert.deepEqual(made.grant_types, ["authorization_code", "refresh_token"]);
    assert.deepEqual(made.redirect_uris, ["https://dashboard.example.com/callback", "http://localhost:*"]);
    assert.deepEqual(new Set(made.scopes), new Set(["openid", "profile", "email", "pipelines:read", "models:read", "connectors:read", "uns:read", "uns:write", "uns:publish"]));
    assert.equal(made.description, "What plant operators see");

    const { tokens } = await codeFlow(server, made, { redirect_uri: "http://localhost:5173" });
    assert.ok(tokens.refresh_token);
    await dialog().getByRole("button", { name: "Done" }).click();
    await page.waitForURL(`**/console/settings/clients/${id}`);
    assert.deepEqual(met, []);
  });

  it("registers the document's ERP Production Data Sync, whose token acts as the chosen user", async () => {
    await fillService("ERP Production Data Sync");
    const picker = page.getByRole("combobox", { name: "Acting User" });
    await picker.fill("erp");
    await page.locator("[role=option][data-combobox-selected]", { hasText: "Erp Service" }).waitFor();
    await picker.press("Enter");
    await page.waitForFunction((input) => input.value === "Erp Service (erp@example.com)", await picker.elementHandle());
    for (const scope of ["pipelines:read", "models:read", "connectors:read"]) await box(new RegExp(`^${scope}`)).check();
    await box("All of UNS topics").check();
    assert.equal(await page.getByRole("textbox", { name: "New redirect URI" }).count(), 0);
    await create().click();

    await dialog().waitFor();
    const secret = await value("Client Secret");
    await dialog().getByText("The client secret is displayed only once in this dialog").waitFor();
    await dialog().getByText(`${server.issuer}/api/v1/oauth2/authorize`, { exact: true }).waitFor();
    await dialog().getByText(`${server.issuer}/api/v1/oauth2/token`, { exact: true }).waitFor();

    await page.keyboard.press("Escape");
    await dialog().getByText("Tick that you have saved the secret").waitFor();
    await dialog().getByRole("button", { name: "Copy client secret" }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), secret);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      dialog().getByRole("button", { name: "Download .env" }).click(),
    ]);
    const id = await value("Client ID");
    assert.equal(
      readFileSync(await file.path(), "utf8"),
      `OAUTH_CLIENT_ID=${id}\nOAUTH_CLIENT_SECRET=${secret}\nOAUTH_ISSUER=${server.issuer}\nOAUTH_TOKEN_ENDPOINT=${server.issuer}/api/v1/oauth2/token\n`,
    );

    const curl = await snippet("curl");
    const { stdout } = await run("bash", ["-c", curl]);
    const token = claims(JSON.parse(stdout).access_token);
    assert.equal(token.sub, erpUser.id);
    assert.equal(token.client_id, id);
    assert.ok(token.scope.includes("uns:publish"));

    const folder = temporaryFolder("latchkey-snippet-");
    symlinkSync(path.join(PROJECT, "tests/node_modules"), path.join(folder, "node_modules"));
    writeFileSync(path.join(folder, "snippet.mjs"), await snippet("Node (openid-client)"));
    const node = await run(process.execPath, [path.join(folder, "snippet.mjs")]);
    assert.equal(claims(node.stdout.trim()).sub, erpUser.id);

    assert.ok(await dialog().getByRole("button", { name: "Done" }).isDisabled());
    await dialog().getByRole("checkbox", { name: "I have saved the client secret" }).check();
    await dialog().getByRole("button", { name: "Done" }).click();
    await page.waitForURL(`**/console/settings/clients/${id}`);
    assert.equal(await page.evaluate((text) => JSON.stringify({ ...sessionStorage, ...localStorage }).includes(text), secret), false);
    assert.deepEqual(met, []);
  });

  it("gives a code snippet for openid-client that signs a user in", async () => {
    await name().fill("Portal");
    await type("Confidential").check();
    await box(/^Authorization Code/).check();
    assert.ok(await box(/^Refresh Token/).isDisabled());
    assert.ok(await box(/^Refresh Token/).isChecked());
    await addUri("http://localhost:*/callback");
    await box(/^openid/).check();
    await create().click();
    await dialog().waitFor();
    const folder = temporaryFolder("latchkey-snippet-");
    symlinkSync(path.join(PROJECT, "tests/node_modules"), path.join(folder, "node_modules"));
    writeFileSync(path.join(folder, "snippet.mjs"), await snippet("Node (openid-client)"));
    const { startSignIn, finishSignIn } = await import(path.join(folder, "snippet.mjs"));
    const started = await startSignIn();
    const { authorize } = await import("../harness/flow.js");
    const arrived = await authorize(started.address.href, { user: server.adminUser });
    const tokens = await finishSignIn(arrived.href, started);
    assert.equal(tokens.claims().sub, server.admin.me.id);
    assert.ok(tokens.refresh_token);
  });

  it("takes a pasted user id, and says when nobody has it", async () => {
    await fillService("Pasted");
    const picker = page.getByRole("combobox", { name: "Acting User" });
    await picker.fill("usr_unknown");
    await page.getByText("No user has the ID usr_unknown.").waitFor();
    await create().click();
    await focused(picker);
    await page.getByRole("button", { name: "Clear the user" }).click();
    assert.equal(await picker.inputValue(), "");
    await picker.fill(` ${erpUser.id} `);
    await page.waitForFunction((input) => input.value.startsWith("Erp Service"), await picker.elementHandle());
    await create().click();
    await dialog().waitFor();
    const made = await server.admin.must("GET", `/oauth2/clients/${await value("Client ID")}`);
    assert.equal(made.acting_user.id, erpUser.id);
  });

  it("refuses a name of 101 characters in words, keeping it", async () => {
    await name().fill("x".repeat(101));
    await page.getByText("101 of 100 characters").waitFor();
    await page.getByText("this one is 1 character too long").waitFor();
    await create().click();
    await focused(name());
    assert.equal((await name().inputValue()).length, 101);
    await name().fill("x".repeat(100));
    assert.equal(await page.getByText("too long").count(), 0);
  });

  it("names what is missing when submitted, then as one types", async () => {
    assert.equal(await page.getByText("Enter a name.").count(), 0);
    await create().click();
    await page.getByText("Enter a name.").waitFor();
    await page.getByText("Choose the client type.", { exact: true }).waitFor();
    await page.getByText("3 entries need your attention").waitFor();
    await focused(name());
    await name().fill("Named");
    await page.getByText("2 entries need your attention").waitFor();
    await type("Public").check();
    await page.getByText("Select Authorization Code").waitFor();
    await box(/^Authorization Code/).check();
    await page.getByText("Add at least one redirect URI").waitFor();
    await uri().fill("https://app.example.com/cb");
    await page.getByText("This URI is not added yet").waitFor();
    await create().click();
    await focused(uri());
    await page.getByRole("button", { name: "Add", exact: true }).first().click();
    await page.getByText("1 entry needs").waitFor({ state: "detached" });
    await create().click();
    await dialog().waitFor();
  });

  it("says what is wrong with a redirect URI and offers the likely fix", async () => {
    await type("Confidential").check();
    await box(/^Authorization Code/).check();
    for (const [text, complaint, fix] of COMPLAINTS) {
      await uri().fill(text);
      await page.getByText(complaint).waitFor();
      const offers = page.getByRole("button", { name: /^Use / });
      if (fix === null) {
        assert.equal(await offers.count(), 0, text);
        await uri().press("Enter");
        assert.equal(await uri().inputValue(), text);
        continue;
      }
      await page.getByRole("button", { name: `Use ${fix}`, exact: true }).click();
      assert.equal(await uri().inputValue(), fix);
      await focused(uri());
    }
    await addUri("https://app.example.com/cb");
    await uri().fill("https://app.example.com/cb");
    await page.getByText("This URI is in the list already.").waitFor();
  });

  it("finds the same redirect URIs faulty as the server", async () => {
    // The console's sources import each other without the extension, as its bundler resolves them.
    const hooks = registerHooks({
      resolve: (specifier, context, next) =>
        next(context.parentURL?.endsWith(".ts") && specifier.startsWith(".") ? `${specifier}.ts` : specifier, context),
    });
    const { redirectUriFault } = await import(path.join(PROJECT, "console/src/features/clients/fields/redirect_uri.ts"));
    hooks.deregister();
    for (const client_type of ["confidential", "public"]) {
      for (const text of [...COMPLAINTS.map(([text]) => text), ...MORE_URIS]) {
        const { status, body } = await server.admin.post("/oauth2/clients", {
          name: "Same rules",
          client_type,
          grant_types: ["authorization_code"],
          redirect_uris: [text],
          scopes: [],
        });
        assert.equal(redirectUriFault(text, client_type) === null, status === 201, `${client_type} ${text}: ${JSON.stringify(body.errors)}`);
      }
    }
  });

  it("edits and removes a redirect URI, and warns when the type no longer allows one", async () => {
    await name().fill("Native");
    await type("Public").check();
    await box(/^Authorization Code/).check();
    await addUri("com.example.app:/cb");
    await page.getByRole("button", { name: "Edit com.example.app:/cb" }).click();
    await page.getByRole("textbox", { name: "Editing com.example.app:/cb" }).fill("com.example.app:/callback");
    await page.getByRole("button", { name: "Save URI" }).click();
    await page.getByRole("button", { name: "Edit com.example.app:/callback" }).waitFor();
    await type("Confidential").check();
    await page.getByText("Only public clients may have a scheme of their own").waitFor();
    await create().click();
    await page.getByText("One of these URIs is not allowed").waitFor();
    await page.getByRole("button", { name: "Remove com.example.app:/callback" }).click();
    await focused(uri());
  });

  it("selects scopes by group, search and name", async () => {
    const all = box("All of UNS topics");
    await box(/^uns:read/).check();
    assert.equal(await all.evaluate((input) => input.indeterminate), true);
    await all.click();
    await page.getByText("4 selected").waitFor();
    await all.click();
    await page.getByText("0 selected").waitFor();
    await page.getByRole("searchbox", { name: "Search scopes" }).fill("publish");
    await box(/^pipelines:read/).waitFor({ state: "detached" });
    await box(/^uns:publish/).check();
    await page.getByRole("searchbox", { name: "Search scopes" }).fill("");
    const custom = page.getByRole("textbox", { name: "Custom scope" });
    await custom.fill("two words");
    await page.getByText("A scope has no spaces").waitFor();
    await custom.fill('a"b');
    await page.getByText("printable ASCII").waitFor();
    await custom.fill("orders:approve");
    await custom.press("Enter");
    assert.ok(await box("orders:approve").isChecked());
    await page.getByText("2 selected").waitFor();
  });

  it("says that there are no RBAC scopes while RBAC is off", async () => {
    await server.admin.must("PATCH", "/settings", { rbac_enabled: false });
    try {
      await page.reload();
      await page.getByText("Role-based access control is off").waitFor();
      assert.equal(await box(/^pipelines:read/).count(), 0);
    } finally {
      await server.admin.must("PATCH", "/settings", { rbac_enabled: true });
    }
  });

  it("shows what the server refuses at its field", async () => {
    const doomed = await server.admin.must("POST", "/users", {
      email: "doomed@example.com",
      first_name: "Soon",
      last_name: "Gone",
      password: "a long enough password",
      role_ids: [],
    });
    await fillService("Refused");
    const picker = page.getByRole("combobox", { name: "Acting User" });
    await picker.fill(doomed.id);
    await page.waitForFunction((input) => input.value.startsWith("Soon Gone"), await picker.elementHandle());
    await server.admin.must("DELETE", `/users/${doomed.id}`);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.request().method() === "POST" && response.url().endsWith("/clients")),
      create().click(),
    ]);
    const refusal = (await answer.json()).errors.find(({ field }) => field === "acting_user_id");
    await page.getByText(refusal.message, { exact: true }).waitFor();
    await focused(picker);
    await page.getByRole("button", { name: "Clear the user" }).click();
    await page.getByText(refusal.message, { exact: true }).waitFor({ state: "detached" });
  });

  it("loses nothing when the server is lost", async () => {
    await fillService("Survivor");
    await box(/^uns:read/).check();
    await server.stop();
    await create().click();
    await page.getByRole("alert").getByText("The server cannot be reached").waitFor();
    assert.equal(await name().inputValue(), "Survivor");
    await server.start();
    await create().click();
    await dialog().waitFor();
    const made = await server.admin.must("GET", `/oauth2/clients/${await value("Client ID")}`);
    assert.equal(made.name, "Survivor");
    assert.deepEqual(made.scopes, ["uns:read"]);
  });

  it("keeps the draft through a wrong click and a reload, and discards it when asked", async () => {
    page.on("dialog", (asked) => asked.accept());
    await fillService("Draft");
    await page.getByRole("link", { name: "Overview" }).click();
    await page.getByRole("button", { name: "Stay on this page" }).click();
    assert.equal(await name().inputValue(), "Draft");
    await page.reload();
    await page.getByText("Your draft is back").waitFor();
    assert.equal(await name().inputValue(), "Draft");
    assert.ok(await box(/^Client Credentials/).isChecked());
    await page.getByRole("button", { name: "Discard draft" }).first().click();
    assert.equal(await name().inputValue(), "");
    await name().fill("Left behind");
    await page.getByRole("link", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Leave without saving" }).click();
    await page.getByRole("heading", { level: 1, name: "OAuth2 Clients" }).waitFor();
    await page.goBack();
    await name().waitFor();
    assert.equal(await name().inputValue(), "");
  });

  it("unticks client credentials when the type becomes public", async () => {
    await fillService("Changed");
    await page.getByRole("combobox", { name: "Acting User" }).waitFor();
    await type("Public").check();
    assert.ok(await box(/^Client Credentials/).isDisabled());
    assert.equal(await box(/^Client Credentials/).isChecked(), false);
    await page.getByText("Not available to public clients").waitFor();
    assert.equal(await page.getByRole("combobox", { name: "Acting User" }).count(), 0);
  });
});
