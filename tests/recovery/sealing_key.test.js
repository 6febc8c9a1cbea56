// The sealing key: where it comes from, what is refused, and its change for another.

import assert from "node:assert/strict";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { startServer, temporaryFolder } from "../harness/server.js";
import { send } from "../wire/support.js";
import { keyOf, modeOf, must, namesIn, newPath, refused, sqlite, usedStore } from "./support.js";

const serve = (data, ...args) => ["serve", "--data", data, "--listen", "127.0.0.1:0", ...args];

async function kidsOf(server) {
  const { body } = await send(`${server.origin}/.well-known/jwks.json`);
  return body.keys.map(({ kid }) => kid).sort();
}

/** The store opens, and its keys are those. */
async function assertOpens(dataDir, kids, options = {}) {
  const server = await startServer({ dataDir, ...options });
  assert.deepEqual(await kidsOf(server), kids);
  assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
}

describe("the sealing key", () => {
  it("comes from the environment, and is gone from it once it was read", async () => {
    const key = Buffer.alloc(32, "k").toString("base64");
    const server = await startServer({ env: { LATCHKEY_SEALING_KEY: key } });
    const kids = await kidsOf(server);
    // Of a process that is not dumpable, root alone may read it.
    if (process.getuid() === 0) {
      const environment = readFileSync(`/proc/${server.pid}/environ`, "latin1");
      assert.ok(environment.includes("PATH="), "the environment could not be read");
      assert.ok(!environment.includes(key), "the value is in /proc/PID/environ");
    }
    assert.ok(!server.log().includes(key));
    await server.stop();
    assert.ok(!existsSync(keyOf(server.dataDir)), "no file is made where the key is handed over");
    const hex = Buffer.alloc(32, "k").toString("hex");
    await assertOpens(server.dataDir, kids, { env: { LATCHKEY_SEALING_KEY: hex } });
    const other = Buffer.alloc(32, "o").toString("hex");
    await refused(serve(server.dataDir), /is not there, but the store was made with a key/);
    await refused(serve(server.dataDir), /does not fit/, { LATCHKEY_SEALING_KEY: other });
    const log = await refused(serve(server.dataDir), /LATCHKEY_SEALING_KEY must be 32 bytes/, { LATCHKEY_SEALING_KEY: "hunter2" });
    assert.ok(!log.includes("hunter2"));
  });

  it("comes from a systemd credential, whose group bits are the mask of an ACL", async () => {
    const credentials = temporaryFolder();
    writeFileSync(path.join(credentials, "latchkey.key"), Buffer.alloc(32, "c"), { mode: 0o440 });
    const server = await startServer({ env: { CREDENTIALS_DIRECTORY: credentials } });
    await server.stop();
    assert.ok(!existsSync(keyOf(server.dataDir)));
    chmodSync(path.join(credentials, "latchkey.key"), 0o444);
    await refused(serve(server.dataDir), /open to group or others/, { CREDENTIALS_DIRECTORY: credentials });
  });

  it("credentials of other names are none of ours", async () => {
    const server = await startServer({ env: { CREDENTIALS_DIRECTORY: temporaryFolder() } });
    await server.stop();
    assert.ok(existsSync(keyOf(server.dataDir)));
  });

  it("two at once are refused, and both are named", async () => {
    const data = await usedStore();
    const env = { LATCHKEY_SEALING_KEY: Buffer.alloc(32, "k").toString("hex") };
    await refused(serve(data), /more than one sealing key: LATCHKEY_SEALING_KEY, the file .*latchkey\.key/, env);
    await refused(serve(data, "--key-file", newPath("other.key")), /more than one sealing key: --key-file .*, the file/);
  });

  it("a file that is open to others, no file, of another size or unfit stops the start", async () => {
    const data = await usedStore();
    const place = keyOf(data);
    const kept = newPath("kept.key");
    renameSync(place, kept);
    const put = (content, mode) => {
      writeFileSync(place, content);
      chmodSync(place, mode);
    };
    put(readFileSync(kept), 0o640);
    await refused(serve(data), /open to group or others; its mode must be 0600/);
    put(Buffer.alloc(31), 0o600);
    await refused(serve(data), /exactly 32 bytes/);
    put(Buffer.alloc(32), 0o600);
    await refused(serve(data), /does not fit/);
    renameSync(place, newPath("away"));
    mkdirSync(place);
    await refused(serve(data), /is no regular file/);
    renameSync(place, newPath("away"));
    symlinkSync(kept, place);
    const server = await startServer({ dataDir: data });
    await server.stop();
  });

  it("is changed by a command: the former is kept, the store opens with the next alone", async () => {
    const server = await startServer();
    const kids = await kidsOf(server);
    const change = ["key", "change-sealing-key", "--data", server.dataDir];
    await refused([...change, "--yes"], new RegExp(`in use by the process ${server.pid}`));
    await server.stop();
    await refused(change, /--yes/);
    const former = readFileSync(keyOf(server.dataDir));
    const log = await must([...change, "--yes"]);
    const [kept] = namesIn(server.dataDir).filter((name) => name.startsWith("latchkey.key.until-"));
    assert.ok(log.includes(kept), log);
    assert.deepEqual(readFileSync(path.join(server.dataDir, kept)), former);
    assert.notDeepEqual(readFileSync(keyOf(server.dataDir)), former);
    assert.equal(modeOf(keyOf(server.dataDir)), "600");
    await assertOpens(server.dataDir, kids);
    const actions = sqlite(path.join(server.dataDir, "latchkey.db"), "SELECT action, actor_id FROM audit_events");
    assert.match(actions, /sealing_key\.changed\|local-administrator/);
    copyFileSync(path.join(server.dataDir, kept), keyOf(server.dataDir));
    await refused(serve(server.dataDir), /does not fit/);
  });

  it("a key that is handed over is changed for that of a file", async () => {
    const first = { LATCHKEY_SEALING_KEY: Buffer.alloc(32, "1").toString("hex") };
    const server = await startServer({ env: first });
    const kids = await kidsOf(server);
    await server.stop();
    const next = newPath("next.key");
    writeFileSync(next, Buffer.alloc(32, "2"), { mode: 0o600 });
    const change = ["key", "change-sealing-key", "--data", server.dataDir, "--yes"];
    await refused(change, /--next-key-file/, first);
    await must([...change, "--next-key-file", next], first);
    await refused(serve(server.dataDir), /does not fit/, first);
    await assertOpens(server.dataDir, kids, { env: { LATCHKEY_SEALING_KEY: Buffer.alloc(32, "2").toString("hex") } });
  });
});
