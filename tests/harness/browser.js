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

/** Does `action` and waits until the page that it leads to has loaded. */
export async function leave(page, action) {
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), action()]);
}

/** Fills in the sign-in form and submits it. */
export async function signIn(page, user) {
  await page.locator('input[name="email"]').fill(user.email);
  await page.locator('input[name="password"]').fill(user.password);
  await leave(page, () => page.locator('form:has(input[name="password"]) button[type="submit"]').click());
}

/** Allows on the consent page, after unticking the scopes in `without`. */
export async function consent(page, { without = [], decision = "allow" } = {}) {
  for (const scope of without) await page.locator(`input[name="scope"][value="${scope}"]`).uncheck();
  await leave(page, () => page.locator(`button[name="decision"][value="${decision}"]`).click());
}

/**
 * Answers sign-in and consent, from the page shown on, until the browser is at an address that
 * starts with `target`, which must answer; resolves with that address.
 */
export async function passThrough(page, target, user, choices) {
  for (let pages = 0; pages < 4; pages += 1) {
    if (page.url().startsWith(target)) return page.url();
    if (await page.locator('input[name="password"]').count()) await signIn(page, user);
    else if (await page.locator('button[name="decision"]').count()) await consent(page, choices);
    else break;
  }
  if (page.url().startsWith(target)) return page.url();
  throw new Error(`never reached ${target}; at ${page.url()}: ${await page.locator("body").innerText()}`);
}

/** Where to put a screenshot of that name. */
export function screenshotPath(name) {
  mkdirSync(ARTIFACTS, { recursive: true });
  return path.join(ARTIFACTS, `${name}.png`);
}
