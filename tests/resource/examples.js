// Runs the examples of docs/protect-an-api.md in other languages: each as it stands there, beside a
// loop that asks it about one Authorization header a line.

import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { documentedSnippet } from "../harness/documentation.js";
import { PROJECT, startProcess, temporaryFolder } from "../harness/server.js";

const JS_LOOP = `
import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await caller(line, "pipelines:read").then(({ sub }) => ({ status: 200, subject: sub }), (refusal) => refusal);
  console.log("answer " + JSON.stringify(answer));
}`;

const PYTHON_LOOP = `

import json
import sys

for line in sys.stdin:
    try:
        answer = {"status": 200, "subject": caller(line.rstrip("\\n"), "pipelines:read")["sub"]}
    except Refused as refusal:
        answer = {"status": refusal.status, "challenge": refusal.challenge}
    print("answer " + json.dumps(answer), flush=True)
`;

const GO_LOOP = `package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

type answer struct {
	Status    int    \`json:"status"\`
	Challenge string \`json:"challenge,omitempty"\`
	Subject   string \`json:"subject,omitempty"\`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var given answer
		var refused Refused
		if claims, err := caller(context.Background(), lines.Text(), "pipelines:read"); err == nil {
			given = answer{Status: 200, Subject: claims.Subject}
		} else if errors.As(err, &refused) {
			given = answer{Status: refused.Status, Challenge: refused.Challenge}
		}
		text, _ := json.Marshal(given)
		fmt.Printf("answer %s\\n", text)
	}
}
`;

// Debian's packages of Go are found by path, and its go-oidc is of version 2.
const DEBIANS_GO = { GO111MODULE: "off", GOPATH: "/usr/share/gocode", GOFLAGS: "" };
const goCache = temporaryFolder("latchkey-go-cache-");
const forDebiansGo = (example) => example.replace("github.com/coreos/go-oidc/v3/oidc", "github.com/coreos/go-oidc");

// For each language: the files of a program around the example, and the command that runs it in their folder.
const PROGRAMS = {
  js: {
    files: (example) => ({ "example.mjs": example + JS_LOOP }),
    prepare: (folder) => {
      symlinkSync(path.join(PROJECT, "tests/node_modules"), path.join(folder, "node_modules"));
      return [process.execPath, "example.mjs"];
    },
  },
  python: {
    files: (example) => ({ "example.py": example + PYTHON_LOOP }),
    prepare: () => ["/usr/bin/python3", "example.py"],
  },
  go: {
    files: (example) => ({ "example.go": forDebiansGo(example), "loop.go": GO_LOOP }),
    prepare: (folder) => {
      const env = { PATH: "/usr/bin:/bin", HOME: folder, GOCACHE: goCache, ...DEBIANS_GO };
      execFileSync("/usr/bin/go", ["build", "-o", "example", "example.go", "loop.go"], { cwd: folder, env });
      return ["./example"];
    },
  },
};

export const LANGUAGES = Object.keys(PROGRAMS);

/** @returns {{ask: (authorization: string) => Promise<{status, challenge?, subject?}>, end: () => Promise}} */
export function startExample(language, issuer) {
  const { files, prepare } = PROGRAMS[language];
  const example = documentedSnippet("protect-an-api.md", language, /caller\(/, [["https://id.example.com", issuer]]);
  const folder = temporaryFolder();
  for (const [file, text] of Object.entries(files(example))) writeFileSync(path.join(folder, file), text);
  const [command, ...args] = prepare(folder);
  const child = startProcess(command, args, { stdio: "pipe", cwd: folder });
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
