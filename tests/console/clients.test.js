// System Settings -> OAuth2 Clients: the list and the actions of its rows.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { tokenRequest } from "../harness/flow.js";
import { checkLooks, startConsole } from "./support.js";

const COLUMNS = [
  "Application",
  "Client ID",
  "Grant Types",
  "Scopes",
  "Status",
  "Created By",
  "Updated By",
  "Actions",
];

describe("OAuth2 Clients", () => {
  let app, server, open, dashboard, erp;

  before(async () => {
    app = await startConsole();
    ({ server, open } = app);
    dashboard = await server.admin.createPublicClient({
      name: "Operations Dashboard",
      description: "Shows what the plant does",
      scopes: ["openid", "profile", "email", "pipelines:read", "uns:read"],
    });
    erp = await server.admin.createService({ name: "ERP Production Data Sync" });
    for (let i = 1; i <= 30; i += 1)
      await server.admin.createService({ name: `Machine ${String(i).padStart(2, "0")}` });
  });
  after(() => app.stop());

  const list = async (address = "/settings/clients", options = {}) => {
    const page = await open(address, options);
    await page.getByRole("table", { name: "OAuth2 Clients" }).waitFor();
    return page;
  };
  const row = (page, name) => page.getByRole("row").filter({ has: page.getByRole("link", { name, exact: true }) });
  const names = (page) => page.getByRole("row").getByRole("link").allInnerTexts();
  const openMenu = (page, name) => page.getByRole("button", { name: `Actions for ${name}` }).click();

  it("has the document's columns", async () => {
    const page = await list();
    assert.deepEqual(await page.getByRole("columnheader").allInnerTexts(), COLUMNS);
  });

  it("tells type, id, grants, scopes, status, and who did what when", async () => {
    const page = await list("/settings/clients?q=Operations");
    const cells = row(page, "Operations Dashboard");
    await cells.getByRole("img", { name: "Public Client" }).waitFor();
    await cells.getByText("Shows what the plant does").waitFor();
    await cells.getByText("Auth Code", { exact: true }).waitFor();
    await cells.getByText("Refresh", { exact: true }).waitFor();
    await cells.getByText("openid", { exact: true }).waitFor();
    await cells.getByText("profile", { exact: true }).waitFor();
    assert.equal(await cells.getByText("pipelines:read", { exact: true }).count(), 0);
    await cells.getByText("Active", { exact: true }).waitFor();
    assert.equal(await cells.getByText(server.adminUser.email).count(), 2);
    const time = cells.getByRole("time").first();
    assert.match(await time.innerText(), /ago|now/);
    await time.hover();
    await page.getByRole("tooltip", { name: /20\d\d/ }).waitFor();
  });

  it("shows the rest of the scopes on hover and on focus", async () => {
    const page = await list("/settings/clients?q=Operations");
    const more = row(page, "Operations Dashboard").getByRole("button", { name: /^3 more scopes/ });
    assert.equal(await more.innerText(), "+3");
    const rest = page.getByText("uns:read", { exact: true });
    await more.hover();
    await rest.waitFor();
    await page.mouse.move(0, 0);
    await rest.waitFor({ state: "hidden" });
    await more.focus();
    await rest.waitFor();
  });

  it("keeps search, filter, order and page in the address", async () => {
    const page = await list();
    await page.getByText("1–25 of 32").waitFor();
    assert.equal((await names(page)).length, 25);
    await page.getByRole("button", { name: "Page 2 of 2" }).click();
    await page.getByText("26–32 of 32").waitFor();
    assert.equal(new URL(page.url()).search, "?page=2");
    await page.reload();
    await page.getByText("26–32 of 32").waitFor();
    await page.goBack();
    await page.getByText("1–25 of 32").waitFor();

    await page.getByRole("button", { name: "Created By" }).click();
    await page.getByRole("columnheader", { name: "Created By", exact: false }).and(page.locator("[aria-sort=ascending]")).waitFor();
    await page.getByRole("button", { name: "Created By" }).click();
    await page.locator("[aria-sort=descending]").waitFor();
    await page.getByRole("row").nth(1).getByRole("link", { name: "Machine 30" }).waitFor();
    assert.match(page.url(), /sort=created_at.*order=desc|order=desc.*sort=created_at/);

    await page.getByRole("searchbox").fill(erp.client_id);
    await page.getByText("1–1 of 1").waitFor();
    assert.deepEqual(await names(page), [erp.name]);
    assert.match(page.url(), new RegExp(`q=${erp.client_id}`));
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText("1–25 of 32").waitFor();
  });

  it("says that nothing matches and clears the filters", async () => {
    const page = await open("/settings/clients?q=no+such+thing&status=disabled");
    await page.getByText("Nothing matches").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByText("1–25 of 32").waitFor();
  });

  it("disables and enables by the menu, with the keyboard alone", async () => {
    const page = await list("/settings/clients?q=ERP");
    await page.getByRole("button", { name: `Actions for ${erp.name}` }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "View Details" }).waitFor();
    await page.waitForFunction(() => document.activeElement?.closest("[role=menu]"));
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement?.textContent === "View Details");
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement?.textContent === "Disable");
    await page.keyboard.press("Enter");
    await row(page, erp.name).getByText("Disabled", { exact: true }).waitFor();
    const refused = await tokenRequest(server, erp, { grant_type: "client_credentials" });
    assert.equal(refused.status, 400);
    assert.equal(refused.body.error, "unauthorized_client");

    await page.getByText("Disabled", { exact: true }).first().click();
    await page.getByText("1–1 of 1").waitFor();
    await openMenu(page, erp.name);
    await page.getByRole("menuitem", { name: "Enable" }).click();
    await page.getByText(`${erp.name} is enabled`).waitFor();
    assert.equal((await tokenRequest(server, erp, { grant_type: "client_credentials" })).status, 200);
  });

  it("copies the client id", async () => {
    const page = await list("/settings/clients?q=Operations");
    await openMenu(page, dashboard.name);
    await page.getByRole("menuitem", { name: "Copy Client ID" }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), dashboard.client_id);
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await row(page, dashboard.name).getByRole("button", { name: "Copy client ID" }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), dashboard.client_id);
  });

  it("opens the details by the menu and by the name", async () => {
    const page = await list("/settings/clients?q=Operations");
    await openMenu(page, dashboard.name);
    await page.getByRole("menuitem", { name: "View Details" }).click();
    await page.getByRole("heading", { level: 1, name: dashboard.name }).waitFor();
    await page.goBack();
    await row(page, dashboard.name).getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: dashboard.name }).waitFor();
  });

  it("opens the details by a click anywhere in the row but on its controls", async () => {
    const page = await list("/settings/clients?q=Operations");
    await openMenu(page, dashboard.name);
    await page.getByRole("menuitem", { name: "Copy Client ID" }).click();
    await row(page, dashboard.name).getByRole("button", { name: "Copy client ID" }).click();
    assert.equal(new URL(page.url()).pathname, "/console/settings/clients");
    await row(page, dashboard.name).getByText("Shows what the plant does").click();
    await page.getByRole("heading", { level: 1, name: dashboard.name }).waitFor();
  });

  it("copies where the browser keeps its clipboard from the page, and says when it cannot", async () => {
    const page = await list("/settings/clients?q=Operations");
    const reader = await page.context().newPage();
    await reader.goto(`${server.origin}/console/profile`);
    await reader.evaluate(() => navigator.clipboard.writeText(""));
    await page.bringToFront();
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await row(page, dashboard.name).getByRole("button", { name: "Copy client ID" }).click();
    await row(page, dashboard.name).getByRole("button", { name: "Copied" }).waitFor();
    await reader.bringToFront();
    assert.equal(await reader.evaluate(() => navigator.clipboard.readText()), dashboard.client_id);

    await page.bringToFront();
    await page.evaluate(() => {
      document.execCommand = () => false;
    });
    await openMenu(page, dashboard.name);
    await page.getByRole("menuitem", { name: "Copy Client ID" }).click();
    await page.getByRole("alert").getByText("The browser did not allow copying").waitFor();
    assert.equal(await page.getByText("Copied", { exact: true }).count(), 0);
  });

  it("sorts on a phone, where there are no headings", async () => {
    const page = await list("/settings/clients", { width: 375 });
    const first = page.getByRole("row").nth(1).getByRole("link");
    await page.getByRole("button", { name: "Ascending" }).click();
    await page.waitForURL(/order=desc/);
    await first.filter({ hasText: "Operations Dashboard" }).waitFor();
    await page.getByRole("combobox", { name: "Sort by" }).selectOption({ label: "Created By" });
    await page.waitForURL(/sort=created_at/);
    await first.filter({ hasText: "Operations Dashboard" }).waitFor();
    await page.getByRole("button", { name: "Ascending" }).click();
    await first.filter({ hasText: "Machine 30" }).waitFor();
  });

  it("deletes after showing the impact and asking for the name", async () => {
    const doomed = await server.admin.createService({ name: "Doomed <b>" });
    const page = await list("/settings/clients?q=Doomed");
    await openMenu(page, doomed.name);
    await page.getByRole("menuitem", { name: "Delete" }).click();
    const dialog = page.getByRole("dialog", { name: "Delete Doomed <b>?" });
    await dialog.getByText("No user has a live authorization").waitFor();
    const action = dialog.getByRole("button", { name: "Delete client" });
    assert.equal(await action.isDisabled(), true);
    await dialog.getByLabel("Type Doomed <b> to confirm").fill("Doomed <b");
    assert.equal(await action.isDisabled(), true);
    await dialog.getByLabel("Type Doomed <b> to confirm").fill("Doomed <b>");
    await action.click();
    await page.getByText("Nothing matches").waitFor();
    assert.equal((await server.admin.get(`/oauth2/clients/${doomed.client_id}`)).status, 404);
    assert.equal((await tokenRequest(server, doomed, { grant_type: "client_credentials" })).status, 401);
  });

  it("lets nobody else in, here or at the API", async () => {
    const viewer = await server.admin.createUser({ roles: ["Engineer"] });
    const page = await open("/settings/clients", { user: viewer });
    await page.getByRole("heading", { level: 1, name: "Not allowed" }).waitFor();
    const answer = await page.request.get(`${server.origin}/api/v1/oauth2/clients`);
    assert.equal(answer.status(), 403);
  });

  it("looks right", () =>
    checkLooks(open, "/settings/clients", "clients", (page) => page.getByRole("table").waitFor()));
});

describe("OAuth2 Clients, many", () => {
  const MANY = 10_000;
  const AT_ONCE = 16;
  let app;

  before(async () => {
    app = await startConsole();
    let next = 0;
    const work = async () => {
      while (next < MANY) {
        next += 1;
        await app.server.admin.createService({ name: `Client ${String(next).padStart(5, "0")}` });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  });
  after(() => app.stop());

  it("pages, searches and sorts through ten thousand", async () => {
    const page = await app.open("/settings/clients?page=400");
    await page.getByText("9,976–10,000 of 10,000").waitFor();
    await page.getByRole("link", { name: "Client 10000", exact: true }).waitFor();
    await page.getByRole("searchbox").fill("client 04242");
    await page.getByText("1–1 of 1").waitFor();
    await page.getByRole("link", { name: "Client 04242", exact: true }).waitFor();
    assert.equal(await page.getByRole("row").count(), 2);
  });
});
