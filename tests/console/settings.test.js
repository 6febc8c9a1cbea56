// System Settings -> General: brand, RBAC and lifetimes.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { checkLooks, eventually, startConsole } from "./support.js";

describe("console: general settings", () => {
  let app, server, open, admin;

  before(async () => {
    app = await startConsole();
    ({ server, open } = app);
    admin = server.admin;
  });
  after(() => app.stop());

  const settings = async (options) => {
    const page = await open("/settings/general", options);
    await page.getByRole("heading", { level: 2, name: "Lifetimes" }).waitFor();
    return page;
  };
  const amount = (page, name) => page.getByRole("textbox", { name, exact: true });
  const unit = (page, name) => page.getByRole("combobox", { name: `Unit of ${name}`, exact: true });
  const save = async (page) => {
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Changes saved").waitFor();
  };
  const holderOf = async (name, permissions) => {
    await admin.must("POST", "/roles", { name, description: "", permissions });
    return admin.createUser({ roles: [name] });
  };

  it("changes how long tokens live from then on", async () => {
    const service = await admin.createService();
    const lifetime = async () => {
      const answer = await fetch(`${server.origin}/api/v1/oauth2/token`, {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${service.client_id}:${service.client_secret}`)}` },
        body: new URLSearchParams({ grant_type: "client_credentials" }),
      });
      return (await answer.json()).expires_in;
    };
    assert.equal(await lifetime(), 900);
    const page = await settings();
    assert.equal(await amount(page, "Access token").inputValue(), "15");
    assert.equal(await unit(page, "Access token").inputValue(), "minute");
    await amount(page, "Access token").fill("2");
    await unit(page, "Access token").selectOption("hours");
    await save(page);
    assert.equal(await lifetime(), 7200);
    assert.equal(await page.getByRole("button", { name: "Save changes" }).isDisabled(), true);
  });

  it("holds lifetimes to their limits before and after asking the server", async () => {
    const page = await settings();
    await page.getByText("From 10 seconds to 10 minutes.").waitFor();
    await amount(page, "Authorization code").fill("11");
    await amount(page, "ID token").fill("");
    await amount(page, "Session, unused").fill("8");
    await unit(page, "Session, unused").selectOption("days");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Must be from 10 seconds to 10 minutes").waitFor();
    await page.getByText("Enter a whole number").waitFor();
    await page.getByText("Must not be longer than “Session, at most”").waitFor();
    assert.equal(await amount(page, "ID token").evaluate((element) => element === document.activeElement), true);

    await page.getByRole("button", { name: "Reset to saved" }).click();
    assert.equal(await amount(page, "Authorization code").inputValue(), "1");
    assert.equal(await unit(page, "Session, unused").inputValue(), "hour");
    assert.equal(await page.getByText("Enter a whole number").count(), 0);

    await admin.must("PATCH", "/settings", { session_absolute_lifetime_seconds: 3600 * 9 });
    await amount(page, "Session, unused").fill("10");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("must not exceed session_absolute_lifetime_seconds").waitFor();
    assert.equal(await amount(page, "Session, unused").getAttribute("aria-invalid"), "true");
    await admin.must("PATCH", "/settings", { session_absolute_lifetime_seconds: 604_800 });
  });

  it("renames the brand, which titles have at once and the pages at the next load", async () => {
    const page = await settings();
    const brand = page.getByRole("textbox", { name: "Brand name" });
    await brand.fill(" ");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("Enter a name").waitFor();
    await brand.fill("Maestro & Söhne $&");
    await save(page);
    assert.equal(await page.title(), "General · Maestro & Söhne $&");
    await page.reload();
    await page.getByRole("banner").getByText("Maestro & Söhne $&").waitFor();
    await page.getByRole("heading", { level: 1, name: "General" }).waitFor();
    assert.equal(await page.title(), "General · Maestro & Söhne $&");
    await admin.must("PATCH", "/settings", { brand_name: "Latchkey" });
  });

  it("switches RBAC off only after saying what that means", async () => {
    const page = await settings();
    const toggle = page.getByRole("switch", { name: "RBAC is enabled" });
    await toggle.focus();
    await page.keyboard.press("Space");
    await page.getByText(/granted uncut, whatever the user's roles allow/).waitFor();
    await page.getByRole("button", { name: "Save changes" }).click();
    const dialog = page.getByRole("dialog", { name: "Switch RBAC off?" });
    await dialog.getByText(/no longer offered for registration/).waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    assert.equal((await admin.must("GET", "/settings")).rbac_enabled, true);
    await page.getByRole("button", { name: "Save changes" }).click();
    await dialog.getByRole("button", { name: "Switch off and save" }).click();
    await page.getByText("Changes saved").waitFor();
    await dialog.waitFor({ state: "hidden" });
    assert.deepEqual((await admin.must("GET", "/oauth2/scopes")).rbac, []);

    await toggle.click();
    await page.getByRole("button", { name: "Save changes" }).click();
    await eventually(async () => assert.equal((await admin.must("GET", "/settings")).rbac_enabled, true));
  });

  it("loses nothing when the server is away, nor by a wrong click", async () => {
    const page = await settings();
    await amount(page, "ID token").fill("3");
    await page.route("**/api/v1/settings", (route) => route.abort());
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByText("The server cannot be reached").waitFor();
    assert.equal(await amount(page, "ID token").inputValue(), "3");
    await page.getByRole("link", { name: "Roles" }).click();
    await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Stay on this page" }).click();
    await page.unroute("**/api/v1/settings");
    await save(page);
    assert.equal((await admin.must("GET", "/settings")).id_token_lifetime_seconds, 3 * 3600);
  });

  it("only shows them to who may only read", async () => {
    const reader = await holderOf("Settings reader", ["settings:read"]);
    const page = await settings({ user: reader });
    await page.getByText("You may view the settings, but not change them.").waitFor();
    await page.getByText("Latchkey", { exact: true }).last().waitFor();
    await page.getByRole("definition").getByText("90 days", { exact: true }).waitFor();
    const main = page.getByRole("main");
    for (const role of ["button", "textbox", "switch"]) assert.equal(await main.getByRole(role).count(), 0);
  });

  it("is closed to who may not read settings", async () => {
    const page = await open("/settings/general", { user: await admin.createUser({}) });
    await page.getByRole("heading", { level: 1, name: "Not allowed" }).waitFor();
  });

  it("looks right everywhere", async () => {
    const loaded = (page) => page.getByRole("switch", { name: "RBAC is enabled" }).waitFor();
    await checkLooks(open, "/settings/general", "general", loaded);
    await checkLooks(open, "/settings/general", "general-faults", async (page) => {
      await loaded(page);
      await amount(page, "ID token").fill("400");
      await amount(page, "Session, unused").fill("");
      await page.getByRole("button", { name: "Save changes" }).click();
      await page.getByText("Enter a whole number").waitFor();
    });
    const reader = await holderOf("Looker", ["settings:read"]);
    await checkLooks(open, "/settings/general", "general-read-only", (page) => page.getByText("but not change them").waitFor(), { user: reader });
  });
});
