// The ERP synchronization with the files of one client.

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startProcess, temporaryFolder } from "../harness/server.js";
import { EXAMPLES, program } from "./support.js";

export const ORDERS = path.join(EXAMPLES, "erp-sync/orders.json");

/** A client's files, and the program run with them. */
export function erp({ client, issuer, plant, orders = ORDERS }) {
  const folder = temporaryFolder("latchkey-erp-");
  const secretFile = path.join(folder, "secret");
  const results = path.join(folder, "results.jsonl");
  const writeSecret = (secret) => {
    writeFileSync(`${secretFile}.new`, `${secret}\n`, { mode: 0o600 });
    renameSync(`${secretFile}.new`, secretFile);
  };
  writeSecret(client.client_secret);
  return {
    secretFile,
    writeSecret,
    results: () =>
      existsSync(results) ? readFileSync(results, "utf8").trim().split("\n").filter(Boolean).map(JSON.parse) : [],
    run: (...args) =>
      startProcess(program("erp-sync"), [
        ...["--issuer", issuer, "--plant", plant, "--client-id", client.client_id, "--secret-file", secretFile],
        ...["--orders", orders, "--results", results, ...args],
      ]),
  };
}
