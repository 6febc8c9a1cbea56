// latchkey completion, in the shells it is for.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { before, describe, it } from "node:test";
import { temporaryFolder } from "../harness/server.js";
import { latchkey, run } from "./support.js";

const folder = temporaryFolder();
const scripts = {};

/** What bash offers after these words; the last one is being typed. */
async function inBash(...words) {
  const list = words.map((word) => `'${word}'`).join(" ");
  const program = `
    source '${scripts.bash}'
    COMP_WORDS=(latchkey ${list}); COMP_CWORD=${words.length}
    "$(complete -p latchkey | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { code, out, err } = await run("bash", ["--norc", "-c", program]);
  assert.equal(err, "");
  assert.equal(code, 0);
  return out.split("\n").filter(Boolean);
}

async function inFish(line) {
  const { code, out, err } = await run("fish", [
    "--no-config",
    "-c",
    `source '${scripts.fish}'; complete -C '${line}'`,
  ]);
  assert.equal(err, "");
  assert.equal(code, 0);
  return out
    .split("\n")
    .filter(Boolean)
    .map((offer) => offer.split("\t")[0]);
}

/** zsh completes in a terminal only: one of its own, where Tab lists what there is. */
async function inZsh(line) {
  const functions = path.join(folder, "zsh");
  const program = `
    zmodload zsh/zpty
    zpty terminal zsh -f -i
    type() { zpty -w terminal "$1" }
    await() { local text; zpty -r terminal text "*$1*"; print -r -- "$text" }
    type 'fpath=(${functions} $fpath); autoload -U compinit; compinit -u -D; zstyle ":completion:*" list-prompt ""; LISTMAX=10000; bindkey "^I" list-choices; PS1="re""ady:"'
    await ready: >/dev/null
    zpty -w -n terminal '${line}'$'\\t'
    zpty -w -n terminal $'\\C-U'
    type 'print do"ne"'
    await done
    zpty -d terminal`;
  const { out } = await run("zsh", ["-f", "-c", program], { env: { TERM: "dumb", COLUMNS: "200" } });
  return out;
}

describe("latchkey completion", () => {
  before(async () => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const { code, out } = await latchkey(["completion", shell]);
      assert.equal(code, 0);
      scripts[shell] = path.join(folder, `latchkey.${shell}`);
      writeFileSync(scripts[shell], out);
    }
    mkdirSync(path.join(folder, "zsh"));
    writeFileSync(path.join(folder, "zsh", "_latchkey"), (await latchkey(["completion", "zsh"])).out);
    writeFileSync(path.join(folder, "here.toml"), "");
  });

  it("knows no other shell", async () => {
    assert.equal((await latchkey(["completion", "csh"])).code, 2);
  });

  it("bash: commands, groups in groups, options and their values", async () => {
    assert.deepEqual(await inBash("cl"), ["client"]);
    assert.ok((await inBash("")).includes("serve"));
    assert.deepEqual(await inBash("client", "d"), ["disable", "delete"]);
    assert.deepEqual(await inBash("client", "secret", ""), ["list", "add", "remove", "--help"]);
    assert.deepEqual(await inBash("client", "list", "--sta"), ["--status"]);
    assert.deepEqual(await inBash("client", "list", "--status", ""), ["active", "disabled"]);
    assert.deepEqual(await inBash("client", "list", "--status", "=", "d"), ["disabled"]);
    assert.deepEqual(await inBash("client", "list", "--json", "--lim"), ["--limit"]);
    assert.deepEqual(await inBash("completion", "f"), ["fish"]);
    assert.deepEqual(await inBash("client", "create", "Name", "--grant", "client"), ["client_credentials"]);
    assert.deepEqual(await inBash("serve", "--config", path.join(folder, "her")), [path.join(folder, "here.toml")]);
    assert.deepEqual(await inBash("client", "list", "--search", ""), []);
  });

  it("fish: the same", async () => {
    assert.deepEqual(await inFish("latchkey cl"), ["client"]);
    assert.deepEqual((await inFish("latchkey client d")).sort(), ["delete", "disable"]);
    assert.deepEqual((await inFish("latchkey client secret ")).sort(), ["add", "list", "remove"]);
    assert.deepEqual(await inFish("latchkey client list --sta"), ["--status"]);
    assert.deepEqual(await inFish("latchkey client list --status "), ["active", "disabled"]);
    assert.deepEqual(await inFish("latchkey completion f"), ["fish"]);
    assert.deepEqual(await inFish(`latchkey serve --config ${folder}/her`), [`${folder}/here.toml`]);
  });

  it("zsh: the same", async () => {
    const groups = await inZsh("latchkey ");
    assert.match(groups, /client +-- Register and manage OAuth2 clients/);
    assert.match(groups, /serve +-- Run the server/);
    assert.match(await inZsh("latchkey client secret "), /add +--[^]*remove +--/);
    assert.match(await inZsh("latchkey client list --status "), /active +disabled/);
    assert.match(await inZsh("latchkey client list --"), /--search[^]*--status/);
  });
});
