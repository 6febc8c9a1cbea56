// Ends of whatever can end under load: nothing that was acknowledged is lost, nothing spent comes back.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { verified } from "../cli/audit_files_support.js";
import { Ledger } from "../harness/ledger.js";
import { psql, startPostgres } from "../harness/postgres.js";
import { sleep, tokenForm } from "../wire/support.js";
import { comesTrue, databaseOn, startNodes } from "./cluster.js";

const LOAD_MILLISECONDS = 1_500;

const works = async (node, client) =>
  (await tokenForm(node, client, { grant_type: "client_credentials" }).catch(() => undefined))?.status === 200;

// A cluster under load, for the tests of one describe(): `prepare` names its database and its nodes.
function useCluster(prepare) {
  const used = {};
  before(async () => {
    Object.assign(used, await prepare());
    used.ledger = await Ledger.open(used.nodes);
  });
  after(async () => {
    for (const node of used.nodes) assert.deepEqual(await node.stop(), { code: 0, signal: null }, node.log());
    for (const server of used.servers) server.stop();
  });
  return used;
}

async function startCluster(count) {
  const postgres = await startPostgres();
  return { servers: [postgres], nodes: await startNodes(databaseOn(postgres), count) };
}

/** Everything that was acknowledged is there, and every audit chain is whole. */
async function assertKept({ ledger, nodes }) {
  for (const node of nodes) await comesTrue(() => works(node, ledger.service), "works");
  await ledger.verify();
  assert.equal(await verified(nodes[0]), "whole");
}

describe("kill -9 of a node of three, again and again", { timeout: 600_000 }, () => {
  const cluster = useCluster(() => startCluster(3));

  it("the others go on, and nothing is lost", async (t) => {
    const { nodes, ledger } = cluster;
    for (let round = 0; round < 6; round += 1) {
      ledger.start();
      await sleep(LOAD_MILLISECONDS * Math.random());
      const victim = nodes[round % nodes.length];
      await victim.kill();
      await sleep(200);
      await victim.start();
      await ledger.stop();
      await assertKept(cluster);
    }
    for (const [what, { size }] of Object.entries(ledger.acknowledged)) t.diagnostic(`${size} ${what} acknowledged`);
    assert.ok(ledger.acknowledged.tokens.size > 50);
  });
});

describe("kill -9 of PostgreSQL, again and again", { timeout: 600_000 }, () => {
  const cluster = useCluster(() => startCluster(2));

  it("the nodes come back by themselves, and nothing is lost", async () => {
    const { servers, nodes, ledger } = cluster;
    for (let round = 0; round < 5; round += 1) {
      ledger.start();
      await sleep(200 + LOAD_MILLISECONDS * Math.random());
      servers[0].kill();
      await sleep(300);
      servers[0].resume();
      for (const node of nodes) await comesTrue(() => works(node, ledger.service), "works");
      await ledger.stop();
      await assertKept(cluster);
    }
  });
});

describe("failover to a synchronous standby", { timeout: 600_000 }, () => {
  const cluster = useCluster(async () => {
    const primary = await startPostgres();
    const standby = await primary.startStandby();
    psql(primary.url, "ALTER SYSTEM SET synchronous_standby_names = '*'; SELECT pg_reload_conf();");
    const name = new URL(databaseOn(primary)).pathname;
    const both = `127.0.0.1:${primary.port},127.0.0.1:${standby.port}`;
    const nodes = await startNodes(`postgresql://latchkey@${both}${name}?target_session_attrs=read-write`, 2);
    for (const node of nodes) node.database = `postgresql://latchkey@127.0.0.1:${standby.port}${name}`;
    return { servers: [standby, primary], nodes };
  });

  it("the nodes find the new primary by themselves, and it has everything that was acknowledged", async (t) => {
    const { servers, nodes, ledger } = cluster;
    const [standby, primary] = servers;
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
    await assertKept(cluster);
  });
});
