// Puts the pictures that docs/console.md shows in their place, from the last run of the console
// suite: node tests/harness/keep_pictures.js

import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { ARTIFACTS } from "./browser.js";
import { PROJECT } from "./server.js";

const KEPT = [
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

const folder = path.join(PROJECT, "docs/console");
mkdirSync(folder, { recursive: true });
const keep = (taken, name) =>
  copyFileSync(path.join(ARTIFACTS, "console", `${taken}.png`), path.join(folder, `${name}.png`));
for (const name of KEPT) keep(`${name}-1440-light`, name);
keep("overview-1440-dark", "overview-dark");
keep("clients-375-dark", "clients-phone");
