// The audit log: who did what and through which client, filters in the address, CSV, live.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { tokenRequest } from "../harness/flow.js";
import { checkLooks, eventually, startConsole, watch } from "./support.js";

describe("audit log", () => {
  let app, server, open, service, actor, auditor;

  before(async () => {
    app = await startConsole();
    ({ server, open } = app);
    actor = await server.admin.createUser({ email: "erp@example.com", roles: ["System Administrator"] });
    service = await server.admin.createService({
      name: "ERP Sync",
      scopes: ["roles:read", "roles:write"],
      acting_user_id: actor.id,
    });
    const role = await server.admin.must("POST", "/roles", { name: "Auditor", permissions: ["audit:read"] });
    auditor = await server.admin.createUser({ email: "auditor@example.com", roles: [], role_ids: [role.id] });
    await createRoleThroughService("Made by ERP");
  });
  after(() => app.stop());

  const table = (page) => page.getByRole("table", { name: "Audit Log" });
  const rows = (page) => table(page).getByRole("row").filter({ has: page.getByRole("cell") });
  const row = (page, text) => rows(page).filter({ hasText: text }).first();
  const searchOf = (page) => Object.fromEntries(new URL(page.url()).searchParams);
  const csvLink = (page) => page.getByRole("link", { name: "Export CSV" });
  const ids = (page) => rows(page).evaluateAll((all) => all.map((one) => one.dataset.row));

  async function shows(page, expected) {
    await page.waitForFunction((wanted) => {
      const now = Object.fromEntries(new URLSearchParams(location.search));
      return JSON.stringify(now) === wanted;
    }, JSON.stringify(expected));
  }

  async function choose(page, label, option) {
    await page.getByRole("combobox", { name: label }).or(page.getByLabel(label, { exact: true })).first().click();
    await page.getByRole("option", { name: option }).first().click();
  }

  const outcome = (page, name) =>
    page.getByRole("radiogroup", { name: "Outcome" }).getByText(name, { exact: true }).click();

  async function bearer() {
    const { status, body } = await tokenRequest(server, service, { grant_type: "client_credentials" });
    assert.equal(status, 200, JSON.stringify(body));
    return body.access_token;
  }

  /** By the REST API with a token of the service; `name` must be new. */
  async function createRoleThroughService(name) {
    const answer = await fetch(`${server.origin}/api/v1/roles`, {
      method: "POST",
      headers: { authorization: `Bearer ${await bearer()}`, "content-type": "application/json" },
      body: JSON.stringify({ name }),
    });
    assert.equal(answer.status, 201, await answer.text());
  }

  it("shows what a client did as its acting user, and marks it", async () => {
    const page = await open("/audit?action=role.created");
    const made = row(page, "Made by ERP");
    await made.waitFor();
    const text = await made.innerText();
    for (const part of ["Created a role", "role.created", "erp@example.com", "through ERP Sync", "Success", "127.0.0.1"])
      assert.ok(text.includes(part), `${part} in ${text}`);
    const own = row(page, "Auditor");
    assert.doesNotMatch(await own.innerText(), /through/);
  });

  it("shows the time to the second, and how long ago on focus", async () => {
    const page = await open("/audit");
    const time = rows(page).first().locator("time");
    assert.match(await time.innerText(), /\d:\d\d:\d\d/);
    await time.focus();
    await page.getByRole("tooltip", { name: /ago|now/ }).waitFor();
  });

  it("opens an event's details by keyboard, with ids to copy", async () => {
    const page = await open("/audit?action=client.created");
    const toggle = row(page, "ERP Sync").getByRole("button", { name: "Show details: Registered a client" });
    await toggle.focus();
    await page.keyboard.press("Enter");
    await page.getByText(`"client_type": "confidential"`).waitFor();
    const { body } = await server.admin.get("/audit?action=client.created");
    const event = body.items.find(({ target }) => target.name === "ERP Sync");
    assert.ok(await page.getByText(String(event.id), { exact: true }).isVisible());
    await page.getByRole("button", { name: "Copy request ID" }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), event.request_id);
    await page.getByRole("link", { name: "Only this actor" }).click();
    await shows(page, { actor: event.actor.id });
    assert.equal(await toggle.count(), 0, "details stay with their event");
  });

  it("keeps every filter in the address and in the CSV link, whose rows are the same", async () => {
    const page = await open("/audit");
    await choose(page, "Action", "All about roles");
    await shows(page, { action: "role.*" });
    await choose(page, "Client", "ERP Sync");
    await shows(page, { action: "role.*", client_id: service.client_id });
    await outcome(page, "Success");
    await page.getByRole("combobox", { name: "Actor" }).fill("erp@");
    await page.getByRole("option", { name: /erp@example.com/ }).click();
    const filter = { action: "role.*", client_id: service.client_id, outcome: "success", actor: actor.id };
    await shows(page, filter);
    await choose(page, "Time", "Last hour");
    await shows(page, { ...filter, from: "last-hour" });

    await csvLink(page).and(page.locator('[href*="from="]')).waitFor();
    const link = new URL(await csvLink(page).getAttribute("href"), server.origin);
    const { from, ...asked } = Object.fromEntries(link.searchParams);
    assert.deepEqual(asked, filter);
    assert.ok(Math.abs(Date.now() - 3_600_000 - new Date(from)) < 60_000, from);
    await row(page, "Made by ERP").waitFor();
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    const [download] = await Promise.all([page.waitForEvent("download"), csvLink(page).click()]);
    assert.equal(download.suggestedFilename(), "audit.csv");
    const csv = await (await page.context().request.get(link.href)).text();
    const lines = csv.trim().split("\r\n").slice(1);
    assert.ok(lines.length > 0);
    assert.deepEqual(lines.map((line) => line.split(",")[0].replaceAll(`"`, "")), await ids(page));

    await page.reload();
    await row(page, "Made by ERP").waitFor();
    await eventually(async () => {
      assert.equal(await page.getByLabel("Client", { exact: true }).first().inputValue(), "ERP Sync");
      assert.match(await page.getByRole("combobox", { name: "Actor" }).inputValue(), /erp@example.com/);
    });
  });

  it("finds what the system did, and failures", async () => {
    const page = await open("/audit");
    await page.getByRole("checkbox", { name: "By the system" }).check();
    await shows(page, { actor: "system" });
    await eventually(async () => assert.equal(await rows(page).count(), 1));
    await row(page, "System").waitFor();
    await page.getByRole("checkbox", { name: "By the system" }).uncheck();
    await shows(page, {});
    await tokenRequest(server, { ...service, client_secret: "wrong" }, { grant_type: "client_credentials" });
    await outcome(page, "Failure");
    await shows(page, { outcome: "failure" });
    await row(page, "Tokens refused").waitFor();
    await rows(page).filter({ hasText: "Success" }).first().waitFor({ state: "detached" });
  });

  it("takes two times, and says when they are the wrong way round", async () => {
    const page = await open("/audit");
    await choose(page, "Time", "Custom range");
    await page.getByLabel("From", { exact: true }).fill("2026-01-02T10:00");
    await page.getByLabel("To", { exact: true }).fill("2026-01-01T10:00");
    await page.getByText("Must be after From").waitFor();
    await page.getByText("Paused: the time range has an end").waitFor();
    await page.getByLabel("To", { exact: true }).fill("2026-01-03T10:00");
    await page.getByText("Nothing matches").waitFor();
    const { from, to } = searchOf(page);
    assert.deepEqual([new Date(from).toISOString(), new Date(to).toISOString()],
      [from, to]);
    assert.equal(new Date(to) - new Date(from), 86_400_000);
    await page.getByRole("button", { name: "Clear filters" }).click();
    await shows(page, {});
    await rows(page).first().waitFor();
  });

  it("searches, and the CSV link with it", async () => {
    const page = await open("/audit");
    await rows(page).first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("made by erp");
    await shows(page, { q: "made by erp" });
    await row(page, "Made by ERP").waitFor();
    await csvLink(page).and(page.locator('[href="/api/v1/audit.csv?q=made+by+erp"]')).waitFor();
  });

  it("shows what happens without a reload, and says so", async () => {
    const page = await open("/audit?action=role.created");
    await rows(page).first().waitFor();
    await page.evaluate(() => { window.isTheSame = true; });
    await server.admin.must("POST", "/roles", { name: "Comes by itself" });
    await row(page, "Comes by itself").waitFor();
    await page.getByText("1 new event", { exact: true }).waitFor({ state: "attached" });
    assert.equal(await row(page, "Comes by itself").getAttribute("data-marked"), "true");
    assert.equal(await page.evaluate(() => window.isTheSame), true);
  });

  it("asks again only while it is live", async () => {
    const page = await open("/profile");
    await page.clock.install();
    let asked = 0;
    page.on("request", (request) => {
      if (new URL(request.url()).pathname === "/api/v1/audit") asked += 1;
    });
    const isAsked = () => page.waitForResponse((one) => new URL(one.url()).pathname === "/api/v1/audit");
    await Promise.all([isAsked(), page.getByRole("link", { name: "Audit Log" }).click()]);
    await rows(page).first().waitFor();
    await Promise.all([isAsked(), page.clock.runFor(6_000)]);

    const passQuietly = async (why) => {
      const before = asked;
      await page.clock.runFor(30_000);
      await page.evaluate(() => fetch("/api/v1/me"));
      assert.equal(asked, before, why);
    };
    const live = page.getByRole("switch", { name: "Live" });
    await live.uncheck({ force: true });
    await passQuietly("switched off");
    await live.check({ force: true });
    await Promise.all([isAsked(), page.clock.runFor(6_000)]);
    await rows(page).first().getByRole("button", { name: /^Show details/ }).click();
    await page.getByText("Paused while details are open").waitFor();
    await passQuietly("details open");
  });

  it("goes beyond what the server counts", async () => {
    const { body } = await server.admin.get("/audit?page_size=1");
    const items = Array.from({ length: 25 }, (_, index) => ({ ...body.items[0], id: 90_000 - index }));
    const page = await open("/profile");
    await page.route(/\/api\/v1\/audit\?/, (route) => {
      const number = Number(new URL(route.request().url()).searchParams.get("page") ?? 1);
      return route.fulfill({ json: { items, total: 10_000, page: number, page_size: 25 } });
    });
    await page.goto(`${server.origin}/console/audit?page=401`);
    await page.getByText("10,001–10,025 of 10,000+").or(page.getByText("10001–10025 of 10,000+")).waitFor();
    await page.getByRole("button", { name: /^Page 402 of/ }).click();
    await shows(page, { page: "402" });
    await page.unrouteAll({ behavior: "wait" });
    await page.context().close();
  });

  it("keeps what it shows while the server is away, and comes back", async () => {
    const page = await open("/audit?action=client.created");
    await row(page, "ERP Sync").waitFor();
    const lost = page.getByRole("alert").filter({ hasText: "The server cannot be reached" });
    await page.context().setOffline(true);
    await lost.waitFor();
    assert.ok(await row(page, "ERP Sync").isVisible());
    await page.context().setOffline(false);
    await lost.waitFor({ state: "detached" });

    await page.getByRole("switch", { name: "Live" }).uncheck({ force: true });
    await page.context().setOffline(true);
    await outcome(page, "Success");
    await lost.waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await row(page, "ERP Sync").waitFor();
    assert.equal(await lost.count(), 0);
  });

  it("serves those who may read it but list neither users nor clients", async () => {
    const page = await open("/audit", { user: auditor });
    await rows(page).first().waitFor();
    await page.getByLabel("Client", { exact: true }).fill(service.client_id);
    await page.keyboard.press("Enter");
    await shows(page, { client_id: service.client_id });
    await row(page, "ERP Sync").waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
  });

  it("is closed to others", async () => {
    const viewer = await server.admin.createUser({ roles: ["Viewer"] });
    const page = await open("/audit", { user: viewer });
    await page.getByRole("heading", { name: "Not allowed" }).waitFor();
  });

  it("speaks German", async () => {
    const page = await open("/audit?action=role.created", { locale: "de-DE" });
    await page.getByText("über ERP Sync").first().waitFor();
    await page.getByText("Hat eine Rolle angelegt").first().waitFor();
  });

  it("looks right everywhere, without a breach of policy", async () => {
    const page = await open("/audit");
    const met = watch(page);
    await page.reload();
    await rows(page).first().waitFor();
    assert.deepEqual(met, []);
    await checkLooks(open, "/audit?q=erp", "audit", async (shown) => {
      await shown.getByRole("button", { name: "Show details: Created a role" }).first().click();
      await shown.getByText("Event ID", { exact: true }).waitFor();
    });
  });
});
