// latchkey apply --prune

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { APPLICATION, client, Fixture, file, SERVICE } from "./configuration_support.js";

describe("latchkey apply --prune", () => {
  let all;
  before(async () => {
    all = await new Fixture().start();
  });
  after(() => all.stop());

  const two = file(client("Stays", APPLICATION), client("Goes", SERVICE));
  const one = file(client("Stays", APPLICATION));

  it("needs --yes without a terminal, and says what is lost", async () => {
    await all.cli.run(["apply", "-f", all.write(two)]);
    assert.equal(await all.apply(one), "No changes\n");
    const planned = await all.apply(one, ["--prune", "--dry-run"]);
    assert.match(planned, /^- client "Goes" \(lkc_\w+\)\n {6}ends 0 live grants with 0 refresh tokens, and 0 consents$/m);
    const target = all.write(one);
    const { code, err } = await all.cli.run(["apply", "-f", target, "--prune"]);
    assert.notEqual(code, 0);
    assert.match(err, /--yes/);
    assert.ok(await all.clientNamed("Goes"));
    await all.cli.must(["apply", "-f", target, "--prune", "--yes"]);
    assert.ok(!(await all.clientNamed("Goes")));
    assert.ok(await all.clientNamed("Stays"));
  });

  it("asks on a terminal", async () => {
    await all.cli.run(["apply", "-f", all.write(two)]);
    const target = all.write(one);
    await all.cli.onTerminal(["apply", "-f", target, "--prune"], [[/Delete 1 object.*\[y\/N\]/, "n"]]);
    assert.ok(await all.clientNamed("Goes"));
    await all.cli.onTerminal(["apply", "-f", target, "--prune"], [[/Delete 1 object.*\[y\/N\]/, "y"]]);
    assert.ok(!(await all.clientNamed("Goes")));
  });

  it("does not delete a role that users hold, nor sections that the file has not", async () => {
    const { body: roles } = await all.server.admin.get("/roles");
    const viewer = roles.items.find(({ name }) => name === "Viewer");
    await all.server.admin.post("/users", {
      email: "ada@example.com",
      password: "a long passphrase",
      role_ids: [viewer.id],
    });
    const said = await all.refused("version: 1\nroles: []\n", 1, ["--prune", "--yes"]);
    assert.match(said, /:2:1: roles: must name "Viewer", which 1 user holds/);
    assert.equal(await all.apply("version: 1\n", ["--prune", "--yes"]), "No changes\n");
  });
});
