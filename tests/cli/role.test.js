// latchkey role

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startServer } from "../harness/server.js";
import { Cli } from "./support.js";

describe("latchkey role", () => {
  let server;
  let cli;
  before(async () => {
    server = await startServer();
    cli = new Cli(server);
  });
  after(() => server.stop());

  it("manages roles", async () => {
    const permissions = ["--permission", "audit:read", "--permission", "users:read"];
    const created = await cli.json(["role", "create", "Auditor", "--description", "Reads", ...permissions]);
    assert.deepEqual(created.permissions, ["audit:read", "users:read"]);
    const edited = await cli.json([
      ...["role", "edit", "auditor", "--add-permission", "roles:read", "--remove-permission", "users:read"],
    ]);
    assert.deepEqual(edited.permissions, ["audit:read", "roles:read"]);
    assert.match(await cli.must(["role", "show", "Auditor"]), /^Description +Reads$/m);
    assert.match(await cli.must(["role", "list"]), /Auditor +0 +2 permissions/);
    assert.match(await cli.fails(["role", "create", "Auditor"], 1), /name: is taken/);
    assert.match(await cli.fails(["role", "edit", "Auditor", "--permission", "nonsense"], 1), /permissions: /);
    assert.match(
      await cli.fails(["role", "delete", "System Administrator", "--yes"], 1),
      /cannot be edited or deleted/,
    );
    await cli.must(["user", "create", "holder@example.com", "--role", "Auditor", "--generate-password"]);
    assert.match(await cli.fails(["role", "delete", "Auditor", "--yes"], 1), /held by 1 user/);
    await cli.must(["user", "edit", "holder@example.com", "--remove-role", "Auditor"]);
    assert.match(await cli.fails(["role", "delete", "Auditor"], 2), /--yes/);
    await cli.must(["role", "delete", "Auditor", "--yes"]);
    assert.match(await cli.fails(["role", "show", "Auditor"], 1), /no role has the name/);
  });
});
