// security.md, "Secrets": canaries through every flow at the most talkative log level, then grep.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { startServer } from "../harness/server.js";
import { Canaries } from "./canaries.js";

const ADMIN = { email: "admin@example.com", password: "canary-administrator-passphrase" };

describe("secrets", () => {
  let server, canaries, umask;

  before(async () => {
    umask = process.umask(0);
    server = await startServer({ admin: ADMIN, args: ["--log-level", "debug"] });
    canaries = new Canaries(server);
    await canaries.run();
  });
  after(async () => {
    process.umask(umask);
    assert.equal((await server.stop()).code, 0);
  });

  function assertHoldsNone(text, where, except = () => false) {
    assert.ok(canaries.values.size > 40, `${canaries.values.size} canaries`);
    const found = [...canaries.values].filter(([value, what]) => !except(what) && text.includes(value));
    assert.deepEqual(
      found.map(([value, what]) => `${what} ${value.slice(0, 40)}`),
      [],
      where,
    );
  }
  const isNoSecret = (what) => ["state", "nonce"].includes(what);

  it("'No secret, code, token or password reaches a log at any log level'", () => {
    const log = server.log();
    assert.ok(log.split("\n").length > 100);
    assertHoldsNone(log, "the log");
    for (const [value, what] of canaries.values) {
      for (const form of [encodeURIComponent(value), Buffer.from(value).toString("base64").slice(0, 20)])
        assert.equal(log.includes(form), false, what);
    }
  });

  it("nor the audit, as the API and as the CSV show it", async () => {
    let events = "";
    for (let page = 1; page < 20; page += 1) {
      const { items } = await server.admin.must("GET", `/audit?page_size=200&page=${page}`);
      if (items.length === 0) break;
      events += JSON.stringify(items);
    }
    assert.ok(events.includes("sign_in.failed") && events.includes("token.refused") && events.includes("token.refresh_reused"));
    assertHoldsNone(events, "the audit");
    const csv = await server.admin.get("/audit.csv");
    assert.equal(csv.status, 200);
    assertHoldsNone(csv.body, "the audit as CSV");
  });

  it("nor an error text", () => {
    assert.ok(canaries.answers.length > 80);
    for (const { what, text } of canaries.answers) assertHoldsNone(text, what, isNoSecret);
  });

  it("nor any table in the clear", () => {
    const [command, args] = server.database
      ? ["pg_dump", [server.database]]
      : ["sqlite3", ["-readonly", path.join(server.dataDir, "latchkey.db"), ".dump"]];
    const dump = execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28 });
    assert.ok(dump.includes("audit_events"));
    assertHoldsNone(dump, "the database", isNoSecret);
    assert.doesNotMatch(dump, /BEGIN (EC |RSA )?PRIVATE KEY|"d":"/);
  });

  it("nor the bytes of any file, write-ahead log included", () => {
    for (const name of readdirSync(server.dataDir)) {
      const file = path.join(server.dataDir, name);
      if (statSync(file).isFile()) assertHoldsNone(readFileSync(file, "latin1"), name, isNoSecret);
    }
  });

  it("'or a core dump': the process writes none", () => {
    const limits = readFileSync(`/proc/${server.pid}/limits`, "utf8");
    assert.match(limits, /^Max core file size\s+0\s+0\s/m);
  });

  it("the command line and the environment that others may read hold no password", () => {
    assert.equal(readFileSync(`/proc/${server.pid}/cmdline`, "utf8").includes(ADMIN.password), false);
  });

  it("'Database, key and socket files are 0600 whatever the umask'", () => {
    const names = readdirSync(server.dataDir);
    const files = server.database ? [] : ["latchkey.db", "latchkey.db-wal"];
    for (const name of [...files, "latchkey.key"]) assert.ok(names.includes(name), `${name} in ${names}`);
    for (const name of names) {
      const mode = statSync(path.join(server.dataDir, name)).mode & 0o777;
      assert.equal(mode.toString(8), "600", name);
    }
    assert.equal((statSync(server.dataDir).mode & 0o777).toString(8), "700");
  });

  it("the key file that somebody else could read is refused at the next start, or closed", async () => {
    const { chmodSync } = await import("node:fs");
    await server.stop();
    chmodSync(path.join(server.dataDir, "latchkey.key"), 0o644);
    const started = await server.start().then(
      () => true,
      (error) => error.message,
    );
    if (started === true) assert.equal(statSync(path.join(server.dataDir, "latchkey.key")).mode & 0o777, 0o600);
    else assert.match(started, /latchkey\.key/);
    if (started !== true) {
      chmodSync(path.join(server.dataDir, "latchkey.key"), 0o600);
      await server.start();
    }
  });
});
