// A disk that takes what is written and then fails to sync it: clean refusals, never a success that was none.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { verified } from "../cli/audit_files_support.js";
import { latchkey } from "../cli/support.js";
import { Ledger } from "../harness/ledger.js";
import { startPostgres } from "../harness/postgres.js";
import { startServer, temporaryFolder } from "../harness/server.js";
import { query, send, sleep, tokenForm } from "../wire/support.js";
import { comesTrue, databaseOn, startNodes } from "./cluster.js";

const LOAD_MILLISECONDS = 1_200;

// What makes fsync fail in whoever is started with `env`, PostgreSQL's own user included.
class FailingFsync {
  #folder = temporaryFolder("latchkey-fsync-");
  #lasting = path.join(this.#folder, "while");
  #once = path.join(this.#folder, "once");

  constructor() {
    const library = path.join(this.#folder, "failing_fsync.so");
    const source = path.join(import.meta.dirname, "failing_fsync.c");
    execFileSync("cc", ["-std=c17", "-Wall", "-Wextra", "-Werror", "-O2", "-shared", "-fPIC", "-o", library, source]);
    chmodSync(this.#folder, 0o777);
    this.env = { LD_PRELOAD: library, FSYNC_FAILS_WHILE: this.#lasting, FSYNC_FAILS_ONCE: this.#once };
  }

  begin = () => writeFileSync(this.#lasting, "");
  end = () => rmSync(this.#lasting, { force: true });
  /** Resolves once one call has failed. */
  async once() {
    writeFileSync(this.#once, "");
    await comesTrue(() => !existsSync(this.#once), "an fsync failed");
  }
}

const ask = (node, client) => tokenForm(node, client, { grant_type: "client_credentials" });
const works = async (node, client) => (await ask(node, client)).status === 200;

/** True for the refusal that clients are promised; an answer may be nothing else but a success. */
async function refuses(node, client) {
  const { status, headers, text, body } = await ask(node, client);
  if (status === 200) return false;
  assert.equal(status, 503, text);
  assert.match(headers.get("retry-after"), /^\d+$/);
  assert.equal(body.error, "temporarily_unavailable");
  return true;
}

async function assertRefuses(nodes, client) {
  for (const node of nodes) await comesTrue(() => refuses(node, client), "refuses");
  for (let tries = 0; tries < 10; tries += 1)
    for (const node of nodes) assert.equal(await refuses(node, client), true, "a success while nothing is durable");
  for (const node of nodes) {
    assert.equal((await send(`${node.origin}/healthz`)).status, 200);
    assert.equal((await send(`${node.origin}/.well-known/jwks.json`)).status, 200);
  }
}

async function assertKept(nodes, ledger) {
  for (const node of nodes) await comesTrue(() => works(node, ledger.service), "works");
  await ledger.verify();
  assert.equal(await verified(nodes[0]), "whole");
}

async function assertMuchAsked({ acknowledged }, t) {
  for (const [what, { size }] of Object.entries(acknowledged)) t.diagnostic(`${size} ${what} acknowledged`);
  assert.ok(acknowledged.tokens.size > 50 && acknowledged.codes.size > 5 && acknowledged.clients.size > 5);
}

describe("fsync fails on SQLite", { timeout: 600_000 }, () => {
  const fault = new FailingFsync();
  let server, ledger;
  before(async () => {
    server = await startServer({ env: fault.env });
    ledger = await Ledger.open([server]);
  });
  after(async () => {
    fault.end();
    assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
  });

  it("it refuses as long as that lasts, goes on by itself, and has all that it acknowledged", async (t) => {
    for (let round = 0; round < 6; round += 1) {
      ledger.start();
      await sleep(LOAD_MILLISECONDS * Math.random());
      fault.begin();
      await assertRefuses([server], ledger.service);
      fault.end();
      await comesTrue(() => works(server, ledger.service), "works");
      await sleep(LOAD_MILLISECONDS * Math.random());
      await ledger.stop();
      await assertKept([server], ledger);
      assert.deepEqual(query(server, "PRAGMA integrity_check"), [{ integrity_check: "ok" }]);
    }
    await assertMuchAsked(ledger, t);
  });

  it("killed while that lasts, it has all that it acknowledged", async () => {
    for (let round = 0; round < 3; round += 1) {
      ledger.start();
      await sleep(LOAD_MILLISECONDS * Math.random());
      fault.begin();
      await assertRefuses([server], ledger.service);
      await server.kill();
      fault.end();
      await server.start();
      await ledger.stop();
      await assertKept([server], ledger);
    }
  });

  it("one call that fails harms nobody for long", async () => {
    for (let round = 0; round < 10; round += 1) {
      ledger.start();
      await fault.once();
      await comesTrue(() => works(server, ledger.service), "works");
      await ledger.stop();
    }
    await assertKept([server], ledger);
  });

  it("latchkey check finds the store whole", async () => {
    await server.stop();
    const { code, out, err } = await latchkey(["check", "--data", server.dataDir, "--issuer", server.issuer, "--listen", "127.0.0.1:0"]);
    assert.equal(code, 0, out + err);
    await server.start();
  });
});

// PostgreSQL ends itself when it cannot sync, since it could not know what is on the disk; it starts anew from its log.
describe("fsync fails on PostgreSQL", { timeout: 600_000 }, () => {
  const fault = new FailingFsync();
  let postgres, nodes, ledger;
  before(async () => {
    postgres = await startPostgres([], fault.env);
    nodes = await startNodes(databaseOn(postgres), 2);
    ledger = await Ledger.open(nodes);
  });
  after(async () => {
    fault.end();
    for (const node of nodes) assert.deepEqual(await node.stop(), { code: 0, signal: null }, node.log());
    postgres.stop();
  });

  const panics = () => postgres.log().match(/PANIC: .*could not f(data)?sync/g)?.length ?? 0;

  it("once: it restarts, and the nodes go on by themselves with all that they acknowledged", async (t) => {
    for (let round = 1; round <= 4; round += 1) {
      ledger.start();
      await sleep(LOAD_MILLISECONDS * Math.random());
      await fault.once();
      await comesTrue(() => panics() === round, "PostgreSQL notices");
      for (const node of nodes) await comesTrue(() => works(node, ledger.service), "works");
      await sleep(LOAD_MILLISECONDS * Math.random());
      await ledger.stop();
      await assertKept(nodes, ledger);
    }
    await assertMuchAsked(ledger, t);
  });

  it("lastingly: the nodes refuse, and go on once it has been started again", async () => {
    ledger.start();
    await sleep(LOAD_MILLISECONDS);
    fault.begin();
    await comesTrue(() => !postgres.isAlive(), "PostgreSQL gives up");
    await assertRefuses(nodes, ledger.service);
    fault.end();
    postgres.resume();
    for (const node of nodes) await comesTrue(() => works(node, ledger.service), "works");
    await ledger.stop();
    await assertKept(nodes, ledger);
  });
});
