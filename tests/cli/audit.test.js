// latchkey audit

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Admin } from "../harness/admin.js";
import { ADMIN, BINARY, startProcess, startServer } from "../harness/server.js";
import { Cli } from "./support.js";

const GRACE = { email: "grace@example.com", password: "a long enough passphrase" };

describe("latchkey audit", () => {
  let server;
  let cli;
  before(async () => {
    server = await startServer();
    cli = new Cli(server);
    await server.admin.createUser({ email: GRACE.email, password: GRACE.password });
    await server.admin.createClient({ name: "ERP sync" });
    await cli.must(["role", "create", "Auditor"]);
    await new Admin(server.origin, { email: GRACE.email, password: "wrong" }).signIn().catch(() => {});
  });
  after(() => server.stop());

  const actions = async (args) => (await cli.json(["audit", "list", ...args])).items.map((event) => event.action);
  const tail = (args) =>
    startProcess(BINARY, ["audit", "tail", "--data", server.dataDir, ...args], { env: { PATH: process.env.PATH } });

  it("lists events as the API has them, newest first", async () => {
    const listed = await cli.json(["audit", "list", "--limit", "3"]);
    const { body } = await server.admin.get("/audit?page_size=3");
    assert.deepEqual(listed.items, body.items);
    assert.equal(listed.total, body.total);
    const out = await cli.must(["audit", "list"]);
    assert.match(out, /^TIME \(UTC\) +ACTION +OUTCOME/);
    assert.match(out, /role\.created +success +local administrator +- +Auditor +local/);
    assert.match((await cli.run(["audit", "list", "--limit", "1"])).err, /The newest 1; --limit N shows more/);
  });

  it("finds by actor, client, action, outcome, text and time", async () => {
    assert.deepEqual(await actions(["--actor", "local-administrator"]), ["role.created"]);
    assert.ok((await actions(["--actor", ADMIN.email])).includes("client.created"));
    assert.deepEqual(await actions(["--action", "role.*"]), ["role.created"]);
    assert.deepEqual(await actions(["--outcome", "failure"]), ["sign_in.failed"]);
    assert.deepEqual(await actions(["--search", "Auditor"]), ["role.created"]);
    assert.deepEqual(await actions(["--client", "ERP sync"]), ["client.created"]);
    assert.ok((await actions(["--since", "1h"])).length > 3);
    assert.deepEqual(await actions(["--until", "1h"]), []);
    assert.deepEqual(await actions(["--since", "2999-01-01T00:00:00Z"]), []);
    assert.match((await cli.run(["audit", "list", "--until", "7d"])).err, /There are no such events/);
  });

  it("says what is no time, and who is nobody", async () => {
    for (const wrong of ["yesterday", "5", "5w", "-1h", "99999999999d"]) {
      assert.match(await cli.fails(["audit", "list", `--since=${wrong}`], 2), /is no time: give 2026/);
    }
    assert.match(await cli.fails(["audit", "list", "--actor", "nobody@example.com"], 1), /no user has/);
    assert.match(await cli.fails(["audit", "list", "--outcome", "maybe"], 2), /maybe not in \{success,failure\}/);
  });

  it("shows events as they happen", async () => {
    const following = tail(["-n", "1"]);
    await following.waitFor(/sign_in\.failed|role\.created|client\.created/);
    await cli.must(["role", "create", "Seen live"]);
    await following.waitFor(/role\.created {2}by local administrator {2}on Seen live {2}from local/);
    await cli.must(["role", "delete", "Seen live", "--yes"]);
    await following.waitFor(/role\.deleted/);
    assert.equal(following.log().match(/role\.created/g).length, 1);
    await following.end("SIGINT");
  });

  it("follows what was asked for alone, one JSON object a line", async () => {
    const following = tail(["--json", "-n", "0", "--action", "role.deleted"]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await cli.must(["role", "create", "Short-lived"]);
    for (let round = 0; !/Short-lived/.test(following.log()); round += 1) {
      await cli.run(["role", "create", "Short-lived"]);
      await cli.must(["role", "delete", "Short-lived", "--yes"]);
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.ok(round < 30, following.log());
    }
    const lines = following.log().trim().split("\n").map(JSON.parse);
    assert.ok(lines.every((event) => event.action === "role.deleted"));
    await following.end("SIGINT");
  });

  it("ends with the server", async () => {
    const other = await startServer();
    const following = startProcess(BINARY, ["audit", "tail", "--data", other.dataDir], {
      env: { PATH: process.env.PATH },
    });
    await following.waitFor(/user\.created/);
    await other.stop();
    assert.deepEqual(await following.ended, { code: 3, signal: null });
    assert.match(following.log(), /no server runs on|nobody answers/);
  });
});
