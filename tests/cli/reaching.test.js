// How commands find their server, and what they say when it is not there.

import assert from "node:assert/strict";
import { chmodSync, copyFileSync, existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { BINARY, startProcess, startServer, temporaryFolder } from "../harness/server.js";
import { Cli, latchkey, run } from "./support.js";

describe("a command of the client", () => {
  let server;
  before(async () => (server = await startServer()));
  after(() => server.stop());

  it("finds the server by --data, the environment and the configuration file, as serve does", async () => {
    const config = path.join(temporaryFolder(), "latchkey.toml");
    writeFileSync(config, `data = "${server.dataDir}"\n`);
    const nowhere = path.join(temporaryFolder(), "nowhere");
    const found = [
      await latchkey(["status", "--data", server.dataDir], { env: { LATCHKEY_DATA: nowhere } }),
      await latchkey(["status"], { env: { LATCHKEY_DATA: server.dataDir } }),
      await latchkey(["status", "--config", config]),
      await latchkey(["status"], { env: { LATCHKEY_CONFIG: config } }),
      await latchkey(["status"], { env: { LATCHKEY_CONFIG: config, LATCHKEY_DATA: server.dataDir } }),
    ];
    for (const { code, out, err } of found) {
      assert.equal(code, 0, err);
      assert.ok(out.includes(`process ${server.pid}`));
    }
    const working = temporaryFolder();
    assert.match((await latchkey(["status"], { cwd: working })).err, /no server runs on var/);
  });

  it("tells what runs and what is registered", async () => {
    const cli = new Cli(server);
    const out = await cli.must(["status"]);
    assert.ok(out.includes(server.origin));
    assert.match(out, /^Clients +0 active, 0 disabled$/m);
    assert.match(out, /^Users +1 active, 0 disabled$/m);
    const { server: about, overview } = await cli.json(["status"]);
    assert.equal(about.process_id, server.pid);
    assert.equal(about.issuer, server.origin);
    assert.equal(overview.counts.users.active, 1);
  });

  it("reaches a server whose data directory has a path too long for a socket's address", async () => {
    const deep = await startServer({ dataDir: path.join(temporaryFolder(), "d".repeat(100), "data") });
    const { code, out, err } = await latchkey(["status", "--data", deep.dataDir]);
    assert.equal(code, 0, err);
    assert.ok(out.includes(deep.origin));
    assert.deepEqual(await deep.stop(), { code: 0, signal: null });
    assert.equal(existsSync(path.join(deep.dataDir, "admin.sock")), false);
    assert.match((await latchkey(["status", "--data", deep.dataDir])).err, /no server runs on/);
  });

  it("says what to do where no server runs", async () => {
    const folder = temporaryFolder();
    const { code, out, err } = await latchkey(["client", "list", "--data", folder]);
    assert.equal(code, 3);
    assert.equal(out, "");
    assert.match(err, /no server runs on .*: there is no .*admin\.sock/);
    assert.match(err, /Is it running, and with --data/);
  });

  it("says so when nobody listens any more", async () => {
    const folder = temporaryFolder();
    await new Promise((resolve) => {
      const listener = createServer().listen(path.join(folder, "live.sock"), () => {
        // Closing removes its own name only: what remains is a socket without a listener.
        run("ln", [path.join(folder, "live.sock"), path.join(folder, "admin.sock")]).then(() =>
          listener.close(resolve),
        );
      });
    });
    const { code, err } = await latchkey(["client", "list", "--data", folder]);
    assert.equal(code, 3);
    assert.match(err, /nobody answers at/);
  });

  it("says which user may open the socket", { skip: process.getuid() !== 0 && "needs root" }, async () => {
    const folder = temporaryFolder();
    const copy = path.join(folder, "latchkey");
    copyFileSync(BINARY, copy);
    chmodSync(folder, 0o755);
    const nobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
    const { code, err } = await run("setpriv", [...nobody, copy, "status", "--data", server.dataDir]);
    assert.equal(code, 3, err);
    assert.match(err, /may not be opened by this user/);
    assert.match(err, /as the user that the server runs as/);
  });

  it("says what is wrong with the configuration file", async () => {
    const config = path.join(temporaryFolder(), "latchkey.toml");
    writeFileSync(config, 'dta = "x"\n');
    const { code, err } = await latchkey(["status", "--config", config]);
    assert.equal(code, 2);
    assert.match(err, /latchkey\.toml:1: unknown key 'dta'/);
    assert.equal((await latchkey(["status", "--config", `${config}.none`])).code, 2);
  });

  it("fails when its output cannot be written", { skip: !existsSync("/dev/full") && "needs /dev/full" }, async () => {
    const command = `"${BINARY}" status --data "${server.dataDir}" > /dev/full`;
    const { code, err } = await run("sh", ["-c", command]);
    assert.equal(code, 1);
    assert.match(err, /cannot write the output: No space left on device/);
  });
});

describe("a second server", () => {
  const serve = (data, listen) =>
    startProcess(BINARY, ["serve", "--data", data, "--listen", listen], { env: { PATH: process.env.PATH } });

  it("on the same store is told which process has it", async () => {
    const server = await startServer();
    const second = serve(server.dataDir, "127.0.0.1:0");
    assert.deepEqual(await second.ended, { code: 1, signal: null });
    assert.match(second.log(), new RegExp(`in use by the process ${server.pid}\\b`));
    assert.ok(existsSync(path.join(server.dataDir, "admin.sock")));
    assert.equal((await new Cli(server).run(["status"])).code, 0);
    await server.stop();
  });

  it("on the same port is told which one is taken", async () => {
    const server = await startServer();
    const second = serve(path.join(temporaryFolder(), "data"), `127.0.0.1:${server.port}`);
    assert.deepEqual(await second.ended, { code: 1, signal: null });
    assert.match(
      second.log(),
      new RegExp(`cannot listen on 127\\.0\\.0\\.1 port ${server.port}: Address already in use`),
    );
    await server.stop();
  });
});
