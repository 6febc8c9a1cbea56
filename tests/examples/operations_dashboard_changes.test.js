// examples/operations-dashboard while things change or fail: roles, users, tokens, tabs, the server, the API.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { leave, screenshotPath } from "../harness/browser.js";
import { claimsOf } from "../wire/support.js";
import { assertSound, close, panel, shows, startDashboard, TEMPERATURE, tokens, topicRow } from "./dashboard_support.js";
import { startPlant, until } from "./support.js";

describe("the operations dashboard, while things change", () => {
  let dashboard, server, platform, engineer, lasting;

  before(async () => {
    dashboard = await startDashboard();
    ({ server, platform } = dashboard);
    await server.admin.must("PATCH", "/settings", { access_token_lifetime_seconds: 60 });
    engineer = await server.admin.createUser({ roles: ["Engineer"] });
    // Open until its token has ended: see the last test.
    lasting = await dashboard.open(await server.admin.createUser({ roles: ["Engineer"], first_name: "Lasting" }));
    lasting.first = await tokens(lasting);
  });
  after(async () => assert.deepEqual(await dashboard?.end(), { code: 0, signal: null }));

  it("follows the roles while they change", async () => {
    const user = await server.admin.createUser({ roles: ["Operator"] });
    const setRoles = async (...roles) =>
      server.admin.must("PATCH", `/users/${user.id}`, {
        role_ids: await Promise.all(roles.map((role) => server.admin.roleId(role))),
      });
    const page = await dashboard.open(user, { prepare: (one) => one.clock.install() });
    const form = panel(page, "Publish");
    await form.getByRole("button", { name: "Publish" }).waitFor();

    await setRoles("Viewer");
    await form.getByLabel("Topic").fill(TEMPERATURE);
    await form.getByLabel("value").fill("1");
    await form.getByRole("button", { name: "Publish" }).click();
    await form.getByText("Your roles no longer include this.", { exact: false }).waitFor();

    await panel(page, "Pipelines").getByText("Your roles no longer include this.", { exact: false }).waitFor();
    assert.doesNotMatch((await tokens(page)).scope, /uns:publish|pipelines:execute/);
    await topicRow(page, TEMPERATURE).waitFor();

    await setRoles("Operator");
    await page.clock.fastForward(50_000);
    await form.getByRole("button", { name: "Publish" }).waitFor();
    await close(page);
  });

  it("renews although an answer is lost on its way, or by a reload", async () => {
    const page = await dashboard.open(engineer, { prepare: (one) => one.clock.install() });
    await topicRow(page, TEMPERATURE).waitFor();
    let requests = 0;
    /** Renews, while the first answer that the server gives comes to nothing. */
    const renewWithLoss = async (lose) => {
      const before = await tokens(page);
      requests = 0;
      await page.route("**/oauth2/token", async (route) => {
        requests += 1;
        if (requests > 1) return route.continue();
        assert.equal((await route.fetch()).status(), 200, "the server has rotated the refresh token");
        await lose(route);
      });
      await page.clock.fastForward(50_000);
      await until(() => requests > 1);
      await until(async () => (await tokens(page)).refresh_token !== before.refresh_token);
      await page.unroute("**/oauth2/token");
      await page.getByRole("banner").getByText(/^Access until/).waitFor();
    };
    await renewWithLoss((route) => route.abort());
    await renewWithLoss(() => page.reload());
    assert.equal((await dashboard.refreshed(await tokens(page))).status, 200, "the grant is alive");
    await close(page);
  });

  it("says that nothing is live while the server is away, and recovers when it is back", async () => {
    const page = await dashboard.open(engineer, { bypassCSP: true });
    await panel(page, "Connectors").getByText("ERP production data").waitFor();
    await server.stop();
    await page.getByText("Some of this is not live.").waitFor();
    await panel(page, "Connectors").getByText(/^Not live: as of/).waitFor();
    await page.screenshot({ path: screenshotPath("dashboard-away") });
    await assertSound(page, "the dashboard that is not live");
    await server.start();
    await page.getByText("Some of this is not live.").waitFor({ state: "detached" });
    await panel(page, "Connectors").getByText(/^Not live/).waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Sign out" }).waitFor();
    await close(page);
  });

  it("tries at once when somebody does not want to wait", async () => {
    const page = await dashboard.open(engineer, { prepare: (one) => one.clock.install() });
    await panel(page, "Connectors").getByText("ERP production data").waitFor();
    // Nothing gets through before the click: what is tried by itself must not make the button go away.
    await page.evaluate(() => document.addEventListener("click", () => (window.wasAsked = true), { capture: true }));
    await page.route("**/plant/**", async (route) =>
      (await page.evaluate(() => window.wasAsked)) ? route.continue() : route.abort(),
    );
    await page.clock.fastForward(11_000);
    await panel(page, "Pipelines").getByText(/^Not live: as of/).waitFor();
    await panel(page, "Connectors").getByText(/^Not live: as of/).waitFor();
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    await page.getByRole("button", { name: "Retry now" }).click();
    await page.getByText("Some of this is not live.").waitFor({ state: "detached" });
    await close(page);
  });

  it("the stream goes on by itself after the API has been away", async () => {
    const page = await dashboard.open(engineer);
    await dashboard.publish(TEMPERATURE, { value: 50, unit: "°C" });
    await shows(page, TEMPERATURE, "50");
    await platform.plant.end();
    await page.getByRole("banner").getByText("Not live", { exact: true }).waitFor();
    await panel(page, "Topics").getByText(/^Not live: as of/).waitFor();
    const { port } = platform.plant;
    platform.plant = await startPlant({ issuer: server.issuer, broker: platform.broker, port, dashboard: dashboard.origin });
    await dashboard.brokerConnected();
    await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
    await dashboard.publish(TEMPERATURE, { value: 51, unit: "°C" });
    await shows(page, TEMPERATURE, "51");
    await close(page);
  });

  it("a user who has been disabled must sign in", async () => {
    const user = await server.admin.createUser({ roles: ["Engineer"] });
    const page = await dashboard.open(user, { bypassCSP: true });
    await topicRow(page, TEMPERATURE).waitFor();
    await server.admin.must("POST", `/users/${user.id}/disable`);
    await page.getByRole("heading", { name: "Your session has ended" }).waitFor();
    await assertSound(page, "the end of a session");
    assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => /user|session/.test(key)).length), 0);
    await leave(page, () => page.getByRole("button", { name: "Sign in again" }).click());
    await page.locator('input[name="password"]').waitFor();
    await close(page);
  });

  it("a reload keeps the session; a copy of the tab has none, and harms none", async () => {
    const page = await dashboard.open(engineer);
    const before = await tokens(page);
    await page.reload();
    await topicRow(page, TEMPERATURE).waitFor();
    assert.deepEqual(await tokens(page), before);

    const kept = await page.evaluate(() => Object.entries(sessionStorage));
    const copy = await page.context().newPage();
    await copy.addInitScript((entries) => {
      for (const [key, value] of entries) sessionStorage.setItem(key, value);
    }, kept);
    await copy.goto(dashboard.origin);
    await copy.getByRole("heading", { name: "This tab is a copy" }).waitFor();
    await page.reload();
    await topicRow(page, TEMPERATURE).waitFor();
    await page.getByRole("banner").getByText("Live", { exact: true }).waitFor();
    await close(page);
  });

  it("renews its access in the background, and the stream outlives the token it began with", async () => {
    await until(async () => (await tokens(lasting)).access_token !== lasting.first.access_token);
    const expiry = claimsOf(lasting.first.access_token).exp * 1000;
    await until(() => Date.now() > expiry);
    await dashboard.publish(TEMPERATURE, { value: 77, unit: "°C" });
    await shows(lasting, TEMPERATURE, "77");
    assert.equal((await dashboard.refreshed(lasting.first)).body.error, "invalid_grant", "its refresh token was spent");
    assert.equal(lasting.url(), `${dashboard.origin}/`);
    assert.deepEqual(lasting.faults, []);
  });
});
