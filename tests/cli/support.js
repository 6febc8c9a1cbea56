// The latchkey command as a person or a script runs it, against a server of the test.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { BINARY } from "../harness/server.js";

const ENVIRONMENT = { PATH: process.env.PATH, HOME: process.env.HOME };

/**
 * Runs the command to its end.
 * @returns {Promise<{code: number, out: string, err: string}>}
 */
export function latchkey(args, { input = "", env = {}, cwd } = {}) {
  return collect(spawn(BINARY, args, { env: { ...ENVIRONMENT, ...env }, cwd }), input);
}

/** Runs any program to its end, as latchkey() does. */
export function run(command, args, { input = "", env = {} } = {}) {
  return collect(spawn(command, args, { env: { ...ENVIRONMENT, ...env } }), input);
}

function collect(child, input) {
  const result = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => (result.out += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (result.err += text));
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...result }));
  });
}

/** The command with the server of a test. */
export class Cli {
  constructor(server) {
    this.server = server;
  }

  run(args, options = {}) {
    return latchkey([...args, "--data", this.server.dataDir], options);
  }

  /** What must succeed; resolves with what it printed. */
  async must(args, options) {
    const { code, out, err } = await this.run(args, options);
    assert.equal(code, 0, `latchkey ${args.join(" ")}: ${code}\n${err}${out}`);
    return out;
  }

  async json(args, options) {
    return JSON.parse(await this.must([...args, "--json"], options));
  }

  /** What must not succeed: resolves with what it says, having checked the exit code. */
  async fails(args, code, options) {
    const result = await this.run(args, options);
    assert.equal(result.code, code, `latchkey ${args.join(" ")}: ${result.code}\n${result.err}${result.out}`);
    assert.equal(result.out, "");
    return result.err;
  }

  /**
   * The command on a terminal: each answer is typed once its question has appeared.
   * @param {[question: RegExp, answer: string][]} dialogue
   */
  onTerminal(args, dialogue) {
    const command = [BINARY, ...args, "--data", this.server.dataDir].map((word) => `'${word}'`).join(" ");
    const sized = `stty columns 100; exec ${command}`;
    const child = spawn("script", ["--quiet", "--return", "--command", sized, "/dev/null"], {
      env: { ...ENVIRONMENT, TERM: "dumb" },
    });
    const pending = [...dialogue];
    let screen = "";
    let seen = 0;
    child.stdout.setEncoding("utf8").on("data", (text) => {
      screen += text;
      while (pending.length) {
        const match = screen.slice(seen).match(pending[0][0]);
        if (!match) break;
        seen += match.index + match[0].length;
        child.stdin.write(`${pending.shift()[1]}\n`);
      }
    });
    child.stdin.on("error", () => {});
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve({ code, screen: screen.replaceAll("\r", "") }));
    });
  }
}
