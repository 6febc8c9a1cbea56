// The commands that work on a store as a whole, where it is in PostgreSQL.

import assert from "node:assert/strict";
import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { verified } from "../cli/audit_files_support.js";
import { newDatabase, psql } from "../harness/postgres.js";
import { startServer, temporaryFolder } from "../harness/server.js";
import { send, serviceToken, sleep } from "../wire/support.js";
import { keyOf, must, refused } from "./support.js";

const file = (data) => `sqlite:${path.join(data, "latchkey.db")}`;

/** A data directory of another node, with the key of the first. */
function directoryWithKeyOf(data) {
  const other = path.join(temporaryFolder(), "data");
  mkdirSync(other, { mode: 0o700 });
  copyFileSync(keyOf(data), keyOf(other));
  return other;
}

async function kidsOf(server) {
  const { body } = await send(`${server.origin}/.well-known/jwks.json`);
  return body.keys.map(({ kid }) => kid).sort();
}

async function stopped(server) {
  assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
}

describe("latchkey move", () => {
  it("carries a store over: its clients, keys, administrators and audit log go on there", async () => {
    const before = await startServer();
    const service = await before.admin.createService();
    await serviceToken(before, service);
    const kids = await kidsOf(before);
    const database = newDatabase();
    const move = ["move", "--from", file(before.dataDir), "--to", database];
    await refused(move, /another process|in use|has it open/);
    await stopped(before);
    assert.match(await must(move), /Carried over: \d+ rows .*audit log is whole/);

    const after = await startServer({ database, dataDir: directoryWithKeyOf(before.dataDir) });
    assert.deepEqual(await kidsOf(after), kids);
    await serviceToken(after, service);
    const { items } = await after.admin.must("GET", "/audit?action=token.issued");
    assert.equal(items.length, 2);
    await stopped(after);
    assert.equal(await verified(after), "whole");
    await refused(move, /holds a store already/);
  });

  it("says what is wrong with what it is given", async () => {
    await refused(["move", "--from", "latchkey.db", "--to", newDatabase()], /sqlite:/);
    await refused(["move", "--from", "sqlite:/nowhere/latchkey.db", "--to", newDatabase()], /there is no store/);
    await refused(["move", "--from", file("/nowhere"), "--to", "mysql://x"], /there is no store|postgresql:/);
  });
});

describe("a store in PostgreSQL", () => {
  it("is opened by its own key alone", async () => {
    const database = newDatabase();
    const server = await startServer({ database });
    await refused(
      ["serve", "--database", database, "--data", path.join(temporaryFolder(), "data"), "--listen", "127.0.0.1:0"],
      /was made with a key|does not fit/,
    );
    await stopped(server);
  });

  it("gets another key when no node runs", async () => {
    const database = newDatabase();
    const server = await startServer({ database });
    const kids = await kidsOf(server);
    const change = ["key", "change-sealing-key", "--yes", "--data", server.dataDir, "--database", database];
    await refused(change, /nodes that use the database: 1/);
    await stopped(server);
    // PostgreSQL notices a moment later.
    const nodes = `SELECT count(*) FROM pg_locks JOIN pg_database ON oid = database
      WHERE locktype = 'advisory' AND datname = current_database()`;
    while (psql(database, nodes) !== "0") await sleep(20);
    const former = directoryWithKeyOf(server.dataDir);
    await must(change);
    await refused(["serve", "--database", database, "--data", former, "--listen", "127.0.0.1:0"], /does not fit/);
    await server.start();
    assert.deepEqual(await kidsOf(server), kids);
    await stopped(server);
  });

  it("is backed up by PostgreSQL's own means", async () => {
    const target = path.join(temporaryFolder(), "backup");
    await refused(["backup", target, "--database", newDatabase()], /pg_dump/);
  });

  it("is looked at by check, which shows no password", async () => {
    const database = newDatabase();
    const server = await startServer({ database });
    const check = ["check", "--data", server.dataDir, "--listen", `127.0.0.1:${server.port}`, "--issuer", server.issuer];
    const findings = await refused([...check, "--database", database], /fsync is off/);
    assert.match(findings, /PostgreSQL 15\S* .*answers/);
    assert.match(findings, /schema version \d+, as this program uses/);
    assert.match(findings, /nodes that use it now: 1/);
    assert.doesNotMatch(findings, /in use|is taken/);
    await stopped(server);
    const unreachable = await refused([...check, "--database", "postgresql://ada:canary@127.0.0.1:1/x"], /ada@127\.0\.0\.1:1\/x/);
    assert.ok(!unreachable.includes("canary"));
  });
});
