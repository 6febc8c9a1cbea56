// What the pages of docs/ show, so that tests can run it as it stands there.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "./server.js";

/** The first snippet of a page in this language that has `mark` in it, with `replacements` made; each must be there to be replaced. */
export function documentedSnippet(page, language, mark, replacements = []) {
  const text = readFileSync(path.join(PROJECT, "docs", page), "utf8");
  const snippets = [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?\\n)\`\`\`$`, "gm"))].map(([, snippet]) => snippet);
  let snippet = snippets.find((one) => mark.test(one));
  assert.ok(snippet, `${page} has no such snippet in ${language}`);
  for (const [from, to] of replacements) {
    assert.ok(snippet.includes(from), `the documented snippet has no "${from}"`);
    snippet = snippet.replaceAll(from, () => to);
  }
  return snippet;
}
