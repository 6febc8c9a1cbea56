// Several nodes on one PostgreSQL database, each with a data directory of its own and the same key.

import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { newDatabase } from "../harness/postgres.js";
import { startServer, temporaryFolder } from "../harness/server.js";
import { sleep } from "../wire/support.js";

/** `count` nodes; the first one's URL is the issuer of all, unless another is given. */
export async function startNodes(database, count, { issuer, args = [] } = {}) {
  const keyFile = path.join(temporaryFolder(), "latchkey.key");
  writeFileSync(keyFile, randomBytes(32), { mode: 0o600 });
  const nodes = [];
  for (let number = 0; number < count; number += 1)
    nodes.push(await startServer({ database, issuer: issuer ?? nodes[0]?.issuer, args: ["--key-file", keyFile, ...args] }));
  return nodes;
}

/** A new database of that server, by the name that its standbys have for it too. */
export const databaseOn = (postgres) => newDatabase(postgres.url);

export async function comesTrue(condition, what, milliseconds = 60_000) {
  const begin = Date.now();
  for (;;) {
    if (await condition()) return Date.now() - begin;
    if (Date.now() - begin > milliseconds) throw new Error(`never came true: ${what}`);
    await sleep(20);
  }
}
