// latchkey log-level

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startServer } from "../harness/server.js";
import { Cli } from "./support.js";

describe("latchkey log-level", () => {
  let server;
  let cli;
  before(async () => {
    server = await startServer({ args: ["--log-level", "warn"] });
    cli = new Cli(server);
  });
  after(() => server.stop());

  it("shows the level, and changes it until the server restarts", async () => {
    assert.deepEqual(await cli.json(["log-level"]), { level: "warn", configured_level: "warn" });
    const text = await cli.must(["log-level", "info"]);
    assert.match(text, /^Level +info$/m);
    assert.match(text, /^Configured +warn$/m);
    assert.deepEqual(await cli.json(["log-level", "debug"]), { level: "debug", configured_level: "warn" });
    await server.restart();
    assert.deepEqual(await cli.json(["log-level"]), { level: "warn", configured_level: "warn" });
  });

  it("names the levels where it is given none of them", async () => {
    assert.match(await cli.fails(["log-level", "loud"], 2), /debug.*info.*warn.*error.*off/s);
    assert.equal((await cli.json(["log-level"])).level, "warn");
  });
});
