// The console in Chromium against a server of its own, and how its pages must look.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { ARTIFACTS, launchBrowser } from "../harness/browser.js";
import { startServer } from "../harness/server.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [375, 768, 1440];
const SCHEMES = ["light", "dark"];
const PATIENCE_MILLISECONDS = 30_000;
const PICTURES = path.join(ARTIFACTS, "console");

/** A server and a browser; `open` shows a page of the console to somebody who is signed in. */
export async function startConsole(options) {
  const server = await startServer(options);
  const browser = await launchBrowser();
  const started = new Console(server, browser);
  await server.admin.signIn();
  return started;
}

class Console {
  constructor(server, browser) {
    this.server = server;
    this.browser = browser;
  }

  /**
   * A new browser context, signed in as `user` (the first administrator unless told, nobody when
   * null), at `address` below /console.
   */
  open = async (address, { user, colorScheme = "light", width = 1440, height = 900, locale = "en-GB", ...more } = {}) => {
    const context = await this.browser.newContext({
      colorScheme,
      locale,
      viewport: { width, height },
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
      baseURL: this.server.origin,
      ...more,
    });
    context.setDefaultTimeout(PATIENCE_MILLISECONDS);
    if (user !== null) await this.signIn(context, user ?? this.server.adminUser);
    const page = await context.newPage();
    await page.goto(`${this.server.origin}/console${address}`);
    return page;
  };

  async signIn(context, { email, password }) {
    const answer = await context.request.post(`${this.server.origin}/api/v1/auth/login`, {
      data: { email, password },
      headers: { origin: this.server.origin },
    });
    assert.equal(answer.status(), 200, await answer.text());
  }

  stop = async () => {
    await this.browser.close();
    assert.equal((await this.server.stop()).code, 0);
  };
}

/** Breaks of the Content-Security-Policy and uncaught errors that the page has met, as they come. */
export function watch(page) {
  const met = [];
  page.on("pageerror", (error) => met.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|Warning:/.test(message.text())) met.push(message.text());
  });
  return met;
}

/** Resolves once `check` throws nothing any more; rejects with what it threw when that lasts too long. */
export async function eventually(check) {
  for (const begin = Date.now(); ; await new Promise((next) => setTimeout(next, 50))) {
    try {
      return await check();
    } catch (failure) {
      if (Date.now() - begin > PATIENCE_MILLISECONDS) throw failure;
    }
  }
}

/**
 * In both themes and at each width: no horizontal overflow, nothing for axe to find; a picture of
 * each goes to build/artifacts/console, from where keep_pictures.js takes those of the documentation.
 * `show` gets a page at the address and brings it into the state to check, ending when it is there; the
 * theme is changed on it as a browser changes it.
 */
export async function checkLooks(open, address, name, show, options = {}) {
  mkdirSync(PICTURES, { recursive: true });
  for (const width of WIDTHS) {
    const page = await open(address, { width, bypassCSP: true, ...options });
    await page.getByRole("heading", { level: 1 }).waitFor();
    await show?.(page);
    await page.evaluate(() => document.fonts.ready);
    await assertNoOverflow(page, `${name} at ${width}`);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
      await page.screenshot({ path: path.join(PICTURES, `${name}-${width}-${colorScheme}.png`), fullPage: true });
      await assertAccessible(page, `${name} at ${width} in ${colorScheme}`);
    }
    await page.context().close();
  }
}

export async function assertNoOverflow(page, what) {
  const wide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [scrollWidth, clientWidth] : null;
  });
  assert.equal(wide, null, `${what} is wider than the window: ${wide}`);
}

export async function assertAccessible(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(" | ")}`);
  assert.deepEqual(told, [], what);
}
