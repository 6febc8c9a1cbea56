// examples/operations-dashboard: the document's public client in a real browser, from sign-in to sign-out.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { consent, leave, screenshotPath, signIn } from "../harness/browser.js";
import { subscribe } from "../harness/mosquitto.js";
import { claimsOf } from "../wire/support.js";
import {
  assertSound,
  close,
  panel,
  SCOPES,
  shows,
  startDashboard,
  TEMPERATURE,
  tokens,
  topicRow,
} from "./dashboard_support.js";
import { call, until } from "./support.js";

describe("the operations dashboard", () => {
  let dashboard, server, platform, engineer;

  before(async () => {
    dashboard = await startDashboard();
    ({ server, platform } = dashboard);
    engineer = await server.admin.createUser({ roles: ["Engineer"] });
  });
  after(async () => assert.deepEqual(await dashboard?.end(), { code: 0, signal: null }));

  it("shows who signed in, what they may do, and the plant", async () => {
    const page = await dashboard.open(engineer);
    assert.equal(page.url(), `${dashboard.origin}/`, "the code stays in no address");
    const header = page.getByRole("banner");
    await header.getByText(engineer.email).waitFor();
    await header.getByText("Grace Hopper").waitFor();
    await header.getByText("Live", { exact: true }).waitFor();
    assert.equal(await panel(page, "Your access").locator(".granted").count(), 7);
    await panel(page, "Connectors").getByText("PLC of packaging line 1").waitFor();
    await panel(page, "Pipelines").getByRole("row", { name: /Open production orders/ }).waitFor();
    await topicRow(page, TEMPERATURE).waitFor();
    const held = await tokens(page);
    assert.deepEqual(held.scope.split(" ").toSorted(), SCOPES.toSorted());
    assert.deepEqual(page.faults, []);
    await close(page);
  });

  it("runs no script but its own, and may not be framed", async () => {
    const page = await dashboard.visit();
    const { headers } = await fetch(dashboard.origin.replace("localhost", "127.0.0.1"));
    assert.match(headers.get("content-security-policy"), /script-src 'self';.*frame-ancestors 'none'/);
    assert.doesNotMatch(headers.get("content-security-policy"), /unsafe/);
    const refused = await page.evaluate(() => {
      const attempts = [
        () => document.body.setAttribute("onclick", "window.ran = true"),
        () => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = true'>"),
        () => document.head.append(Object.assign(document.createElement("script"), { text: "window.ran = true" })),
        () => document.head.append(Object.assign(document.createElement("script"), { src: "data:text/javascript,window.ran=true" })),
      ];
      for (const attempt of attempts)
        try {
          attempt();
        } catch {}
      document.body.click();
      return window.ran !== true;
    });
    assert.ok(refused);
    assert.notEqual(page.faults.length, 0, "and the browser says so");
    await close(page);
  });

  it("says why a sign-in came to nothing, and takes no answer that it did not ask for", async () => {
    const page = await dashboard.visit();
    await leave(page, () => page.getByRole("button", { name: "Sign in" }).click());
    await signIn(page, engineer);
    await leave(page, () => page.locator('button[name="decision"][value="deny"]').click());
    await page.getByRole("heading", { name: "Signing in did not work" }).waitFor();
    await page.getByText("You did not allow the dashboard anything.").waitFor();
    await page.goto(`${dashboard.origin}/callback?code=stolen&state=foreign`);
    await page.getByText("The answer belongs to no sign-in that this tab has begun.").waitFor();
    assert.equal(page.url(), `${dashboard.origin}/`);
    await dashboard.enter(page, engineer);
    await close(page);
  });

  it("values that another program publishes appear as they come", async () => {
    const page = await dashboard.open(engineer);
    for (const [value, text] of [[141.5, "141.5"], [142.25, "142.25"]]) {
      await dashboard.publish(TEMPERATURE, { value, unit: "°C" });
      await shows(page, TEMPERATURE, text);
    }
    await topicRow(page, TEMPERATURE).getByRole("img", { name: /142\.25/ }).waitFor();
    await close(page);
  });

  it("runs pipelines", async () => {
    await dashboard.publish(TEMPERATURE, { value: 100, unit: "°C" });
    const page = await dashboard.open(engineer);
    const pipelines = panel(page, "Pipelines");
    await pipelines.getByRole("button", { name: "Run Mean temperature of the packaging lines" }).click();
    await pipelines.getByRole("status").getByText("Mean temperature of the packaging lines: 100.").waitFor();
    await pipelines.getByRole("row", { name: /Mean temperature.* 100 / }).getByText("started by you").waitFor();
    await close(page);
  });

  it("creates topics and publishes, by the fields of their model or as they are", async (test) => {
    const listener = await subscribe(platform.broker, "acme/berlin/test/#");
    test.after(() => listener.end());
    const page = await dashboard.open(engineer);
    const create = panel(page, "Create a topic");
    const form = panel(page, "Publish");
    await create.getByLabel("Name").fill("acme/berlin/test/oven");
    await create.getByLabel("Description").fill("The oven");
    await create.getByLabel("Data model").selectOption({ label: "Reading of a sensor" });
    await create.getByRole("button", { name: "Create" }).click();
    await create.getByText("Created acme/berlin/test/oven.").waitFor();
    await topicRow(page, "acme/berlin/test/oven").getByText("The oven").waitFor();

    assert.equal(await form.getByLabel("Topic").inputValue(), "acme/berlin/test/oven");
    await form.getByLabel("value").fill("hot");
    await form.getByLabel("unit").fill("°C");
    await form.getByRole("button", { name: "Publish" }).click();
    await form.getByRole("alert").getByText("value must be a number").waitFor();
    await form.getByLabel("value").fill("220.5");
    await form.getByRole("button", { name: "Publish" }).click();
    await form.getByText(/^Published to acme\/berlin\/test\/oven/).waitFor();
    await listener.next(/test\/oven \{"value":2\.205E2,"unit":"°C"\}/);
    await shows(page, "acme/berlin/test/oven", "220.5");

    await form.getByLabel("Topic").fill("acme/berlin/test/none");
    await form.getByLabel("Value").fill("running");
    await form.getByRole("button", { name: "Publish" }).click();
    await form.getByText("There is no such topic: create it first.").waitFor();
    await create.getByLabel("Name").fill("acme/berlin/test/state");
    await create.getByRole("button", { name: "Create" }).click();
    await create.getByText("Created acme/berlin/test/state.").waitFor();
    await form.getByRole("button", { name: "Publish" }).click();
    await listener.next(/test\/state "running"/);
    await shows(page, "acme/berlin/test/state", "running");
    assert.deepEqual(page.faults, []);
    await close(page);
  });

  it("a viewer sees everything and may change nothing", async () => {
    const viewer = await server.admin.createUser({ roles: ["Viewer"] });
    const page = await dashboard.open(viewer);
    await topicRow(page, TEMPERATURE).waitFor();
    await panel(page, "Publish").getByText("Not permitted: publish values").waitFor();
    await panel(page, "Create a topic").getByText("Not permitted: create topics").waitFor();
    await panel(page, "Pipelines").getByText("Not permitted: run pipelines").waitFor();
    assert.equal(await page.getByRole("button", { name: /^(Run|Publish|Create)/ }).count(), 0);

    await leave(page, () => panel(page, "Publish").getByRole("button", { name: /^Ask for it again/ }).click());
    await page.getByText("Not available: your roles do not allow this").first().waitFor();
    await consent(page);
    await panel(page, "Publish").getByText(/You were asked once more/).waitFor();
    await close(page);
  });

  it("what was left out on the consent screen is not permitted, until it is asked for again", async () => {
    const without = ["uns:read", "connectors:read", "profile", "email"];
    const page = await dashboard.open(engineer, { without, bypassCSP: true });
    await panel(page, "Topics").getByText("Not permitted: see live topics").waitFor();
    await assertSound(page, "the dashboard of somebody who left things out");
    await panel(page, "Connectors").getByText("Not permitted: see connectors").waitFor();
    await panel(page, "Pipelines").getByRole("row", { name: /Open production orders/ }).waitFor();
    await page.getByRole("banner").getByText("Signed in", { exact: true }).waitFor();
    const old = await tokens(page);

    const askAgain = (name) => leave(page, () => panel(page, name).getByRole("button", { name: /^Ask for it again/ }).click());
    await askAgain("Topics");
    await leave(page, () => page.locator('button[name="decision"][value="deny"]').click());
    await page.getByText("You did not allow the dashboard anything.").waitFor();
    await panel(page, "Pipelines").getByRole("row", { name: /Open production orders/ }).waitFor();

    await askAgain("Topics");
    await consent(page);
    await topicRow(page, TEMPERATURE).waitFor();
    await panel(page, "Connectors").getByText("ERP production data").waitFor();
    await page.getByRole("banner").getByText("Grace Hopper").waitFor();
    await until(async () => (await dashboard.refreshed(old)).body.error === "invalid_grant");
    await page.reload();
    await topicRow(page, TEMPERATURE).waitFor();
    await close(page);
  });

  it("signing out ends the tokens, the session at the server, and other tabs", async () => {
    const page = await dashboard.open(engineer);
    const other = await page.context().newPage();
    await other.goto(dashboard.origin);
    await dashboard.enter(other, engineer);
    const [held, others] = [await tokens(page), await tokens(other)];
    assert.notEqual(held.refresh_token, others.refresh_token);

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "You are signed out" }).waitFor();
    await other.getByText("You signed out in another tab.").waitFor();
    assert.equal(page.url(), `${dashboard.origin}/`);
    for (const one of [held, others])
      await until(async () => (await dashboard.refreshed(one)).body.error === "invalid_grant");
    const { status } = await call(platform.front, "GET", "/plant/models", { token: held.access_token });
    assert.equal(status, 401, "the access token is revoked too");
    await page.reload();
    await page.getByRole("button", { name: "Sign in" }).waitFor();
    await leave(page, () => page.getByRole("button", { name: "Sign in" }).click());
    await page.locator('input[name="password"]').waitFor();
    await close(page);
  });

  it("is accessible and fits, wide and narrow, light and dark", async () => {
    const viewer = await server.admin.createUser({ roles: ["Viewer"] });
    for (const [name, user] of [["engineer", engineer], ["viewer", viewer]])
      for (const colorScheme of ["light", "dark"])
        for (const width of [1440, 820, 390]) {
          const page = await dashboard.visit({ colorScheme, width, bypassCSP: true });
          await page.getByRole("button", { name: "Sign in" }).waitFor();
          await assertSound(page, `the way in at ${width} in ${colorScheme}`);
          await dashboard.enter(page, user);
          await topicRow(page, TEMPERATURE).waitFor();
          await panel(page, "Connectors").getByText("ERP production data").waitFor();
          await page.screenshot({ path: screenshotPath(`dashboard-${name}-${width}-${colorScheme}`), fullPage: true });
          await assertSound(page, `the dashboard of ${name} at ${width} in ${colorScheme}`);
          await close(page);
        }
  });
});

describe("the operations dashboard with tokens for the plant API alone", () => {
  it("gets them at sign-in and at each renewal, and knows no name", async (test) => {
    const resource = "http://127.0.0.1:9080/plant";
    const dashboard = await startDashboard({ resource });
    test.after(async () => assert.deepEqual(await dashboard.end(), { code: 0, signal: null }));
    const user = await dashboard.server.admin.createUser({ roles: ["Engineer"] });
    const page = await dashboard.open(user, { prepare: (one) => one.clock.install() });
    const audience = async () => claimsOf((await tokens(page)).access_token).aud;
    await topicRow(page, TEMPERATURE).waitFor();
    assert.equal(await audience(), resource);
    await page.getByRole("banner").getByText("Signed in", { exact: true }).waitFor();

    const before = await tokens(page);
    await page.clock.fastForward(15 * 60_000);
    await until(async () => (await tokens(page)).access_token !== before.access_token);
    assert.equal(await audience(), resource);
    await panel(page, "Data models").getByText("Reading of a sensor").waitFor();
    assert.deepEqual(page.faults, []);
  });
});
