// latchkey apply

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { startServer } from "../harness/server.js";
import { APPLICATION, client, Fixture, file, SERVICE } from "./configuration_support.js";

describe("latchkey apply", () => {
  let all;
  before(async () => {
    all = await new Fixture().start();
  });
  after(() => all.stop());

  it("makes what the file says, tells it, and the second time has nothing to do", async () => {
    const text = `
version: 1
settings: {brand_name: "Plant 7: West"}
roles:
  - name: Cook
    permissions: [models:read]
${file(client("ERP sync", SERVICE), client("Dashboard", APPLICATION)).replace("version: 1\n", "")}`;
    const planned = await all.apply(text, ["--dry-run"]);
    assert.match(planned, /^~ settings\n {4}~ brand_name: "Latchkey" -> "Plant 7: West"$/m);
    assert.match(planned, /^\+ role "Cook"$/m);
    assert.match(planned, /^\+ client "ERP sync"$/m);
    assert.match(planned, /^ {4}\+ scopes: \["pipelines:read"\]$/m);
    assert.ok(!(await all.clientNamed("ERP sync")));

    const applied = await all.apply(text);
    assert.ok(applied.startsWith(planned));
    assert.match(applied, /^Applied: 3 created, 1 changed, 0 deleted$/m);
    assert.ok(!/\x1b/.test(applied), "no colours without a terminal");
    assert.ok(await all.clientNamed("Dashboard"));

    const event = await all.lastEvent();
    assert.equal(await all.apply(text), "No changes\n");
    assert.equal(await all.apply(text, ["--dry-run"]), "No changes\n");
    assert.equal(await all.lastEvent(), event);
    const { body } = await all.server.admin.get("/audit?action=role.created&page_size=1");
    assert.equal(body.items[0].actor.name, "local administrator");
  });

  it("shows a change field by field", async () => {
    await all.apply(file(client("Shown", APPLICATION, "    scopes: [openid, profile]\n")));
    const text = file(client("Shown", APPLICATION, "    scopes: [openid, email]\n    description: New\n"));
    assert.match(
      await all.apply(text),
      /^~ client "Shown" \(lkc_\w+\)\n {4}~ description: "" -> "New"\n {4}~ scopes\n {8}- "profile"\n {8}\+ "email"\n/m,
    );
  });

  it("colours the difference on a terminal, unless NO_COLOR says no", async () => {
    const target = all.write(file(client("Coloured", APPLICATION)));
    const { screen } = await all.cli.onTerminal(["apply", "-f", target, "--dry-run"], []);
    assert.match(screen, /\x1b\[32m\+ client "Coloured"\x1b\[0m/);
  });

  it("prints the plan as JSON, and exits with 4 for a difference when asked to", async () => {
    const target = all.write(file(client("Planned", APPLICATION)));
    const plan = await all.cli.json(["apply", "-f", target, "--dry-run"]);
    assert.equal(plan.is_applied, false);
    assert.equal(plan.changes[0].action, "create");
    assert.equal(plan.changes[0].fields.name.to, "Planned");
    const differing = await all.cli.run(["apply", "-f", target, "--dry-run", "--exit-code"]);
    assert.equal(differing.code, 4, differing.err);
    assert.match(differing.out, /\+ client "Planned"/);
    await all.cli.must(["apply", "-f", target]);
    await all.cli.must(["apply", "-f", target, "--dry-run", "--exit-code"]);
    await all.cli.fails(["apply", "-f", target, "--exit-code"], 2);
  });

  it("reads standard input", async () => {
    await all.cli.must(["apply", "-f", "-"], { input: file(client("Piped", APPLICATION)) });
    assert.ok(await all.clientNamed("Piped"));
    assert.match(await all.cli.fails(["apply", "-f", "-"], 1, { input: "a: b: c\n" }), /^standard input:1:5: /m);
  });

  it("lists every fault with its line and column, and changes nothing", async () => {
    const said = await all.refused(`version: 1
settings:
  brand_nam: X
  access_token_lifetime_seconds: soon
roles:
  - name: Baker
    permissions: [no:such]
clients:
  - name: App
    client_type: public
    grant_types: [authorization_code]
    redirect_uris:
      - ftp://x
    secret: hunter22
  - nam: Other
`);
    assert.match(said, /clients\.yaml has \d+ faults?; nothing was changed/);
    assert.match(said, /clients\.yaml:14:5: clients\[0\]\.secret: secrets are not written here/);
    const more = await all.refused(`version: 1
settings:
  brand_nam: X
  access_token_lifetime_seconds: soon
roles:
  - name: Baker
    permissions: [no:such]
clients:
  - name: App
    client_type: public
    grant_types: [authorization_code]
    redirect_uris:
      - ftp://x
  - nam: Other
`);
    const places = more.split("\n").flatMap((line) => line.match(/:(\d+:\d+: [\w[\].]+): /)?.[1] ?? []);
    assert.deepEqual(places, [
      "3:3: settings.brand_nam",
      "4:3: settings.access_token_lifetime_seconds",
      "7:5: roles[0].permissions",
      "12:5: clients[0].redirect_uris",
      "14:5: clients[1].name",
      "14:5: clients[1].client_type",
      "14:5: clients[1].grant_types",
      "14:5: clients[1].nam",
    ]);
  });

  for (const [what, text, said] of [
    ["an unknown key", "version: 1\nthings: 1\n", /:2:1: things: is not known here/],
    ["a key that is there twice", "version: 1\nroles: []\nroles: []\n", /:3:1: roles is there twice/],
    ["another version", "version: 2\n", /:1:1: version: must be 1/],
    ["no version", "roles: []\n", /version: is required/],
    ["a list", "- version: 1\n", /:1:1: must be a mapping/],
    ["nothing", "# nothing\n", /:1:1: the file is empty/],
    ["what is no YAML", "version: 1\n\troles: []\n", /is not YAML/],
    ["an unclosed quote", 'version: 1\nsettings: {brand_name: "x}\nroles: []\n', /is not YAML/],
    ["an alias", "version: 1\nroles: &x []\nclients: *x\n", /:2:8: anchors[^]*:3:10: aliases/],
    ["a tag", "version: 1\nroles: !!seq []\n", /:2:8: tags/],
    ["a truth value of old", "version: 1\nsettings: {rbac_enabled: yes}\n", /:2:26: is a number or truth value/],
    ["a number for a text", "version: 1\nsettings: {brand_name: 7}\n", /brand_name: must be a string/],
    ["deep nesting", `version: 1\nroles: ${"[".repeat(40)}${"]".repeat(40)}\n`, /deeper than 16/],
  ])
    it(`refuses ${what}`, async () => assert.match(await all.refused(text), said));

  it("refuses files that cannot be read, and command lines that are wrong", async () => {
    const missing = path.join(all.folder, "missing.yaml");
    assert.match(await all.cli.fails(["apply", "-f", missing], 2), /missing\.yaml: No such file/);
    assert.match(await all.cli.fails(["apply", "-f", all.folder], 2), /is a directory/);
    assert.match(await all.cli.fails(["apply"], 2), /--file/);
    assert.match(await all.cli.fails(["apply", "-f", missing, "--force"], 2), /--force/);
  });

  it("never changes the type or grant types of a client", async () => {
    await all.apply(file(client("Fixed", APPLICATION)));
    const said = await all.refused(file(client("Fixed", SERVICE)));
    assert.match(said, /client_type: cannot be changed: delete the client and create it anew/);
  });

  it("gives a client the id of the file, and finds it again under another name", async () => {
    const withId = (name) => file(client(name, APPLICATION, "    client_id: dashboard-prod\n"));
    await all.apply(withId("By id"));
    assert.equal((await all.clientNamed("By id")).client_id, "dashboard-prod");
    assert.match(await all.apply(withId("Renamed")), /name: "By id" -> "Renamed"/);
    assert.equal((await all.clientNamed("Renamed")).client_id, "dashboard-prod");
  });

  it("applies a permission together with the role and client that use it", async () => {
    const exported = await all.cli.must(["export"]);
    const text = exported
      .replace(/^permissions:\n/m, "permissions:\n  - group: Recipes\n    scopes:\n      - name: recipes:read\n        description: View recipes\n")
      .replace(/^roles:\n/m, "roles:\n  - name: Recipe reader\n    permissions: [recipes:read]\n")
      .replace(/^clients:\n/m, `clients:\n${client("Recipe app", APPLICATION, "    scopes: [recipes:read]\n")}`);
    await all.apply(text);
    const { body } = await all.server.admin.get("/oauth2/scopes");
    assert.deepEqual(body.rbac[0].scopes[0], { name: "recipes:read", description: "View recipes" });
    const metadata = await (await fetch(`${all.server.origin}/.well-known/openid-configuration`)).json();
    assert.ok(metadata.scopes_supported.includes("recipes:read"));
    assert.match(await all.refused(exported), /must hold recipes:read as long as the role "Recipe reader" does/);
  });
});

describe("the configuration over the network", () => {
  it("is nobody's, not even an administrator's", async () => {
    const server = await startServer();
    try {
      assert.equal((await server.admin.get("/configuration")).status, 404);
      assert.equal((await server.admin.post("/configuration", { version: 1 })).status, 404);
    } finally {
      await server.stop();
    }
  });
});
