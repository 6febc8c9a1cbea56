// Help, and what a wrong command line is answered with.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { latchkey } from "./support.js";

/** Every command by its words: the groups named in help are followed. */
async function commands(words = []) {
  const { code, out } = await latchkey([...words, "--help"]);
  assert.equal(code, 0, words.join(" "));
  const [, list] = out.split(/^Subcommands:$/m);
  if (!list) return [{ words, help: out }];
  const names = [...list.split(/\n\n/)[0].matchAll(/^ {2}(\S+) /gm)].map((match) => match[1]);
  assert.ok(names.length > 0, out);
  const below = [];
  for (const name of names) below.push(...(await commands([...words, name])));
  return below;
}

describe("the command line", () => {
  it("has help with examples for every command, and refuses what each does not know", async () => {
    const all = await commands();
    assert.ok(all.length > 30);
    for (const { words, help } of all) {
      const name = words.join(" ");
      assert.match(help, new RegExp(`^Examples:\\n  .*latchkey ${name}`, "m"), name);
      const { code, out, err } = await latchkey([...words, "--no-such-option"]);
      assert.equal(code, 2, name);
      assert.equal(out, "", name);
      assert.match(err, new RegExp(`^See 'latchkey ${name} --help'\\.$`, "m"), name);
    }
  });

  it("names the version", async () => {
    const { code, out } = await latchkey(["--version"]);
    assert.equal(code, 0);
    assert.match(out, /^latchkey \d+\.\d+\.\d+$/m);
  });

  it("shows a group's help where its command is missing", async () => {
    for (const words of [[], ["client"], ["client", "secret"]]) {
      const { code, out, err } = await latchkey(words);
      assert.equal(code, 2);
      assert.equal(out, "");
      assert.match(err, /^Subcommands:$/m);
    }
  });

  it("names the commands that there are", async () => {
    const { code, err } = await latchkey(["client", "lst"]);
    assert.equal(code, 2);
    assert.match(err, /^latchkey client: there is no command "lst"$/m);
    assert.match(err, /^There are: list, show, create/m);
    assert.match((await latchkey(["clients"])).err, /^latchkey: there is no command "clients"$/m);
  });

  it("says what is missing", async () => {
    for (const [words, missing] of [
      [["client", "create", "Name"], "--type"],
      [["client", "show"], "client"],
      [["completion"], "shell"],
    ]) {
      const { code, err } = await latchkey(words);
      assert.equal(code, 2);
      assert.match(err, new RegExp(`${missing} is required`));
    }
  });

  it("keeps escape sequences away from the terminal", async () => {
    const { code, err } = await latchkey(["client", "\u001b[31mred"]);
    assert.equal(code, 2);
    assert.ok(!err.includes("\u001b"), JSON.stringify(err));
  });
});
