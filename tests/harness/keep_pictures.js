// Puts the pictures of the documentation in their place, from the last run of the suite that takes them:
// node tests/harness/keep_pictures.js console|demo

import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { ARTIFACTS } from "./browser.js";
import { PROJECT } from "./server.js";

const CONSOLE_PAGES = [
  "overview",
  "clients",
  "register",
  "registered",
  "client",
  "client-edit",
  "users",
  "user",
  "roles",
  "role",
  "general",
  "audit",
  "profile",
  "not-allowed",
];

// What each suite's pictures are called in its folder of docs/.
const PICTURES = {
  console: {
    ...Object.fromEntries(CONSOLE_PAGES.map((name) => [name, `${name}-1440-light`])),
    "overview-dark": "overview-1440-dark",
    "clients-phone": "clients-375-dark",
  },
  demo: {
    terminal: "terminal",
    dashboard: "dashboard-operator",
    consent: "dashboard-5-consent",
    audit: "erp-4-audit",
  },
};

const suite = process.argv[2];
const folder = path.join(PROJECT, "docs", suite);
mkdirSync(folder, { recursive: true });
for (const [name, taken] of Object.entries(PICTURES[suite]))
  copyFileSync(path.join(ARTIFACTS, suite, `${taken}.png`), path.join(folder, `${name}.png`));
