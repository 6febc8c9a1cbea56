// Databases of a test's own on PostgreSQL, and servers of its own where it ends or floods them.

import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync } from "node:fs";
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

// Its user, who is not root, must come by.
function folderForServer() {
  const parent = temporaryFolder("latchkey-postgres-");
  chmodSync(parent, 0o755);
  return path.join(parent, "server");
}

// A server of a test's own, in a folder and on a port of its own.
class Postgres {
  constructor(folder, port, env = {}) {
    this.folder = folder;
    this.port = port;
    this.env = { ...process.env, ...env };
    this.url = `postgresql://latchkey@127.0.0.1:${port}/postgres`;
  }

  #run(action, ...rest) {
    return execFileSync(script(), [action, this.folder, ...rest], { encoding: "utf8", env: this.env });
  }

  async begin(action, rest, settings) {
    this.#run(action, ...rest, `port=${this.port}`, "fsync=on", ...settings);
    process.on("exit", () => this.#isRunning && this.stop());
    this.#isRunning = true;
    return this;
  }

  #isRunning = false;

  log = () => readFileSync(path.join(this.folder, "log"), "utf8");
  isAlive = () => existsSync(path.join(this.folder, "data/postmaster.pid"));
  promote = () => this.#run("promote");
  /** As a power cut: nothing is written any more. */
  kill = () => this.#run("kill");
  resume = () => this.#run("resume");
  stop() {
    this.#isRunning = false;
    this.#run("stop");
  }

  /** One that has what this one acknowledged, where this one is told to wait for it. */
  async startStandby(settings = []) {
    const standby = new Postgres(folderForServer(), await freePort());
    return standby.begin("standby", [this.folder], settings);
  }
}

/** Durable, as Debian's is; `env` is added to the environment of its processes. */
export async function startPostgres(settings = [], env = {}) {
  const server = new Postgres(folderForServer(), await freePort(), env);
  return server.begin("start", [], settings);
}
