// The first page: what is registered, what happened, what needs attention.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { codeFlow, tokenRequest } from "../harness/flow.js";
import { checkLooks, startConsole } from "./support.js";

const COUNTED_WITHIN_MILLISECONDS = 40_000;

describe("overview", () => {
  let app, server, open;

  before(async () => {
    app = await startConsole();
    ({ server, open } = app);
  });
  after(() => app.stop());

  const tiles = (page) => page.getByRole("list", { name: "What is registered" });
  const attention = (page) => page.getByRole("list", { name: "What needs attention" }).getByRole("listitem");
  const overview = async () => (await server.admin.must("GET", "/overview"));
  const sum = (buckets, name) => buckets.reduce((total, bucket) => total + bucket[name], 0);

  /** The server counts events every few seconds. */
  async function counted(isThere) {
    const until = Date.now() + COUNTED_WITHIN_MILLISECONDS;
    for (;;) {
      const now = await overview();
      if (isThere(now)) return now;
      assert.ok(Date.now() < until, `never counted: ${JSON.stringify(now)}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Resolves at once, or at the next hour where that is not a minute away. */
  async function withinOneHour() {
    const left = 3_600_000 - (Date.now() % 3_600_000);
    if (left < 60_000) await new Promise((resolve) => setTimeout(resolve, left));
  }

  it("leads to the first registration while there is none", async () => {
    const page = await open("/");
    await page.getByRole("heading", { name: "First steps" }).waitFor();
    await page.getByText("Nothing needs attention.").waitFor();
    await page.getByRole("link", { name: "Register an application" }).first().click();
    await page.waitForURL(/\/settings\/clients\/new$/);
  });

  it("greets by name and leads from each tile to its list", async () => {
    await server.admin.createClient({ name: "First" });
    const ada = await server.admin.createUser({ first_name: "Ada", last_name: "Lovelace", roles: ["System Administrator"] });
    const page = await open("/", { user: ada });
    await page.getByText("Welcome, Ada Lovelace.").waitFor();
    assert.equal(await page.getByRole("heading", { name: "First steps" }).count(), 0);
    const { counts } = await overview();
    for (const [name, number, address] of [
      ["OAuth2 clients", counts.clients.active, "/console/settings/clients"],
      ["Users", counts.users.active, "/console/access/users"],
      ["Roles", counts.roles, "/console/access/roles"],
      ["Live authorizations", counts.live_grants, "/console/audit"],
    ]) {
      const tile = tiles(page).getByRole("link", { name: new RegExp(`^${name}`) });
      assert.match(await tile.innerText(), new RegExp(`\\b${number}\\b`), name);
      await tile.click();
      await page.waitForURL((url) => url.pathname === address);
      await page.goBack();
    }
  });

  it("charts the tokens really issued and refused, and says the same to everybody", async () => {
    await withinOneHour();
    const service = await server.admin.createService({ name: "Charted" });
    for (let i = 0; i < 3; i += 1)
      assert.equal((await tokenRequest(server, service, { grant_type: "client_credentials" })).status, 200);
    await tokenRequest(server, { ...service, client_secret: "wrong" }, { grant_type: "client_credentials" });
    const { tokens, sign_ins } = await counted(({ tokens: { day } }) => sum(day, "issued") === 3 && sum(day, "refused") === 1);

    const page = await open("/");
    const day = page.getByRole("table", { name: "Tokens, last 24 hours" });
    await day.waitFor({ state: "attached" });
    assert.equal(await day.getByRole("row").count(), 25);
    const last = tokens.day.at(-1).issued > 0 ? tokens.day.length : tokens.day.length - 1;
    const cells = await day.getByRole("row").nth(last).getByRole("cell").allTextContents();
    assert.deepEqual(cells, ["3", "1"]);
    assert.equal(await page.getByRole("table", { name: "Tokens, last 7 days" }).getByRole("row").count(), 8);
    assert.ok(sum(sign_ins.week, "succeeded") > 0);

    const slider = page.getByRole("slider", { name: "Tokens, last 24 hours" });
    await slider.focus();
    if (last !== 24) await page.keyboard.press("ArrowLeft");
    assert.match(await slider.getAttribute("aria-valuetext"), /: Issued 3, Refused 1$/);
    await page.keyboard.press("Home");
    assert.match(await slider.getAttribute("aria-valuetext"), /: Issued 0, Refused 0$/);
    const period = (await slider.getAttribute("aria-valuetext")).split(": Issued")[0];
    await page.getByText(period, { exact: true }).first().waitFor();
    await slider.blur();
    const { x, y, width, height } = await slider.boundingBox();
    await page.mouse.move(x + 2, y + height / 2);
    assert.match(await slider.getAttribute("aria-valuetext"), /Issued 0/);
    await page.mouse.move(x + (width * (last - 0.5)) / 24, y + height / 2);
    assert.match(await slider.getAttribute("aria-valuetext"), /: Issued 3, Refused 1$/);
  });

  it("says what needs attention and leads to where it is fixed", async () => {
    const acting = await server.admin.createUser({ roles: ["Viewer"] });
    const service = await server.admin.createService({ name: "Left behind", acting_user_id: acting.id });
    await server.admin.must("POST", `/users/${acting.id}/disable`, {});
    for (let i = 0; i < 12; i += 1)
      await fetch(`${server.origin}/api/v1/auth/login`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: server.origin },
        body: JSON.stringify({ email: "nobody@example.com", password: "wrong wrong" }),
      });
    await counted(({ attention: items }) => items.some(({ kind, count }) => kind === "sign_ins_failed" && count >= 12));

    const page = await open("/");
    await attention(page).filter({ hasText: "Left behind acts as a user who is disabled or deleted" }).waitFor();
    await page.getByRole("link", { name: "Open Left behind" }).click();
    await page.waitForURL((url) => url.pathname === `/console/settings/clients/${service.client_id}`);
    await page.goBack();
    await attention(page).filter({ hasText: /^12 sign-ins have failed since/ }).getByRole("link").click();
    await page.waitForURL((url) => url.searchParams.get("action") === "sign_in.failed");
    await page.getByRole("cell", { name: "Failed to sign in" }).first().waitFor();
  });

  it("shows the most pressing first, and all of it when asked, by the address too", async () => {
    const acting = await server.admin.createUser({ roles: ["Viewer"] });
    const names = Array.from({ length: 60 }, (_, index) => `Orphan ${String(index).padStart(2, "0")}`);
    for (const name of names) await server.admin.createService({ name, acting_user_id: acting.id });
    await server.admin.must("POST", `/users/${acting.id}/disable`, {});
    const page = await open("/");
    const all = page.getByRole("link", { name: /^Show all \d+$/ });
    await all.waitFor();
    assert.equal(await attention(page).count(), 8);
    assert.ok(Number((await all.textContent()).match(/\d+/)[0]) >= 60);
    await all.click();
    await page.waitForURL((url) => url.searchParams.get("attention") === "all");
    for (const name of names) await page.getByRole("link", { name: `Open ${name}`, exact: true }).waitFor();
    await page.reload();
    await page.getByRole("link", { name: "Open Orphan 59", exact: true }).waitFor();
    await page.getByRole("link", { name: "Show only the most pressing" }).click();
    await page.getByRole("link", { name: "Open Orphan 59", exact: true }).waitFor({ state: "detached" });
    assert.equal(await attention(page).count(), 8);
    const { items } = await server.admin.must("GET", "/oauth2/clients?q=Orphan&page_size=100");
    for (const { client_id } of items) await server.admin.must("DELETE", `/oauth2/clients/${client_id}`);
  });

  it("shows those without rights their own applications, and nothing empty", async () => {
    const user = await server.admin.createUser({ roles: ["Viewer"], first_name: "Vera", last_name: "Viewer" });
    const before = await open("/", { user });
    await before.getByText("You have not authorized any application yet.", { exact: false }).waitFor();
    const client = await server.admin.createClient({ name: "Dashboard", scopes: ["openid", "profile"] });
    await codeFlow(server, client, { user, scope: "openid profile" });
    const page = await open("/", { user });
    const own = page.getByRole("list", { name: "Applications you authorized" });
    await own.getByText("Dashboard").waitFor();
    assert.equal(await tiles(page).count(), 0);
    for (const name of ["What needs attention", "Tokens", "Sign-ins"])
      assert.equal(await page.getByRole("heading", { name }).count(), 0, name);
    await page.getByRole("link", { name: "See what they may do, in your profile" }).click();
    await page.getByRole("heading", { level: 1, name: "Profile" }).waitFor();
    await checkLooks(open, "/", "overview-viewer", (shown) => shown.getByText("Dashboard").waitFor(), { user });
  });

  it("looks right everywhere", async () => {
    await checkLooks(open, "/", "overview", (page) => page.getByRole("heading", { name: "Sign-ins" }).waitFor());
  });

  it("speaks German", async () => {
    const page = await open("/", { locale: "de-DE" });
    await page.getByRole("heading", { name: "Was Aufmerksamkeit braucht" }).waitFor();
  });
});
