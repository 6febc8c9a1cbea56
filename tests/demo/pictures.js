// Browser windows as the documentation shows them, and pictures of them.

import { mkdirSync } from "node:fs";
import path from "node:path";
import { ARTIFACTS } from "../harness/browser.js";

const PATIENCE_MILLISECONDS = 30_000;
const PICTURES = path.join(ARTIFACTS, "demo");

/** A browser window of somebody, with a clipboard that they may use. */
export async function openWindow(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MILLISECONDS);
  return context.newPage();
}

/** Keeps a picture of a step, from where keep_pictures.js takes those of the documentation. */
export async function picture(page, name, options = {}) {
  mkdirSync(PICTURES, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), ...options });
}

/** A picture of what a terminal shows. */
export async function terminalPicture(browser, text) {
  const page = await openWindow(browser, { viewport: { width: 1040, height: 100 } });
  await page.setContent(`<body style="margin: 0; padding: 16px; background: #16181d; color: #e4e6eb"><pre></pre>`);
  await page.locator("pre").evaluate((pre, shown) => {
    pre.style = "margin: 0; font: 14px/1.45 monospace";
    pre.textContent = shown;
  }, `$ ./run --demo\n\n${text}`);
  await picture(page, "terminal", { fullPage: true });
  await page.context().close();
}
