// "A backup is consistent while under load": what was acknowledged before it began is there after a restore.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, openSync, readFileSync, symlinkSync, truncateSync, writeFileSync, writeSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { startServer, temporaryFolder } from "../harness/server.js";
import { claimsOf, introspectForm, query, serviceToken, sleep } from "../wire/support.js";
import { keyOf, latchkey, modeOf, must, namesIn, newPath, refused, sqlite, usedStore } from "./support.js";

const WORKERS = 6;

/** Repeats what must succeed until it is told to stop. */
async function keepDoing(load, act) {
  while (!load.isOver) await act();
}

describe("backup and restore", { timeout: 600_000 }, () => {
  it("under load: every write acknowledged before the backup began is restored, and the audit log is whole", async () => {
    const server = await startServer();
    const service = await server.admin.createService({ scopes: ["pipelines:read", "tokens:introspect"] });
    const acknowledged = { tokens: [], clients: [], renamed: new Map() };
    const load = { isOver: false };
    const work = [];
    for (let index = 0; index < WORKERS; index += 1) {
      work.push(
        keepDoing(load, async () => {
          acknowledged.tokens.push((await serviceToken(server, service)).access_token);
        }),
      );
    }
    work.push(
      keepDoing(load, async () => {
        const { client_id } = await server.admin.createService();
        acknowledged.clients.push(client_id);
        const name = `Renamed ${acknowledged.clients.length}`;
        await server.admin.must("PATCH", `/oauth2/clients/${client_id}`, { name });
        acknowledged.renamed.set(client_id, name);
      }),
    );
    while (acknowledged.tokens.length < 200 || acknowledged.renamed.size < 10) await sleep(10);

    const before = structuredClone(acknowledged);
    const began = Date.now();
    const file = newPath("backup");
    const log = await must(["backup", file, "--data", server.dataDir]);
    load.isOver = true;
    await Promise.all(work);
    assert.match(log, /The sealing key is NOT in the backup/);
    const takenAt = Date.parse(log.match(/acknowledged before (\S+Z)/)[1]);
    assert.ok(takenAt >= began, "nothing that was acknowledged later than it says was asked for");
    await server.stop();

    const restored = newPath("restored");
    const said = await must(["restore", file, "--data", restored, "--key-file", keyOf(server.dataDir)]);
    assert.match(said, /audit log is whole/);
    const again = await startServer({ dataDir: restored, issuer: server.issuer });
    const stored = new Map(query(again, "SELECT id, name FROM clients").map((row) => [row.id, row.name]));
    assert.deepEqual(
      before.clients.filter((id) => !stored.has(id)),
      [],
    );
    for (const [id, name] of before.renamed) assert.equal(stored.get(id), name);
    const audited = new Set(
      query(again, "SELECT target_id FROM audit_events WHERE action = 'token.issued'").map((row) => row.target_id),
    );
    assert.deepEqual(
      before.tokens.map((token) => claimsOf(token).jti).filter((jti) => !audited.has(jti)),
      [],
    );
    const introspection = await introspectForm(again, service, before.tokens[0]);
    assert.equal(introspection.body.active, true, "a token from before the backup is good");
    await serviceToken(again, service);
    assert.equal((await again.stop()).code, 0);
  });

  it("beside a server: its audit log tells of the backup, and of one that failed", async () => {
    const server = await startServer();
    const file = newPath("backup");
    const events = async () => {
      const { items } = await server.admin.must("GET", "/audit?action=backup.taken");
      return items.map(({ actor, outcome, details }) => ({ actor: actor.name, outcome, details }));
    };
    await must(["backup", path.basename(file), "--data", server.dataDir, "--with-key"], {}, path.dirname(file));
    const [taken, ...others] = await events();
    assert.deepEqual(others, []);
    assert.equal(taken.actor, "local administrator");
    assert.equal(taken.outcome, "success");
    const { last_event_id, ...details } = taken.details;
    assert.deepEqual(details, { file, has_sealing_key: true });
    assert.ok(last_event_id > 0);
    await refused(["backup", file, "--data", server.dataDir], /is there already/);
    const [failed] = await events();
    assert.equal(failed.outcome, "failure");
    assert.equal(failed.details.file, file);
    assert.match(failed.details.reason, /is there already/);
    assert.equal(readFileSync(file).includes(readFileSync(keyOf(server.dataDir)).toString("base64")), true);
    await server.stop();
  });

  it("without a server, with the key, and the files are the owner's only", async () => {
    const data = await usedStore();
    const file = newPath("backup");
    assert.match(await must(["backup", file, "--data", data, "--with-key"]), /The sealing key is IN the backup/);
    assert.equal(modeOf(file), "600");
    const restored = newPath("restored");
    await must(["restore", file, "--data", restored]);
    assert.deepEqual(namesIn(restored), ["latchkey.db", "latchkey.key"]);
    for (const name of namesIn(restored)) assert.equal(modeOf(path.join(restored, name)), "600");
    assert.equal(modeOf(restored), "700");
    assert.deepEqual(readFileSync(keyOf(restored)), readFileSync(keyOf(data)));
    const server = await startServer({ dataDir: restored });
    await server.admin.signIn();
    await server.stop();
  });

  it("a backup without the key says where the key must be put, and the start does too", async () => {
    const data = await usedStore();
    const file = newPath("backup");
    await must(["backup", file, "--data", data]);
    const restored = newPath("restored");
    assert.match(await must(["restore", file, "--data", restored]), /put your copy into .*latchkey\.key/);
    await refused(["serve", "--data", restored, "--listen", "127.0.0.1:0"], /latchkey\.key is not there, but the store was made with a key/);
    copyFileSync(keyOf(data), keyOf(restored));
    const server = await startServer({ dataDir: restored });
    await server.stop();
  });

  it("a backup is an SQLite database to any SQLite tool", async () => {
    const data = await usedStore();
    const file = newPath("backup");
    await must(["backup", file, "--data", data]);
    assert.equal(sqlite(file, "SELECT count(*) FROM roles").trim(), "4");
  });

  it("what cannot be backed up is said, and nothing is left or overwritten", async () => {
    const data = await usedStore();
    const folder = temporaryFolder();
    const taken = path.join(folder, "taken");
    writeFileSync(taken, "precious");
    const link = path.join(folder, "link");
    symlinkSync("/nowhere/at/all", link);
    await refused(["backup", taken, "--data", data], /taken is there already/);
    await refused(["backup", link, "--data", data], /link is there already/);
    await refused(["backup", path.join(folder, "new"), "--data", path.join(folder, "none")], /there is no store at .*none/);
    await refused(["backup", path.join(folder, "none", "new"), "--data", data], /cannot create .*No such file/);
    await refused(["backup", path.join(folder, "new"), "--data", data, "--with-key", "--key-file", taken], /more than one sealing key/);
    assert.equal((await latchkey(["backup", "--data", data])).code, 2);
    assert.equal((await latchkey(["backup", path.join(folder, "new"), "--no-such-option"])).code, 2);
    assert.deepEqual(namesIn(folder), ["link", "taken"]);
    assert.equal(readFileSync(taken, "utf8"), "precious");
  });

  it("a damaged or cut backup, or none, is refused and leaves no directory", async () => {
    const data = await usedStore();
    const file = newPath("backup");
    await must(["backup", file, "--data", data]);
    const size = readFileSync(file).length;
    const restored = newPath("restored");
    const restore = (from) => ["restore", from, "--data", restored];
    const damaged = newPath("damaged");
    for (const place of [100, size >> 1, size - 20]) {
      copyFileSync(file, damaged);
      const handle = openSync(damaged, "r+");
      writeSync(handle, "damage", place);
      await refused(restore(damaged), /damaged is damaged|checksum/);
    }
    copyFileSync(file, damaged);
    truncateSync(damaged, size - 4096);
    await refused(restore(damaged), /is no backup of Latchkey, or its end is missing/);
    writeFileSync(damaged, "");
    await refused(restore(damaged), /is no backup/);
    await refused(restore("/no/such/file"), /\/no\/such\/file cannot be opened/);
    await refused([...restore(file), "--key-file", damaged], /key file .*damaged/);
    assert.throws(() => namesIn(restored), /ENOENT/);
  });

  it("a directory that holds anything is refused and left as it is", async () => {
    const data = await usedStore();
    const file = newPath("backup");
    await must(["backup", file, "--data", data]);
    const before = namesIn(data);
    await refused(["restore", file, "--data", data], /not an empty directory/);
    assert.deepEqual(namesIn(data), before);
    const empty = newPath("empty");
    mkdirSync(empty, { mode: 0o755 });
    await must(["restore", file, "--data", empty, "--key-file", keyOf(data)]);
    assert.equal(modeOf(empty), "700");
  });

  it("a key that does not fit is refused", async () => {
    const [one, other] = [await usedStore(), await usedStore()];
    const file = newPath("backup");
    await must(["backup", file, "--data", one]);
    const restored = newPath("restored");
    await refused(["restore", file, "--data", restored, "--key-file", keyOf(other)], /does not fit/);
    assert.throws(() => namesIn(restored), /ENOENT/);
    await refused(["backup", newPath("backup"), "--data", one, "--with-key", "--key-file", keyOf(other)], /more than one|does not fit/);
  });

  it("a full disk is said so and no half file is left", async (context) => {
    const small = temporaryFolder();
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", "size=128k", "tmpfs", small], { stdio: "pipe" });
    } catch (error) {
      context.skip(`a small file system cannot be mounted here: ${error.message.split("\n")[0]}`);
      return;
    }
    try {
      const data = await usedStore();
      await refused(["backup", path.join(small, "backup"), "--data", data], /cannot back up .*full|No space left/);
      assert.deepEqual(namesIn(small), []);
      const file = newPath("backup");
      await must(["backup", file, "--data", data]);
      await refused(["restore", file, "--data", path.join(small, "restored")], /No space left|full/);
      assert.deepEqual(namesIn(small), []);
    } finally {
      execFileSync("umount", [small]);
    }
  });
});
