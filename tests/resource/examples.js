// Runs the examples of docs/protect-an-api.md in other languages: each as it stands there, behind a
// loop that asks it about one Authorization header a line.

import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PROJECT, startProcess, temporaryFolder } from "../harness/server.js";

const LOOPS = {
  js: {
    file: "example.mjs",
    command: process.execPath,
    text: `
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await caller(line, "pipelines:read").then(({ sub }) => ({ status: 200, subject: sub }), (refusal) => refusal);
  console.log("answer " + JSON.stringify(answer));
}`,
  },
  python: {
    file: "example.py",
    command: "/usr/bin/python3",
    text: `

import json
import sys

for line in sys.stdin:
    try:
        answer = {"status": 200, "subject": caller(line.rstrip("\\n"), "pipelines:read")["sub"]}
    except Refused as refusal:
        answer = {"status": refusal.status, "challenge": refusal.challenge}
    print("answer " + json.dumps(answer), flush=True)
`,
  },
};

/** @returns {{ask: (authorization: string) => Promise<{status, challenge?, subject?}>, end: () => Promise}} */
export function startExample(language, issuer) {
  const { file, command, text } = LOOPS[language];
  const page = readFileSync(path.join(PROJECT, "docs/protect-an-api.md"), "utf8");
  const [, example] = page.match(new RegExp(`\`\`\`${language}\\n([^]+?)\n\`\`\``));
  const folder = temporaryFolder();
  symlinkSync(path.join(PROJECT, "tests/node_modules"), path.join(folder, "node_modules"));
  writeFileSync(path.join(folder, file), example.replaceAll("https://id.example.com", issuer) + text);
  const child = startProcess(command, [path.join(folder, file)], { stdio: "pipe" });
  let answers = 0;
  return {
    async ask(authorization) {
      child.stdin.write(`${authorization}\n`);
      answers += 1;
      const [, last] = await child.waitFor(new RegExp(`^(?:answer .*\\n){${answers - 1}}answer (.*)\\n`));
      return JSON.parse(last);
    },
    end: () => child.end(),
  };
}
