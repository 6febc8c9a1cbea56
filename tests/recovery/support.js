// What the tests of this folder share: commands of the binary run to their end, and stores to run them on.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { BINARY, startProcess, startServer, temporaryFolder } from "../harness/server.js";

/** `latchkey ARGS…` with no terminal: {code, log} once it has ended. */
export async function latchkey(args, env = {}, cwd = undefined) {
  const process_ = startProcess(BINARY, args, { cwd, env: { PATH: process.env.PATH, ...env } });
  const { code, signal } = await process_.ended;
  assert.equal(signal, null, process_.log());
  return { code, log: process_.log() };
}

/** The same, for what must succeed. */
export async function must(args, env, cwd) {
  const { code, log } = await latchkey(args, env, cwd);
  assert.equal(code, 0, log);
  return log;
}

/** The same, for what must fail with a message. */
export async function refused(args, pattern, env) {
  const { code, log } = await latchkey(args, env);
  assert.notEqual(code, 0, log);
  assert.match(log, pattern);
  return log;
}

/** A data directory that a server has made and left. */
export async function usedStore() {
  const server = await startServer();
  await server.stop();
  return server.dataDir;
}

export const keyOf = (data) => path.join(data, "latchkey.key");

/** A path for something new, in a folder that goes when the tests end. */
export const newPath = (name) => path.join(temporaryFolder(), name);

export function sqlite(file, sql) {
  return execFileSync("sqlite3", ["-cmd", ".timeout 5000", file, sql], { encoding: "utf8", maxBuffer: 1 << 30 });
}

export const modeOf = (file) => (statSync(file).mode & 0o777).toString(8);

export const namesIn = (folder) => readdirSync(folder).sort();
