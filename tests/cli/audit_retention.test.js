// Audit events that are archived by the server itself, and what finds an alteration of them.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { startServer, temporaryFolder } from "../harness/server.js";
import { query } from "../wire/support.js";
import {
  archiveFolder,
  archiveLines,
  archiveNames,
  assertUnbroken,
  audit,
  exportedIds,
  issueTokens,
  linesOf,
  tamper,
  until,
  verified,
} from "./audit_files_support.js";

const KEPT = 1_000;

describe("audit retention", { timeout: 300_000 }, () => {
  let server, service;
  before(async () => {
    server = await startServer({ args: ["--audit-keep-events", String(KEPT)] });
    service = await server.admin.createService();
    await issueTokens(server, service, KEPT + 50);
    await server.restart();
    await until(() => /event=audit.archived /.test(server.log()), "an archive");
  });
  after(async () => assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log()));

  const file = (name) => path.join(archiveFolder(server), name);
  const sql = (statement) => query(server, statement);

  /** Asserts what verify says while the server is at work, and that it fails; then undoes it. */
  async function assertFound(change, expected, undo) {
    change();
    try {
      const { code, out, err } = await audit(server, "verify");
      assert.deepEqual([code, out], [1, ""]);
      assert.match(err, expected);
      const report = await audit(server, "verify", "--json");
      assert.equal(report.code, 1);
      assert.equal(JSON.parse(report.out).whole, false);
    } finally {
      undo();
    }
    assert.equal(await verified(server), "whole");
  }

  it("archives are gzip files of JSON lines beside a manifest, private, and the chain is whole", async () => {
    const [name] = archiveNames(server);
    const lines = archiveLines(server, name).map((line) => JSON.parse(line));
    assertUnbroken(lines.map(({ id }) => id));
    const manifest = JSON.parse(readFileSync(file(name.replace(".jsonl.gz", ".json")), "utf8"));
    assert.equal(manifest.sha256, createHash("sha256").update(readFileSync(file(name))).digest("hex"));
    assert.deepEqual(
      [manifest.file, manifest.first_id, manifest.last_id, manifest.count, manifest.previous_hash, manifest.last_hash],
      [name, 1, lines.length, lines.length, "", lines.at(-1).hash],
    );
    for (const one of [name, name.replace(".jsonl.gz", ".json")]) assert.equal(statSync(file(one)).mode & 0o777, 0o600);
    const { code, out, err } = await audit(server, "verify");
    assert.deepEqual([code, err], [0, ""]);
    assert.match(out, /^The audit log is whole: events 1 to \d+, \d+ of them from archives\.\n$/);
    const report = JSON.parse((await audit(server, "verify", "--json")).out);
    assert.deepEqual([report.whole, report.first_id, report.archives], [true, 1, archiveNames(server).length]);
  });

  it("lists show what is in the database; the export has everything once", async () => {
    const [{ first }] = sql("SELECT min(id) AS first FROM audit_events");
    assert.ok(first > 1);
    const { body } = await server.admin.get(`/audit?page_size=200&page=${Math.ceil(KEPT / 200) + 1}`);
    assert.ok(body.items.every(({ id }) => id >= first));
    assertUnbroken(await exportedIds(server));
    const { out } = await audit(server, "export");
    assertUnbroken(linesOf(out).map((line) => JSON.parse(line).id), first);
    const archived = linesOf((await audit(server, "export", "--all", "--action", "audit.archived")).out);
    assert.equal(JSON.parse(archived[0]).details.sha256.length, 64);
  });

  it("filters and CSV hold across archives", async () => {
    const { out } = await audit(server, "export", "--all", "--format", "csv", "--client", service.name, "--action", "token.*");
    const records = out.trim().split("\r\n");
    assert.match(records[0], /^"id","time","actor_id",/);
    assert.equal(records.length, 1 + KEPT + 50);
    const none = await audit(server, "export", "--all", "--outcome", "failure");
    assert.deepEqual([none.code, none.out], [0, ""]);
    const later = await audit(server, "export", "--all", "--since", "2999-01-01T00:00:00Z");
    assert.deepEqual([later.code, later.out], [0, ""]);
  });

  it("an altered and a removed row are named", async () => {
    const [{ id, address }] = sql("SELECT id, address FROM audit_events WHERE action = 'token.issued' ORDER BY id LIMIT 1 OFFSET 7");
    await assertFound(
      () => tamper(server, `UPDATE audit_events SET address = '192.0.2.66' WHERE id = ${id}`),
      new RegExp(`not whole: event ${id} was altered`),
      () => tamper(server, `UPDATE audit_events SET address = '${address}' WHERE id = ${id}`),
    );
    const beside = `ATTACH '${path.join(temporaryFolder(), "kept.db")}' AS beside;`;
    tamper(server, `${beside} CREATE TABLE beside.kept AS SELECT * FROM audit_events WHERE id = ${id}`);
    await assertFound(
      () => tamper(server, `DELETE FROM audit_events WHERE id = ${id}`),
      new RegExp(`not whole: event ${id} is missing`),
      () => tamper(server, `${beside} INSERT INTO audit_events SELECT * FROM beside.kept`),
    );
  });

  it("a cut, a swapped and a missing archive are named", async () => {
    await issueTokens(server, service, 200);
    await server.restart();
    const [first, second] = await until(() => archiveNames(server).length > 1 && archiveNames(server), "a second archive");
    await until(() => sql("SELECT count(*) AS n FROM audit_archives")[0].n > 1, "its record");
    assert.equal(await verified(server), "whole");
    const content = readFileSync(file(first));
    await assertFound(
      () => truncateSync(file(first), content.length - 9),
      new RegExp(`the archive ${first} is cut off or damaged after event \\d+`),
      () => writeFileSync(file(first), content),
    );
    const swap = () => {
      renameSync(file(first), file("other"));
      renameSync(file(second), file(first));
      renameSync(file("other"), file(second));
    };
    await assertFound(swap, new RegExp(`event 1 is missing in the archive ${first}`), swap);
    await assertFound(
      () => renameSync(file(second), file("other")),
      new RegExp(`the archive ${second} with the events \\d+ to \\d+ is missing`),
      () => renameSync(file("other"), file(second)),
    );
    renameSync(file(first), file("other"));
    assert.match(await verified(server), /is missing/);
    assert.equal(await verified(server, "--from", String(archiveLines(server, second).length + Number(second.slice(6, 18)))), "whole");
    const { code, err } = await audit(server, "export", "--all");
    assert.equal(code, 1);
    assert.match(err, /the export is not complete: the archive .* is missing/);
    renameSync(file("other"), file(first));
  });

  it("without a server the commands read the same", async () => {
    await server.stop();
    assert.equal(await verified(server), "whole");
    assertUnbroken(await exportedIds(server));
    const elsewhere = await audit({ dataDir: path.join(server.dataDir, "none") }, "verify");
    assert.equal(elsewhere.code, 1);
    assert.match(elsewhere.err, /cannot read the database .*none/);
    assert.equal(existsSync(path.join(server.dataDir, "none")), false);
    await server.start();
  });
});
