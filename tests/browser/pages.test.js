// The pages as a person meets them in Chromium: accessible, light and dark, narrow and wide.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { launchBrowser, screenshotPath, signIn } from "../harness/browser.js";
import { authorizeUrl, pkce } from "../harness/flow.js";
import { startServer } from "../harness/server.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [375, 768, 1440];
const SCHEMES = ["light", "dark"];

describe("pages", () => {
  let server, browser, user, client;

  const authorize = (more = {}) =>
    authorizeUrl(server, {
      response_type: "code",
      client_id: client.client_id,
      redirect_uri: client.redirect_uris[0],
      scope: client.scopes.join(" "),
      state: "s",
      code_challenge: pkce().challenge,
      code_challenge_method: "S256",
      ...more,
    });

  // Each page by the steps that lead a new visitor to it.
  const PAGES = {
    login: (page) => page.goto(authorize()),
    "login-refused": async (page) => {
      await page.goto(authorize());
      await signIn(page, { email: user.email, password: "not the password" });
    },
    consent: async (page) => {
      await page.goto(authorize());
      await signIn(page, user);
    },
    account: async (page) => {
      await page.goto(`${server.origin}/account`);
      await signIn(page, user);
      await page.goto(`${server.origin}/account`);
    },
    error: (page) => page.goto(authorize({ redirect_uri: "https://evil.example.com/" })),
    "signed-out": (page) => page.goto(`${server.origin}/api/v1/oauth2/logout`),
    "logout-question": async (page) => {
      await page.goto(authorize());
      await signIn(page, user);
      await page.goto(`${server.origin}/api/v1/oauth2/logout?client_id=${client.client_id}`);
    },
  };

  before(async () => {
    server = await startServer();
    user = await server.admin.createUser({ roles: ["Viewer"] });
    client = await server.admin.createClient({
      name: "Operations <Dashboard>",
      description: "Shows the plant & its pipelines",
      scopes: ["openid", "profile", "email", "pipelines:read", "pipelines:execute", "acme.custom"],
    });
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    assert.equal((await server.stop()).code, 0);
  });

  for (const [name, open] of Object.entries(PAGES)) {
    for (const colorScheme of SCHEMES) {
      it(`${name} has no accessibility violation in ${colorScheme}`, async () => {
        const context = await browser.newContext({ colorScheme, bypassCSP: true });
        const page = await context.newPage();
        await open(page);
        await page.screenshot({ path: screenshotPath(`${name}-${colorScheme}`), fullPage: true });
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => axe.run());
        const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
        assert.deepEqual(told, []);
        await context.close();
      });
    }

    it(`${name} fits ${WIDTHS.join(", ")} px without sideways scrolling`, async () => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await open(page);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        const needed = await page.evaluate(() => document.documentElement.scrollWidth);
        await page.screenshot({ path: screenshotPath(`${name}-${width}`), fullPage: true });
        assert.ok(needed <= width, `needs ${needed} px of ${width}`);
      }
      await context.close();
    });

    it(`${name} looks different in dark and breaks no rule of its own policy`, async () => {
      const background = {};
      for (const colorScheme of SCHEMES) {
        const context = await browser.newContext({ colorScheme });
        const page = await context.newPage();
        const refused = [];
        page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
        page.on("request", (request) => {
          if (!request.url().startsWith(server.origin)) refused.push(`fetched ${request.url()}`);
        });
        await open(page);
        background[colorScheme] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor
          + getComputedStyle(document.documentElement).backgroundColor);
        assert.deepEqual(refused.filter((text) => !/status of 4\d\d/.test(text)), []);
        await context.close();
      }
      assert.notEqual(background.light, background.dark);
    });
  }

  it("the error page says what to do and names the request", async () => {
    const page = await browser.newPage();
    const answer = await PAGES.error(page);
    assert.equal(answer.status(), 400);
    const id = answer.headers()["x-request-id"];
    const text = await page.locator("body").innerText();
    assert.ok(id && text.includes(id), `${id} is not in: ${text}`);
    assert.ok(!text.includes("evil.example.com"));
    assert.ok(server.log().includes(id));
    await page.close();
  });
});
