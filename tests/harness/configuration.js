// A configuration file for `serve`, as an operator would write it.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "./server.js";

/** Writes a TOML text; resolves with the arguments of `serve` and `check` that name the file. */
export function writeConfiguration(text) {
  const file = path.join(temporaryFolder("latchkey-configuration-"), "latchkey.toml");
  writeFileSync(file, text, { mode: 0o600 });
  return ["--config", file];
}
