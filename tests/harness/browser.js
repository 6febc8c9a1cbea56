// Debian's Chromium, driven by playwright-core, and the pages of a sign-in as a person meets them.

import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { PROJECT } from "./server.js";

export const ARTIFACTS = path.join(PROJECT, "build/artifacts");

/** A new browser with a profile of its own, which Playwright removes when it is closed. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Fills in the sign-in form and submits it. */
export async function signIn(page, user) {
  await page.locator('input[name="email"]').fill(user.email);
  await page.locator('input[name="password"]').fill(user.password);
  await page.locator('form:has(input[name="password"]) button[type="submit"]').click();
}

/** Allows on the consent page, after unticking the scopes in `without`. */
export async function consent(page, { without = [] } = {}) {
  for (const scope of without) await page.locator(`input[name="scope"][value="${scope}"]`).uncheck();
  await page.locator('button[name="decision"][value="allow"]').click();
}

/**
 * Opens `url` and answers sign-in and consent until the browser reaches an address that starts
 * with `target`; resolves with that address.
 */
export async function visitUntil(page, url, target, user) {
  let reached;
  const seen = (request) => {
    if (request.isNavigationRequest() && request.url().startsWith(target)) reached ??= request.url();
  };
  page.on("request", seen);
  try {
    if (url) await page.goto(url).catch((error) => reached ?? Promise.reject(error));
    for (let pages = 0; pages < 4 && !reached; pages += 1) {
      if (await page.locator('input[name="password"]').count()) await signIn(page, user);
      else if (await page.locator('button[name="decision"]').count()) await consent(page);
      else throw new Error(`${page.url()} shows: ${await page.locator("body").innerText()}`);
      await page.waitForLoadState().catch(() => undefined);
    }
  } finally {
    page.off("request", seen);
  }
  if (!reached) throw new Error(`never reached ${target}; at ${page.url()}`);
  return reached;
}

/** Where to put a screenshot of that name. */
export function screenshotPath(name) {
  mkdirSync(ARTIFACTS, { recursive: true });
  return path.join(ARTIFACTS, `${name}.png`);
}
