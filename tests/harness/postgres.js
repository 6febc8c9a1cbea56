// Databases of a test's own on PostgreSQL, and servers of its own where it ends or floods them.

import { execFileSync } from "node:child_process";
import path from "node:path";
import { freePort, PROJECT, temporaryFolder } from "./server.js";

const script = () => path.join(PROJECT, "tests/harness/postgres");
let databases = 0;

/** What `psql` prints for a statement, unaligned. */
export function psql(url, sql) {
  return execFileSync("psql", ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1", url], {
    input: sql,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  }).trim();
}

/** The URL of a new, empty database of the server at that URL. */
export function newDatabase(serverUrl = process.env.LATCHKEY_TEST_POSTGRES) {
  const name = `test_${process.pid}_${++databases}`;
  psql(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** A server on a port of 127.0.0.1 and a folder of its own, durable as Debian's default is. */
export async function startPostgres(settings = []) {
  const folder = path.join(temporaryFolder("latchkey-postgres-"), "server");
  const port = await freePort();
  execFileSync(script(), ["start", folder, `port=${port}`, "fsync=on", ...settings], { encoding: "utf8" });
  return {
    folder,
    port,
    url: `postgresql://latchkey@127.0.0.1:${port}/postgres`,
    stop: () => execFileSync(script(), ["stop", folder]),
  };
}
