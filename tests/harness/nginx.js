// Debian's nginx for a test, with the configurations that the documentation shows.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PROJECT, startProcess, temporaryFolder } from "./server.js";

/** The first nginx snippet of a page of docs/ that is of a whole server, with `replacements` made; each must be there to be replaced. */
export function documentedConfiguration(page, replacements) {
  const text = readFileSync(path.join(PROJECT, "docs", page), "utf8");
  const snippets = [...text.matchAll(/```nginx\n([\s\S]*?\n)```/g)].map(([, snippet]) => snippet);
  let snippet = snippets.find((one) => /^server \{/m.test(one));
  for (const [from, to] of replacements) {
    assert.ok(snippet.includes(from), `the documented configuration has no "${from}"`);
    snippet = snippet.replace(from, to);
  }
  return snippet;
}

/** Starts nginx on what would stand in its `http` block. */
export async function startNginx(configuration) {
  const folder = temporaryFolder("latchkey-nginx-");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(" ");
  writeFileSync(
    path.join(folder, "nginx.conf"),
    `daemon off; pid ${folder}/nginx.pid; error_log stderr notice; worker_processes 1;
     events {}
     http { access_log off; ${temporary}
     ${configuration} }`,
  );
  const nginx = startProcess("/usr/sbin/nginx", ["-p", folder, "-c", path.join(folder, "nginx.conf"), "-e", "stderr"], {
    exitSignal: "SIGTERM",
  });
  await nginx.waitFor(/start worker processes/);
  return nginx;
}
