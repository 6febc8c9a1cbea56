// The Dockerfile: what a linter says of it, and what an image must be.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, it } from "node:test";
import { PROJECT } from "../harness/server.js";

const FILE = path.join(PROJECT, "Dockerfile");
const LINTER = path.join(PROJECT, "tests/node_modules/dockerfilelint/bin/dockerfilelint");

/** The instructions of the last stage, continued lines joined. */
function finalStage() {
  const text = readFileSync(FILE, "utf8").replace(/\\\n/g, " ");
  const instructions = text.split("\n").filter((line) => /^[A-Z]+ /.test(line));
  return instructions.slice(instructions.findLastIndex((line) => line.startsWith("FROM ")));
}

describe("the Dockerfile", () => {
  it("has no faults that a linter finds", () => {
    const result = spawnSync(process.execPath, [LINTER, "--output", "json", FILE], { encoding: "utf8" });
    const report = JSON.parse(result.stdout);
    assert.deepEqual(report.files[0].issues, [], result.stdout);
  });

  it("the linter would find one", () => {
    const result = spawnSync(process.execPath, [LINTER, "--output", "json", "-"], {
      encoding: "utf8",
      input: "FROM debian\nRUN apt-get upgrade\n",
    });
    assert.notEqual(result.status, 0, result.stdout);
  });

  it("does not run as root, and builds in a stage of its own", () => {
    const stage = finalStage();
    const user = stage.findLastIndex((line) => line === "USER latchkey");
    assert.ok(user > stage.findLastIndex((line) => line.startsWith("RUN ")));
    assert.ok(stage.some((line) => line.startsWith("HEALTHCHECK ")));
    assert.ok(stage.some((line) => line === "VOLUME /var/lib/latchkey"));
    const installed = stage.filter((line) => line.startsWith("RUN ")).join();
    for (const tool of ["g++", "cmake", "npm"]) assert.equal(installed.includes(tool), false, tool);
  });

  it("names files and variables of setup/packages.sh that are there", () => {
    const names = [...readFileSync(FILE, "utf8").matchAll(/\$\{(\w+)\[@\]\}/g)].map(([, name]) => name);
    assert.ok(names.length > 0);
    for (const name of names) {
      const packages = execFileSync("bash", ["-euc", `source "$0"; echo "\${${name}[@]}"`, path.join(PROJECT, "setup/packages.sh")], { encoding: "utf8" });
      assert.notEqual(packages.trim(), "", name);
    }
  });
});
