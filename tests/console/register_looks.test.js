// Register Application and Application Registered as they look: empty, complaining and done.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { checkLooks, startConsole } from "./support.js";

const ADDRESS = "/settings/clients/new";

describe("Register Application", () => {
  let app, open;

  before(async () => {
    app = await startConsole();
    open = app.open;
  });
  after(() => app.stop());

  it("leaves the page its room on a phone: the buttons are one low line", async () => {
    for (const [locale, label] of [
      ["en-GB", "Create"],
      ["de-DE", "Anlegen"],
    ]) {
      const page = await open(ADDRESS, { locale, width: 375, height: 667 });
      const create = page.getByRole("button", { name: label, exact: true });
      await page.getByRole("textbox").first().fill("Dashboard");
      await page.getByRole("button", { name: /^(Discard draft|Verwerfen)$/ }).waitFor();
      const { height } = await create.locator("xpath=ancestor::div[2]").boundingBox();
      assert.ok(height >= 24 && height <= 52, `${locale}: ${height} px`);
      await create.click();
      await page.getByText(/your attention before|Ihre Aufmerksamkeit, bevor/).waitFor();
      const complaining = await create.locator("xpath=ancestor::div[2]").boundingBox();
      assert.ok(complaining.height <= 96, `${locale}: ${complaining.height} px with complaints`);
      await page.context().close();
    }
  });

  it("has its buttons at the right end of the form", async () => {
    for (const width of [375, 768, 1440]) {
      const page = await open(ADDRESS, { width });
      const create = page.getByRole("button", { name: "Create", exact: true });
      const inside = await create.boundingBox();
      const foot = await create.locator("xpath=ancestor::div[2]").boundingBox();
      assert.ok(foot.x + foot.width - (inside.x + inside.width) <= 20, `at ${width}`);
      await page.context().close();
    }
  });

  it("looks right, empty, complaining and done", async () => {
    const ready = (shown) => shown.getByRole("checkbox", { name: "pipelines:read" }).waitFor();
    await checkLooks(open, ADDRESS, "register", ready);
    await checkLooks(open, ADDRESS, "register-complaints", async (shown) => {
      await ready(shown);
      await shown.getByRole("radio", { name: "Public Client" }).check();
      await shown.getByRole("checkbox", { name: /^Authorization Code/ }).check();
      await shown.getByRole("textbox", { name: "New redirect URI" }).fill("http://app.example.com/cb");
      await shown.getByRole("button", { name: "Create", exact: true }).click();
      await shown.getByRole("button", { name: /^Use https/ }).waitFor();
    });
    await checkLooks(open, ADDRESS, "registered", async (shown) => {
      await shown.getByRole("textbox", { name: "Application Name" }).fill("N".repeat(100));
      await shown.getByRole("radio", { name: "Confidential Client" }).check();
      await shown.getByRole("checkbox", { name: /^Client Credentials/ }).check();
      await shown.getByRole("button", { name: "Create", exact: true }).click();
      await shown.getByRole("dialog").getByText("Token endpoint").waitFor();
    });
  });
});
