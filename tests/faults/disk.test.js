// A disk that is full or cannot be written to: clean refusals, never a success that was none.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { verified } from "../cli/audit_files_support.js";
import { startServer, temporaryFolder } from "../harness/server.js";
import { claimsOf, query, send, tokenForm } from "../wire/support.js";
import { comesTrue } from "./cluster.js";

const root = process.getuid() === 0 ? [] : ["sudo", "-n"];
const asRoot = (...command) => execFileSync([...root, ...command][0], [...root, ...command].slice(1), { stdio: "pipe" });
function mounts(folder) {
  try {
    asRoot("mount", "-t", "tmpfs", "-o", `size=24m,mode=0700,uid=${process.getuid()}`, "tmpfs", folder);
    return true;
  } catch {
    return false;
  }
}

// A container's root may not be allowed to.
function canMount() {
  const folder = temporaryFolder();
  if (!mounts(folder)) return false;
  asRoot("umount", folder);
  return true;
}

describe("a disk that fails the server", { timeout: 300_000, skip: canMount() ? false : "nobody here may mount" }, () => {
  let folder, server, service;
  const acknowledged = new Set();
  before(async () => {
    folder = path.join(temporaryFolder(), "disk");
    mkdirSync(folder);
    assert.ok(mounts(folder));
    server = await startServer({ dataDir: path.join(folder, "data") });
    service = await server.admin.createService();
  });
  after(async () => {
    try {
      assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
    } finally {
      asRoot("umount", folder);
    }
  });

  async function ask() {
    const answer = await tokenForm(server, service, { grant_type: "client_credentials" });
    if (answer.status === 200) acknowledged.add(claimsOf(answer.body.access_token).jti);
    return answer;
  }
  async function refuses() {
    const answer = await ask();
    if (answer.status === 200) return false;
    assert.equal(answer.status, 503, answer.text);
    assert.match(answer.headers.get("retry-after"), /^\d+$/);
    return true;
  }
  function assertKept() {
    assert.deepEqual(query(server, "PRAGMA integrity_check"), [{ integrity_check: "ok" }]);
    const issued = new Set(
      query(server, "SELECT target_id AS value FROM audit_events WHERE action = 'token.issued'").map(({ value }) => value),
    );
    assert.deepEqual([...acknowledged].filter((jti) => !issued.has(jti)), []);
  }

  it("full: it refuses with 503, and goes on when there is room", async () => {
    assert.equal((await ask()).status, 200);
    const ballast = path.join(folder, "ballast");
    const fill = () => spawnSync("dd", ["if=/dev/zero", `of=${ballast}`, "bs=4k", "oflag=append", "conv=notrunc"]);
    await comesTrue(() => {
      fill();
      return refuses();
    }, "refused");
    assert.equal(await refuses(), true);
    assert.equal((await send(`${server.origin}/healthz`)).status, 200);
    rmSync(ballast);
    await comesTrue(async () => (await ask()).status === 200, "works again");
    assertKept();
  });

  it("read-only: it refuses with 503, and goes on afterwards", async () => {
    // A file system that is written to cannot be made read-only while files are open for writing.
    await server.stop();
    asRoot("mount", "-o", "remount,ro", folder);
    try {
      await assert.rejects(server.start(), /read-only|Read-only|cannot open/i);
    } finally {
      asRoot("mount", "-o", "remount,rw", folder);
    }
    await server.start();
    assert.equal((await ask()).status, 200);
    assertKept();
  });

  it("the audit log is whole", async () => {
    assert.equal(await verified(server), "whole");
  });
});
