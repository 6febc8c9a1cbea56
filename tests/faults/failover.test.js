// Ends of whatever can end under load: nothing that was acknowledged is lost, nothing spent comes back.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe, it } from "node:test";
import { Ledger } from "../harness/ledger.js";
import { psql, startPostgres } from "../harness/postgres.js";
import { BINARY } from "../harness/server.js";
import { sleep, tokenForm } from "../wire/support.js";
import { comesTrue, databaseOn, startNodes } from "./cluster.js";

const LOAD_MILLISECONDS = 1_500;

const works = async (node, client) =>
  (await tokenForm(node, client, { grant_type: "client_credentials" }).catch(() => undefined))?.status === 200;

/** What `latchkey audit verify` says of all chains. */
function assertWhole(database) {
  const text = execFileSync(BINARY, ["audit", "verify", "--json", "--database", database], { encoding: "utf8" });
  assert.equal(JSON.parse(text).whole, true, text);
}

describe("kill -9 of a node of three, again and again", { timeout: 600_000 }, () => {
  let postgres, database, nodes, ledger;
  before(async () => {
    postgres = await startPostgres();
    database = databaseOn(postgres);
    nodes = await startNodes(database, 3);
    ledger = await Ledger.open(nodes);
  });
  after(async () => {
    for (const node of nodes) assert.deepEqual(await node.stop(), { code: 0, signal: null }, node.log());
    postgres.stop();
  });

  it("the others go on, and nothing is lost", async (t) => {
    for (let round = 0; round < 6; round += 1) {
      ledger.start();
      await sleep(LOAD_MILLISECONDS * Math.random());
      const victim = nodes[round % nodes.length];
      await victim.kill();
      await sleep(200);
      await victim.start();
      await ledger.stop();
      for (const node of nodes) await comesTrue(() => works(node, ledger.service), "works");
      await ledger.verify();
      assertWhole(database);
    }
    for (const [what, { size }] of Object.entries(ledger.acknowledged)) t.diagnostic(`${size} ${what} acknowledged`);
    assert.ok(ledger.acknowledged.tokens.size > 50);
  });
});

describe("kill -9 of PostgreSQL, again and again", { timeout: 600_000 }, () => {
  let postgres, database, nodes, ledger;
  before(async () => {
    postgres = await startPostgres();
    database = databaseOn(postgres);
    nodes = await startNodes(database, 2);
    ledger = await Ledger.open(nodes);
  });
  after(async () => {
    for (const node of nodes) assert.deepEqual(await node.stop(), { code: 0, signal: null }, node.log());
    postgres.stop();
  });

  it("the nodes come back by themselves, and nothing is lost", async () => {
    for (let round = 0; round < 5; round += 1) {
      ledger.start();
      await sleep(200 + LOAD_MILLISECONDS * Math.random());
      postgres.kill();
      await sleep(300);
      postgres.resume();
      for (const node of nodes) await comesTrue(() => works(node, ledger.service), "works");
      await ledger.stop();
      await ledger.verify();
      assertWhole(database);
    }
  });
});

describe("failover to a synchronous standby", { timeout: 600_000 }, () => {
  let primary, standby, database, nodes, ledger;
  before(async () => {
    primary = await startPostgres();
    standby = await primary.startStandby();
    psql(primary.url, "ALTER SYSTEM SET synchronous_standby_names = '*'; SELECT pg_reload_conf();");
    const name = new URL(databaseOn(primary)).pathname;
    database = `postgresql://latchkey@127.0.0.1:${primary.port},127.0.0.1:${standby.port}${name}?target_session_attrs=read-write`;
    nodes = await startNodes(database, 2);
    for (const node of nodes) node.database = `postgresql://latchkey@127.0.0.1:${standby.port}${name}`;
    ledger = await Ledger.open(nodes);
  });
  after(async () => {
    for (const node of nodes) assert.deepEqual(await node.stop(), { code: 0, signal: null }, node.log());
    standby.stop();
    primary.stop();
  });

  it("the nodes find the new primary by themselves, and it has everything that was acknowledged", async (t) => {
    ledger.start();
    await sleep(LOAD_MILLISECONDS);
    primary.kill();
    standby.promote();
    psql(standby.url, "ALTER SYSTEM RESET synchronous_standby_names; SELECT pg_reload_conf();");
    for (const node of nodes) {
      const took = await comesTrue(() => works(node, ledger.service), "works");
      t.diagnostic(`works ${took} ms after the promotion`);
    }
    await sleep(500);
    await ledger.stop();
    await ledger.verify();
    assertWhole(database);
  });
});
