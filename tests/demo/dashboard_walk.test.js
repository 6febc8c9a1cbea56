// The document's first example as people go through it: "Custom Operations Dashboard", from its registration in the
// console to the audit log, on the platform that `./run --demo` starts.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { panel, topicRow } from "../examples/dashboard_support.js";
import { until } from "../examples/support.js";
import { consent, launchBrowser, leave, signIn } from "../harness/browser.js";
import { Console } from "./console.js";
import { Demo } from "./demo.js";
import { openWindow, picture } from "./pictures.js";

const NAME = "Custom Operations Dashboard";
const IDENTITY = ["openid", "profile", "email"];
const SCOPES = ["pipelines:read", "models:read", "connectors:read", "uns:read", "uns:write", "uns:publish"];
const PRODUCTION = "https://dashboard.example.com/callback";
const DEVELOPMENT = "http://localhost:*/callback";
const TEMPERATURE = "acme/berlin/packaging/line-1/temperature";
const NOTE = "acme/berlin/kpi/open-orders";

describe("the document's Custom Operations Dashboard", () => {
  let demo, running, browser, console, operator, clientId, page;

  before(async () => {
    demo = await Demo.prepare();
    running = await demo.start("--without-erp");
    operator = demo.person(running, "operator");
    browser = await launchBrowser();
    console = await Console.open(browser, demo.issuer, demo.person(running, "admin"));
  });
  after(async () => {
    await browser?.close();
    assert.deepEqual(await running?.end(), { code: 0, signal: null });
  });

  it("is registered as a public client, for which Client Credentials is disabled", async () => {
    await console.beginRegistration({
      name: NAME,
      description: "What plant operators see",
      type: "Public",
      grants: ["Authorization Code", "Refresh Token"],
    });
    assert.ok(await console.grant("Client Credentials").isDisabled());
    await picture(console.page, "dashboard-1-register");
    for (const uri of [PRODUCTION, DEVELOPMENT]) {
      const field = console.page.getByRole("textbox", { name: "New redirect URI" });
      await field.fill(uri);
      await field.press("Enter");
      await console.page.getByRole("button", { name: `Remove ${uri}`, exact: true }).waitFor();
    }
    await console.tickScopes([...IDENTITY, ...SCOPES]);
    await console.page.getByText("9 selected").waitFor();
    await picture(console.page, "dashboard-2-scopes");
    const dialog = await console.register();
    await dialog.getByText("A public client has no secret").waitFor();
    assert.equal(await dialog.getByLabel("Client Secret", { exact: true }).count(), 0);
    for (const endpoint of ["authorize", "token"])
      await dialog.getByText(`${demo.issuer}/api/v1/oauth2/${endpoint}`, { exact: true }).waitFor();
    await picture(console.page, "dashboard-3-registered");
    clientId = await console.copied(dialog, "Copy client ID");
    await dialog.getByRole("button", { name: "Done" }).click();
    await console.page.getByRole("heading", { level: 1, name: NAME }).waitFor();
  });

  it("asks the operator to sign in and what it may do, once it has the id", async () => {
    const file = path.join(demo.state, "nginx/dashboard/config.json");
    writeFileSync(file, JSON.stringify({ authority: demo.issuer, client_id: clientId, api: demo.api }));
    page = await openWindow(browser);
    await page.goto(demo.dashboard);
    await leave(page, () => page.getByRole("button", { name: "Sign in" }).click());
    await picture(page, "dashboard-4-sign-in");
    await signIn(page, operator);
    await page.getByText(NAME).first().waitFor();
    for (const scope of [...IDENTITY.slice(1), "uns:read", "uns:publish"])
      assert.ok(await page.locator(`input[name="scope"][value="${scope}"]`).isChecked(), scope);
    assert.equal(await page.locator('input[name="scope"][value="pipelines:execute"]').count(), 0);
    await picture(page, "dashboard-5-consent");
    await consent(page);
    await page.getByRole("banner").getByText(operator.email).waitFor();
    assert.equal(page.url(), `${demo.dashboard}/`);
  });

  it("shows the operator live data", async () => {
    const value = () => topicRow(page, TEMPERATURE).innerText();
    await topicRow(page, TEMPERATURE).waitFor();
    const shown = await value();
    await until(async () => (await value()) !== shown);
    await panel(page, "Connectors").getByText("PLC of packaging line 1").waitFor();
    await panel(page, "Pipelines").getByRole("row", { name: /Open production orders/ }).waitFor();
  });

  it("has no button and no word for what its registration leaves out", async () => {
    assert.equal(await panel(page, "Your access").getByRole("listitem").count(), SCOPES.length);
    assert.equal(await page.getByRole("button", { name: /^Run/ }).count(), 0);
    assert.equal(await page.getByText("pipelines:execute").or(page.getByText(/run pipelines/i)).count(), 0);
  });

  it("publishes for the operator, whose role does not let them create topics", async () => {
    const form = panel(page, "Publish");
    await form.getByLabel("Topic").fill(NOTE);
    await form.getByLabel("Value").fill("42");
    await form.getByRole("button", { name: "Publish" }).click();
    await form.getByText(`Published to ${NOTE}`).waitFor();
    await topicRow(page, NOTE).getByText("42", { exact: true }).waitFor();
    await panel(page, "Create a topic").getByText("Not permitted: create topics").waitFor();
    await picture(page, "dashboard-6-published");
    await page.context().close();
  });

  it("is in the audit log under the operator: sign-in, consent, tokens, and what it called", async () => {
    for (const [action, ...texts] of [
      ["Signed in"],
      ["Gave consent", NAME],
      ["Tokens issued", NAME],
      ["Called an API", `POST /plant/uns/topics/${NOTE}`, `through ${NAME}`],
    ]) {
      await console.openAudit({ actor: operator.email, action });
      await console.event(action, operator.email, "Success", ...texts).waitFor();
    }
    await picture(console.page, "dashboard-7-audit");
  });
});
