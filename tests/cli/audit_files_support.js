// What the tests of the audit log's files share: the commands that read them, events in number, waiting.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { serviceToken, sleep } from "../wire/support.js";
import { latchkey } from "./support.js";

/** Runs `latchkey audit …` on the server's database and files: {code, out, err}. */
export const audit = (server, ...args) =>
  latchkey(["audit", ...args, "--data", server.dataDir, ...(server.database ? ["--database", server.database] : [])]);

/** Changes the database behind the server's back, as who can write to the file might. */
export function tamper(server, sql) {
  execFileSync("sqlite3", ["-cmd", ".timeout 5000", path.join(server.dataDir, "latchkey.db"), sql]);
}

export async function verified(server, ...args) {
  const { code, err } = await audit(server, "verify", ...args);
  return code === 0 ? "whole" : err.trim();
}

/** The ids of all events, archives included, as the export tells them. */
export async function exportedIds(server, ...args) {
  const { code, out, err } = await audit(server, "export", "--all", ...args);
  assert.equal(code, 0, err);
  return linesOf(out).map((line) => JSON.parse(line).id);
}

export const linesOf = (text) => text.split("\n").filter((line) => line !== "");
export const idsIn = (file) => linesOf(readFileSync(file, "utf8")).map((line) => JSON.parse(line).id);

/** Asserts that these are 1, 2, 3 … without a gap or a repetition. */
export function assertUnbroken(ids, first = 1) {
  const wrong = ids.findIndex((id, index) => id !== index + first);
  assert.equal(wrong, -1, `at ${wrong}: ${ids.slice(Math.max(0, wrong - 2), wrong + 3)}`);
  assert.ok(ids.length > 0);
}

export const archiveFolder = (server) => path.join(server.dataDir, "audit");
export function archiveNames(server) {
  return readdirSync(archiveFolder(server)).filter((name) => name.endsWith(".jsonl.gz")).sort();
}
export const archiveLines = (server, name) =>
  linesOf(gunzipSync(readFileSync(path.join(archiveFolder(server), name))).toString());

export async function issueTokens(server, service, count) {
  const each = async () => {
    while (count-- > 0) await serviceToken(server, service);
  };
  await Promise.all(Array.from({ length: 16 }, each));
}

/** Resolves with what `find` returns once that is true; fails after a minute. */
export async function until(find, what) {
  for (let waited = 0; waited < 6_000; waited += 1) {
    const found = await find();
    if (found) return found;
    await sleep(10);
  }
  throw new Error(`waited in vain for ${what}`);
}
