// latchkey session

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Admin } from "../harness/admin.js";
import { startServer } from "../harness/server.js";
import { Cli } from "./support.js";

const BUSY = { email: "busy@example.com", password: "a long enough passphrase" };

describe("latchkey session", () => {
  let server;
  let cli;
  before(async () => {
    server = await startServer();
    cli = new Cli(server);
  });
  after(() => server.stop());

  const signIn = async () => {
    const visitor = new Admin(server.origin, BUSY);
    await visitor.signIn();
    return visitor;
  };

  it("lists and ends sessions", async () => {
    await server.admin.createUser({ email: BUSY.email, password: BUSY.password });
    const here = await signIn();
    const there = await signIn();
    const { items } = await cli.json(["session", "list", "busy@example.com"]);
    assert.equal(items.length, 2);
    assert.match(await cli.must(["session", "list", "busy@example.com"]), /^SESSION ID +ADDRESS[^]*127\.0\.0\.1/);
    const [mine] = (await here.get("/me/sessions")).body.items.filter((session) => session.current);
    await cli.must(["session", "end", "busy@example.com", mine.id]);
    assert.equal((await here.get("/me")).status, 401);
    assert.equal((await there.get("/me")).status, 200);
    assert.match(await cli.fails(["session", "end", "busy@example.com", mine.id], 1), /session/);
    assert.match(await cli.fails(["session", "end", "busy@example.com"], 2), /--all/);
    assert.match(await cli.fails(["session", "end", "busy@example.com", "--all"], 2), /--yes/);
    await cli.must(["session", "end", "busy@example.com", "--all", "--yes"]);
    assert.equal((await there.get("/me")).status, 401);
    assert.match((await cli.run(["session", "list", "busy@example.com"])).err, /There are no sessions/);
  });
});
