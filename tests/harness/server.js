// Starts the built server for a test on a free port with a store of its own, and stops only what it started.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Admin } from "./admin.js";
import { newDatabase } from "./postgres.js";

export const PROJECT = path.resolve(import.meta.dirname, "../..");
export const BINARY = process.env.LATCHKEY_TEST_BINARY ?? path.join(PROJECT, "build/release/latchkey");
export const ADMIN = { email: "admin@example.com", password: "correct horse battery staple" };

const READY_MILLISECONDS = 20_000;
const running = new Set();
const folders = [];
process.on("exit", () => {
  for (const child of running) child.kill(child.exitSignal);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const handedOut = new Set();

/** A port that nobody listens at, and that was not handed out before. */
export async function freePort() {
  for (;;) {
    const port = await anyPort();
    if (handedOut.has(port)) continue;
    handedOut.add(port);
    return port;
  }
}

function anyPort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** A folder under the system's temporary folder that is removed when the test process ends. */
export function temporaryFolder(name = "latchkey-test-") {
  const folder = mkdtempSync(path.join(tmpdir(), name));
  folders.push(folder);
  return folder;
}

/**
 * Starts a program and collects what it prints; `end` stops it and waits until it has gone. What
 * still runs when the test process ends gets `exitSignal`.
 */
export function startProcess(command, args, { exitSignal = "SIGKILL", ...options } = {}) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  child.exitSignal = exitSignal;
  running.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => (output += text));
  }
  const ended = new Promise((resolve) => {
    child.once("error", (error) => {
      output += error.message;
      resolve({ code: 127, signal: null });
    });
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  return {
    pid: child.pid,
    /** With stdio: "pipe" only. */
    stdin: child.stdin,
    ended,
    log: () => output,
    end: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
    /** Resolves with the match once the output has it. */
    async waitFor(pattern, milliseconds = READY_MILLISECONDS) {
      const until = Date.now() + milliseconds;
      let gone = false;
      ended.then(() => (gone = true));
      for (;;) {
        const match = output.match(pattern);
        if (match) return match;
        if (gone || Date.now() > until) {
          throw new Error(`${command} ${gone ? "ended" : "did not print"} ${pattern}:\n${output}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
  };
}

/**
 * @param {object} options
 * @param {string} [options.dataDir] an existing store to open; a new one otherwise
 * @param {string} [options.database] the URL of a PostgreSQL database; otherwise a new one where
 *   LATCHKEY_TEST_DATABASE asks for that, or else the file in dataDir
 * @param {number} [options.port] a free one otherwise
 * @param {string} [options.issuer] SCHEME://127.0.0.1:PORT otherwise
 * @param {"http"|"https"} [options.scheme] https where args name a certificate
 * @param {string[]} [options.args] further options of `serve`
 * @param {object} [options.env] further environment
 * @returns {Promise<Server>}
 */
export async function startServer({
  dataDir,
  database,
  port,
  issuer,
  scheme = "http",
  args = [],
  env = {},
  admin = ADMIN,
} = {}) {
  const server = new Server();
  server.port = port ?? (await freePort());
  server.origin = `${scheme}://127.0.0.1:${server.port}`;
  server.issuer = issuer ?? server.origin;
  server.dataDir = dataDir ?? path.join(temporaryFolder(), "data");
  server.adminUser = admin;
  server.database = database ?? databaseOf(server.dataDir);
  server.options = { args, env };
  await server.start();
  return server;
}

// A store that is opened again is where it was.
const databases = new Map();
function databaseOf(dataDir) {
  if (process.env.LATCHKEY_TEST_DATABASE !== "postgresql") return undefined;
  if (!databases.has(dataDir)) databases.set(dataDir, newDatabase());
  return databases.get(dataDir);
}

export class Server {
  #process;
  #logBefore = "";

  async start() {
    const { args, env } = this.options;
    this.#process = startProcess(
      BINARY,
      ["serve", "--data", this.dataDir, "--listen", `127.0.0.1:${this.port}`, "--issuer", this.issuer, ...this.#where(), ...args],
      {
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          LATCHKEY_ADMIN_EMAIL: this.adminUser.email,
          LATCHKEY_ADMIN_PASSWORD: this.adminUser.password,
          ...env,
        },
      },
    );
    await this.#process.waitFor(/listening on https?:\/\//);
    this.admin = new Admin(this.origin, this.adminUser);
  }

  #where() {
    return this.database ? ["--database", this.database] : [];
  }

  get pid() {
    return this.#process.pid;
  }

  /** Everything the server has printed, earlier starts included. */
  log() {
    return this.#logBefore + this.#process.log();
  }

  /** Sends a signal that it is to survive. */
  signal(name) {
    process.kill(this.pid, name);
  }

  /** Ends with SIGTERM; resolves with {code, signal}. */
  async stop() {
    return this.#end("SIGTERM");
  }

  /** Ends with SIGKILL, as a power cut would. */
  async kill() {
    return this.#end("SIGKILL");
  }

  /** Starts again on the same store and port. */
  async restart() {
    await this.stop();
    await this.start();
  }

  async #end(signal) {
    const result = await this.#process.end(signal);
    this.#logBefore += this.#process.log();
    this.#process = { ...this.#process, log: () => "", end: async () => result };
    return result;
  }
}
