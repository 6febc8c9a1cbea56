// kill -9 while audit events are archived and shipped: nothing is lost, and nothing is there twice.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { archiveNames, assertUnbroken, exportedIds, idsIn, issueTokens, linesOf, until, verified } from "../cli/audit_files_support.js";
import { startServer, temporaryFolder } from "../harness/server.js";
import { query, sleep } from "../wire/support.js";

const ROUNDS = 25;
const newest = (server) => query(server, "SELECT last_id FROM audit_chain")[0].last_id;

describe("kill -9 while archiving and shipping", { timeout: 600_000 }, () => {
  test(`${ROUNDS} times: archives and table are one chain, the shipped file has each event once`, async () => {
    const shipped = path.join(temporaryFolder(), "audit.jsonl");
    const server = await startServer({ args: ["--audit-keep-events", "1000", "--audit-file", shipped] });
    const service = await server.admin.createService();
    await issueTokens(server, service, 1_000);
    for (let round = 1; round <= ROUNDS; round += 1) {
      const load = issueTokens(server, service, 400).catch(() => {});
      await sleep(Math.random() * 400);
      await server.kill();
      await load;
      assert.equal(await verified(server), "whole", `round ${round}`);
      assertUnbroken(await exportedIds(server));
      await server.start();
    }
    await until(() => linesOf(readFileSync(shipped, "utf8")).length >= newest(server), "the shipped file");
    assertUnbroken(idsIn(shipped));
    assert.ok(archiveNames(server).length > 1, "nothing was archived");
    assert.equal(await verified(server), "whole");
    assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
    assertUnbroken(await exportedIds(server));
  });
});
