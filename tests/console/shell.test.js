// What every page of the console stands in: loading, navigation, theme, language, session.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { signIn } from "../harness/browser.js";
import { assertAccessible, checkLooks, startConsole, watch } from "./support.js";

const FIRST_LOAD_BYTES = 250_000;

describe("console", () => {
  let app, server, open, viewer;

  before(async () => {
    app = await startConsole();
    ({ server, open } = app);
    viewer = await server.admin.createUser({ roles: ["Viewer"], first_name: "Vera", last_name: "Viewer" });
  });
  after(() => app.stop());

  const navigation = (page) => page.getByRole("navigation", { name: "Main" });
  const account = (page) => page.getByRole("button", { name: /^Account of/ });

  it("sends a visitor to sign in and then to the page asked for", async () => {
    const page = await open("/settings/clients?status=active", { user: null });
    await page.waitForURL(/\/login\?/);
    await signIn(page, server.adminUser);
    await page.getByRole("heading", { level: 1, name: "OAuth2 Clients" }).waitFor();
    assert.equal(new URL(page.url()).search, "?status=active");
  });

  it("opens after a sign-in at the bare address", async () => {
    const page = await open("/", { user: null });
    await page.waitForURL(/\/login\?/);
    await page.goto(server.origin);
    await signIn(page, server.adminUser);
    await navigation(page).waitFor();
    assert.equal(new URL(page.url()).pathname, "/console/");
  });

  it("loads under 250 kB compressed, each file immutable, without a breach of its policy", async () => {
    const page = await open("/", { user: server.adminUser });
    const met = watch(page);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    let bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
    const files = [];
    page.on("response", (response) => {
      if (response.url().includes("/console/assets/")) files.push(response.headers());
    });
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.waitForLoadState("networkidle");
    assert.ok(bytes > 50_000 && bytes < FIRST_LOAD_BYTES, `${bytes} bytes`);
    assert.ok(files.length > 2);
    for (const headers of files) {
      assert.equal(headers["content-encoding"], "br");
      assert.equal(headers["cache-control"], "public, max-age=31536000, immutable");
    }
    assert.deepEqual(met, []);
  });

  it("keeps no token where scripts could read it", async () => {
    const page = await open("/");
    await navigation(page).waitFor();
    const kept = await page.evaluate(() => [
      document.cookie,
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
    ]);
    assert.equal(kept[0], "");
    for (const text of kept) assert.doesNotMatch(text, /lk[a-z]{1,2}_|eyJ|csrf/i);
  });

  it("shows everybody only what they may open, and says so at other addresses", async () => {
    const page = await open("/", { user: viewer });
    await navigation(page).waitFor();
    assert.deepEqual(await navigation(page).getByRole("link").allInnerTexts(), ["Overview"]);
    for (const [address, name] of [
      ["/settings/clients", "OAuth2 Clients"],
      ["/settings/clients/new", "OAuth2 Clients"],
      ["/settings/general", "General"],
      ["/access/users", "Users"],
      ["/access/roles", "Roles"],
      ["/audit", "Audit Log"],
    ]) {
      await page.goto(`${server.origin}/console${address}`);
      await page.getByRole("heading", { level: 1, name: "Not allowed" }).waitFor();
      await page.getByText(`Your roles do not let you open ${name}.`, { exact: false }).waitFor();
    }
  });

  it("marks the page one is on and moves the focus to its heading", async () => {
    const page = await open("/");
    await navigation(page).getByRole("link", { name: "Users" }).click();
    const heading = page.getByRole("heading", { level: 1, name: "Users" });
    await heading.waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    assert.equal(await page.title(), "Users · Latchkey");
    assert.equal(
      await navigation(page).getByRole("link", { name: "Users" }).getAttribute("aria-current"),
      "page",
    );
  });

  it("lets the keyboard skip the navigation", async () => {
    const page = await open("/");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("Tab");
    const skip = page.getByRole("link", { name: "Skip to the content" });
    assert.equal(await skip.evaluate((link) => link === document.activeElement), true);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "content");
  });

  it("opens the navigation on a phone, and closes it with the page chosen", async () => {
    const page = await open("/", { width: 375, bypassCSP: true });
    await page.getByRole("button", { name: "Open navigation" }).click();
    await page.getByRole("dialog").getByRole("link", { name: "Roles" }).waitFor();
    await assertAccessible(page, "the navigation of a phone");
    await page.getByRole("dialog").getByRole("link", { name: "Roles" }).click();
    await page.getByRole("heading", { level: 1, name: "Roles" }).waitFor();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });

  it("opens in the browser's theme", async () => {
    const page = await open("/", { colorScheme: "dark" });
    const met = watch(page);
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
    assert.deepEqual(met, []);
  });

  it("remembers theme and language", async () => {
    const page = await open("/");
    await account(page).click();
    await page.getByRole("menuitem", { name: "Dark" }).click();
    await page.getByRole("menuitem", { name: "Deutsch" }).click();
    await page.getByRole("navigation").getByRole("link", { name: "Übersicht" }).waitFor();
    await page.reload();
    await page.getByRole("navigation").getByRole("link", { name: "Übersicht" }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
    assert.equal(await page.evaluate(() => document.documentElement.dataset.mantineColorScheme), "dark");
  });

  it("speaks the browser's language when it knows it", async () => {
    const page = await open("/", { locale: "de-AT" });
    await page.getByRole("navigation").getByRole("link", { name: "Übersicht" }).waitFor();
  });

  it("asks to sign in again over the page when the session has ended, and loses nothing", async () => {
    const page = await open("/settings/clients", { user: server.adminUser });
    await page.getByRole("searchbox").fill("nothing like it");
    await page.getByText("Nothing matches").waitFor();
    await page.context().clearCookies();
    await page.getByRole("searchbox").fill("still nothing");
    const dialog = page.getByRole("dialog", { name: "Sign in again" });
    await dialog.waitFor();
    await dialog.getByLabel("Password").first().fill("not the password");
    await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
    await dialog.getByText("E-mail or password is wrong.").waitFor();
    await dialog.getByLabel("Password").first().fill(server.adminUser.password);
    await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    await page.getByText("Nothing matches").waitFor();
    assert.equal(await page.getByRole("searchbox").inputValue(), "still nothing");
  });

  it("goes on in a tab when another has signed in anew, and asks when that was somebody else", async () => {
    const page = await open("/profile", { user: viewer });
    const rename = async (name) => {
      await page.getByLabel("First name").fill(name);
      await page.getByRole("button", { name: "Save changes" }).click();
    };
    await page.getByLabel("First name").waitFor();
    await app.signIn(page.context(), viewer);
    await rename("Renewed");
    await page.getByText("Changes saved").first().waitFor();
    const dialog = page.getByRole("dialog", { name: "Sign in again" });
    assert.equal(await dialog.count(), 0);

    await app.signIn(page.context(), server.adminUser);
    await rename("Not the administrator's");
    await dialog.waitFor();
    assert.equal(await dialog.getByLabel("E-mail").inputValue(), viewer.email);
    assert.notEqual((await server.admin.must("GET", "/me")).user.first_name, "Not the administrator's");
    await dialog.getByLabel("Password").first().fill(viewer.password);
    await dialog.getByRole("button", { name: "Sign in", exact: true }).click();
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await page.getByLabel("First name").inputValue(), "Not the administrator's");
    await page.getByRole("button", { name: "Save changes" }).click();
    await page.getByRole("button", { name: "Account of Not the administrator's" }).waitFor();
  });

  describe("without its server", () => {
    let page;
    const gone = () => page.getByText("The server cannot be reached").first();

    before(async () => {
      page = await open("/settings/clients");
      await page.getByRole("searchbox").waitFor();
      await server.stop();
    });
    after(() => page.context().close());

    it("says so, for a list and for a page not opened before", async () => {
      await page.getByRole("searchbox").fill("dashboard");
      await gone().waitFor();
      assert.equal(await page.getByRole("searchbox").inputValue(), "dashboard");
      await navigation(page).getByRole("link", { name: "General" }).click();
      await gone().waitFor();
    });

    it("goes on when it is back", async () => {
      await server.start();
      await page.getByRole("button", { name: "Try again" }).first().click();
      await page.getByRole("heading", { level: 1, name: "General" }).waitFor();
      await gone().waitFor({ state: "hidden" });
      await page.goBack();
      await page.getByRole("heading", { level: 1, name: "OAuth2 Clients" }).waitFor();
      assert.equal(await page.getByRole("searchbox").inputValue(), "dashboard");
    });
  });

  it("signs out", async () => {
    const page = await open("/", { user: viewer });
    await account(page).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(/\/login\?/);
    await page.goto(`${server.origin}/console/`);
    await page.waitForURL(/\/login\?/);
  });

  it("has a page for addresses that do not exist", async () => {
    const page = await open("/nowhere/at/all");
    await page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
  });

  it("looks right where one may not go", () =>
    checkLooks(open, "/settings/clients", "not-allowed", undefined, { user: viewer }));
});
