// latchkey user

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { Admin } from "../harness/admin.js";
import { ADMIN, startServer, temporaryFolder } from "../harness/server.js";
import { Cli } from "./support.js";

const PASSWORD = "a long enough passphrase";

describe("latchkey user", () => {
  let server;
  let cli;
  before(async () => {
    server = await startServer();
    cli = new Cli(server);
  });
  after(() => server.stop());

  const create = (email, more = [], input = `${PASSWORD}\n`) =>
    cli.json(["user", "create", email, "--password-stdin", ...more], { input });
  const signIn = async (email, password) => {
    const visitor = new Admin(server.origin, { email, password });
    await visitor.signIn();
    return visitor;
  };
  const isRefused = (email, password) => assert.rejects(signIn(email, password), /401/);

  it("creates a user with roles, who can sign in", async () => {
    const user = await create("grace@example.com", ["--first-name", "Grace", "--role", "Viewer", "--role", "operator"]);
    assert.deepEqual(user.roles.map((role) => role.name).sort(), ["Operator", "Viewer"]);
    const visitor = await signIn("grace@example.com", PASSWORD);
    assert.equal(visitor.me.first_name, "Grace");
  });

  it("takes the password from a file's first line", async () => {
    const file = path.join(temporaryFolder(), "password");
    writeFileSync(file, `${PASSWORD}\nnot this\n`);
    await cli.must(["user", "create", "filed@example.com", "--password-file", file]);
    await signIn("filed@example.com", PASSWORD);
    const missing = ["user", "create", "x@example.com", "--password-file", `${file}.none`];
    assert.match(await cli.fails(missing, 2), /password.none: No such file or directory/);
    writeFileSync(file, "\n");
    assert.match(await cli.fails(["user", "create", "x@example.com", "--password-file", file], 2), /no password/);
  });

  it("makes a password up and prints it once", async () => {
    const out = await cli.must(["user", "create", "made@example.com", "--generate-password"]);
    await signIn("made@example.com", out.match(/^Password +(\S+)$/m)[1]);
    const made = await cli.json(["user", "create", "made2@example.com", "--generate-password"]);
    await signIn("made2@example.com", made.password);
  });

  it("asks for it twice on a terminal, without echo", async () => {
    const asked = await cli.onTerminal(
      ["user", "create", "asked@example.com"],
      [
        [/New password: /, PASSWORD],
        [/Once more: /, PASSWORD],
      ],
    );
    assert.equal(asked.code, 0, asked.screen);
    assert.ok(!asked.screen.includes(PASSWORD));
    await signIn("asked@example.com", PASSWORD);
    const differing = await cli.onTerminal(
      ["user", "create", "differing@example.com"],
      [
        [/New password: /, PASSWORD],
        [/Once more: /, `${PASSWORD}r`],
      ],
    );
    assert.equal(differing.code, 1);
    assert.match(differing.screen, /the two passwords differ/);
  });

  it("needs to be told where the password comes from when nobody can be asked", async () => {
    assert.match(await cli.fails(["user", "create", "x@example.com"], 2), /--password-file FILE/);
    const two = ["user", "create", "x@example.com", "--generate-password", "--password-stdin"];
    assert.match(await cli.fails(two, 2), /excludes/);
    assert.match(await cli.fails(["user", "create", "x@example.com", "--password", "x"], 2), /--password/);
  });

  it("says field by field why a user is refused", async () => {
    const err = await cli.fails(["user", "create", "nonsense", "--password-stdin"], 1, { input: "short\n" });
    assert.match(err, /^ {2}email: /m);
    assert.match(err, /^ {2}password: /m);
    assert.match(
      await cli.fails(["user", "create", ADMIN.email, "--password-stdin"], 1, { input: `${PASSWORD}\n` }),
      /email/,
    );
  });

  it("recovers an administrator whose password is lost", async () => {
    const out = await cli.must(["user", "reset-password", ADMIN.email, "--generate-password"]);
    const password = out.match(/^Password +(\S+)$/m)[1];
    await isRefused(ADMIN.email, ADMIN.password);
    assert.equal((await signIn(ADMIN.email, password)).me.email, ADMIN.email);
    await cli.must(["user", "reset-password", ADMIN.email, "--password-stdin"], { input: `${ADMIN.password}\n` });
    await signIn(ADMIN.email, ADMIN.password);
  });

  it("says so when the password is of a user who is disabled", async () => {
    await create("off@example.com");
    await cli.must(["user", "disable", "off@example.com"]);
    const { err } = await cli.run(["user", "reset-password", "off@example.com", "--generate-password"]);
    assert.match(err, /latchkey user enable off@example.com/);
  });

  it("lists, shows and edits", async () => {
    await create("edited@example.com", ["--role", "Viewer"]);
    const edited = await cli.json([
      ...["user", "edit", "EDITED@example.com", "--email", "new@example.com", "--last-name", "Hopper"],
      ...["--add-role", "Engineer", "--remove-role", "Viewer"],
    ]);
    assert.equal(edited.email, "new@example.com");
    assert.deepEqual(
      edited.roles.map((role) => role.name),
      ["Engineer"],
    );
    assert.match(await cli.must(["user", "show", "new@example.com"]), /^Roles +Engineer$/m);
    assert.match(
      await cli.must(["user", "list", "--search", "new@"]),
      /new@example.com +Hopper +Engineer +active +never/,
    );
    assert.match(await cli.fails(["user", "edit", "new@example.com"], 2), /nothing to change/);
    assert.match(await cli.fails(["user", "edit", "new@example.com", "--role", "None"], 1), /no role has the name/);
  });

  it("disables, enables and deletes", async () => {
    await create("gone@example.com");
    assert.match(await cli.must(["user", "disable", "gone@example.com"]), /is disabled/);
    await isRefused("gone@example.com", PASSWORD);
    assert.match(await cli.must(["user", "enable", "gone@example.com"]), /is active/);
    await signIn("gone@example.com", PASSWORD);
    assert.match(await cli.fails(["user", "delete", "gone@example.com"], 2), /--yes/);
    await cli.must(["user", "delete", "gone@example.com", "-y"]);
    assert.match(await cli.fails(["user", "show", "gone@example.com"], 1), /no user has the e-mail address/);
    assert.match(await cli.fails(["user", "delete", ADMIN.email, "--yes"], 1), /no enabled System Administrator left/);
  });
});
