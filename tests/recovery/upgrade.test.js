// "Upgrade from every earlier migration is tested with data in it": nothing is lost, and the server works on it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { startServer, temporaryFolder } from "../harness/server.js";
import { claimsOf, introspectForm, refresh, send, serviceToken, signedIn } from "../wire/support.js";
import { must, newPath, refused, sqlite, usedStore } from "./support.js";
import { buildStore, contents, KNOWN, migrations } from "./stores/builder.js";

// What the server goes on adding up by itself as soon as it runs, and forgets after a month.
const COUNTED = new Set(["hourly_activity", "client_activity", "activity_position"]);

/** A row that was there, by the columns it had, and is not any more. */
function lost(before, file) {
  const after = contents(file, before);
  return Object.entries(before).flatMap(([table, { rows }]) => {
    if (COUNTED.has(table)) return [];
    const kept = new Set(after[table]?.rows);
    return rows.filter((row) => !kept.has(row)).map((row) => `${table}: ${row}`);
  });
}

describe("upgrade", { timeout: 300_000 }, () => {
  for (const { number } of migrations) {
    it(`a store of schema version ${number}: nothing is lost, and everything in it works`, async () => {
      const dataDir = temporaryFolder();
      const file = path.join(dataDir, "latchkey.db");
      buildStore(dataDir, number);
      const before = contents(file);
      for (const [table, { rows }] of Object.entries(before)) {
        assert.notEqual(rows.length, 0, `the data of version ${number} leaves ${table} empty`);
      }

      const server = await startServer({ dataDir, issuer: KNOWN.issuer, admin: KNOWN.administrator });
      await server.stop();
      assert.deepEqual(lost(before, file), []);
      assert.equal(sqlite(file, "SELECT max(number) FROM schema_migrations").trim(), String(migrations.length));
      assert.equal(sqlite(file, "PRAGMA integrity_check").trim(), "ok");
      assert.equal(sqlite(file, "PRAGMA foreign_key_check").trim(), "");

      await server.start();
      const jwks = (await send(`${server.origin}/.well-known/jwks.json`)).body.keys.map(({ kid }) => kid);
      for (const kid of KNOWN.kids) assert.ok(jwks.includes(kid), `${kid} is published`);
      await signedIn(server, KNOWN.user);
      const clients = await server.admin.must("GET", "/oauth2/clients");
      assert.deepEqual(clients.items.map(({ client_id }) => client_id).sort(), [KNOWN.service.client_id, KNOWN.application.client_id].sort());
      const { access_token } = await serviceToken(server, KNOWN.service);
      assert.equal((await introspectForm(server, KNOWN.service, access_token)).body.active, true);
      const refreshed = await refresh(server, KNOWN.application, KNOWN.refresh_token);
      assert.equal(refreshed.status, 200, refreshed.text);
      assert.equal(claimsOf(refreshed.body.access_token).sub, KNOWN.user.id);
      const events = await server.admin.must("GET", "/audit?action=client.created");
      assert.equal(events.total, 2);
      assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());

      const backup = newPath("backup");
      await must(["backup", backup, "--data", dataDir]);
      assert.match(await must(["restore", backup, "--data", newPath("restored")]), /audit log is whole/);
    });

    it(`a backup of schema version ${number} is restored and brought up to the newest`, async () => {
      const dataDir = temporaryFolder();
      buildStore(dataDir, number);
      const backup = newPath("backup");
      await must(["backup", backup, "--data", dataDir]);
      const restored = newPath("restored");
      const log = await must(["restore", backup, "--data", restored, "--key-file", path.join(dataDir, "latchkey.key")]);
      assert.match(log, /audit log is whole/);
      if (number < migrations.length) assert.match(log, new RegExp(`brought up from ${number}`));
      const server = await startServer({ dataDir: restored, issuer: KNOWN.issuer, admin: KNOWN.administrator });
      await serviceToken(server, KNOWN.service);
      await server.stop();
    });
  }

  it("a binary older than its store refuses to start, says so and leaves it as it is", async () => {
    const data = await usedStore();
    const file = path.join(data, "latchkey.db");
    const newer = migrations.length + 1;
    sqlite(file, `INSERT INTO schema_migrations VALUES (${newer}, 'from_the_future', 0)`);
    const before = readFileSync(file);
    const log = await refused(
      ["serve", "--data", data, "--listen", "127.0.0.1:0"],
      new RegExp(`the database has schema version ${newer}, this program knows ${newer - 1} and cannot use it`),
    );
    assert.doesNotMatch(log, /listening on/);
    assert.deepEqual(readFileSync(file), before);
  });
});
