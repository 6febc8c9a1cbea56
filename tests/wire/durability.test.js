// security.md, "Durability": kill -9 at any moment under load loses no acknowledged write, and the next
// start succeeds. The test keeps a record of its own of every answer that it has read.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Ledger } from "../harness/ledger.js";
import { startServer } from "../harness/server.js";
import { query, sleep } from "./support.js";

const ROUNDS = process.env.LATCHKEY_TEST_DATABASE === "postgresql" ? 15 : 50;

describe("kill -9", () => {
  let server, ledger;
  before(async () => {
    server = await startServer();
    ledger = await Ledger.open([server]);
  });
  after(async () => {
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
  });

  it(`${ROUNDS} times under load: everything acknowledged is there, and nothing spent comes back`, async (t) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      ledger.start();
      await sleep(20 + Math.random() * 800);
      await server.kill();
      await ledger.stop();

      await server.start();
      if (!server.database)
        assert.deepEqual(query(server, "PRAGMA integrity_check"), [{ integrity_check: "ok" }], `round ${round}`);
      await ledger.verify();
    }
    for (const [what, { size }] of Object.entries(ledger.acknowledged)) {
      t.diagnostic(`${size} ${what} acknowledged`);
      assert.ok(size >= ROUNDS, `${size} ${what} only`);
    }
  });

  it("the audit's chain has no gap, and no hash twice", () => {
    const [{ count, first, last, hashes }] = query(
      server,
      "SELECT COUNT(*) AS count, MIN(id) AS first, MAX(id) AS last, COUNT(DISTINCT hash) AS hashes FROM audit_events",
    );
    assert.equal(last - first + 1, count);
    assert.equal(hashes, count);
  });
});
