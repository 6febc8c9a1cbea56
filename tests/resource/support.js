// Builds programs against the installed library, as somebody else's project would.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { freePort, PROJECT, startProcess, temporaryFolder } from "../harness/server.js";

let prefix;

/** The folder that latchkey-resource is installed in. */
export function installed() {
  if (!prefix) {
    prefix = temporaryFolder();
    run("cmake", "--install", path.join(PROJECT, "build/release"), "--component", "resource", "--prefix", prefix);
  }
  return prefix;
}

/** Builds a CMake project that finds the package; @returns {string} its build folder. */
export function build(source) {
  const folder = temporaryFolder();
  run("cmake", "-S", source, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", `-DCMAKE_PREFIX_PATH=${installed()}`);
  run("cmake", "--build", folder);
  return folder;
}

/** Writes the files of a project and builds it. */
export function buildFiles(files) {
  const source = path.join(temporaryFolder(), "source");
  mkdirSync(source);
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(source, name), content);
  return build(source);
}

/** Runs a command to its end; throws with what it has printed where it fails. */
export function run(command, ...args) {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(`${command} ${args.join(" ")}: ${error.stdout}${error.stderr}`);
  }
}

/** Starts tests/resource/api, verifying offline or, with `client`, by introspection. */
export async function startApi(folder, { issuer, audience = issuer, client }) {
  const port = await freePort();
  const asClient = client ? [client.client_id, client.client_secret] : [];
  const process = startProcess(path.join(folder, "api"), [issuer, audience, String(port), ...asClient]);
  await process.waitFor(/listening/);
  return {
    /** @returns {Promise<{status, challenge, retryAfter, text}>} */
    async ask(where, token, headers = token === undefined ? {} : { authorization: `Bearer ${token}` }) {
      const answer = await fetch(`http://127.0.0.1:${port}${where}`, { headers });
      return {
        status: answer.status,
        challenge: answer.headers.get("www-authenticate"),
        retryAfter: answer.headers.get("retry-after"),
        text: await answer.text(),
      };
    },
    end: () => process.end(),
  };
}
