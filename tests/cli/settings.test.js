// latchkey settings

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startServer } from "../harness/server.js";
import { Cli } from "./support.js";

describe("latchkey settings", () => {
  let server;
  let cli;
  before(async () => {
    server = await startServer();
    cli = new Cli(server);
  });
  after(() => server.stop());

  it("shows and changes settings, all or none", async () => {
    assert.match(await cli.must(["settings", "show"]), /^brand_name +Latchkey$/m);
    const changed = await cli.json(["settings", "set", "brand_name=Example & Co = us", "rbac_enabled=false"]);
    assert.equal(changed.brand_name, "Example & Co = us");
    assert.equal(changed.rbac_enabled, false);
    assert.match(
      await cli.fails(["settings", "set", "brand_name=Other", "access_token_lifetime_seconds=1"], 1),
      /access_token_lifetime_seconds: must be from 60/,
    );
    assert.match(await cli.fails(["settings", "set", "access_token_lifetime_seconds=soon"], 1), /access_token/);
    assert.equal((await cli.json(["settings", "show"])).brand_name, "Example & Co = us");
    assert.match(await cli.fails(["settings", "set", "colour=red"], 2), /is no setting; there are:\n {2}rbac_enabled/);
    assert.match(await cli.fails(["settings", "set", "brand_name"], 2), /is not NAME=VALUE/);
  });
});
