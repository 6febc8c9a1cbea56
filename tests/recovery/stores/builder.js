// Stores as earlier schema versions left them, with data in every table: a file fills what the migration of its
// number brings, and is run right after it, on a store that has lived through all before. A new migration needs
// a new file.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../harness/server.js";
import { keyOf, sqlite } from "../support.js";

const DATA = ["0001.sql", "0002.sql", "0003.sql", "0004.sql", "0005.sql"];
const MIGRATIONS = path.join(PROJECT, "src/db/migrations");

/** What the data holds in digests, hashes and boxes only. */
export const KNOWN = JSON.parse(readFileSync(path.join(import.meta.dirname, "known.json"), "utf8"));

/** [{number, name, sql}], oldest first, as the program has them. */
export const migrations = readdirSync(MIGRATIONS)
  .filter((name) => /^\d{4}_\w+\.cpp$/.test(name))
  .sort()
  .map((file) => {
    const text = readFileSync(path.join(MIGRATIONS, file), "utf8");
    const [, number, name] = text.match(/\.number = (\d+), \.name = "(\w+)"/);
    const sql = [...text.matchAll(/R"sql\(([\s\S]*?)\)sql"/g)].map((match) => match[1]).join("");
    return { number: Number(number), name, sql };
  });

/** Makes latchkey.db and its key of that version in the empty folder. */
export function buildStore(folder, version) {
  const file = path.join(folder, "latchkey.db");
  const script = [
    "BEGIN;",
    "CREATE TABLE schema_migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL);",
  ];
  for (const { number, name, sql } of migrations.slice(0, version)) {
    script.push(sql, `INSERT INTO schema_migrations VALUES (${number}, '${name}', 0);`);
    if (DATA.length < number) throw new Error(`there is no data for migration ${number}: add its file to DATA`);
    script.push(readFileSync(path.join(import.meta.dirname, DATA[number - 1]), "utf8"));
  }
  sqlite(file, `${script.join("\n")}\nCOMMIT;`);
  writeFileSync(keyOf(folder), Buffer.from(KNOWN.sealing_key, "hex"), { mode: 0o600 });
}

/** {table: {columns, rows}} of every table but the record of migrations. */
export function contents(file, columnsOf = {}) {
  const tables = sqlite(file, "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'schema_migrations'");
  const found = {};
  for (const table of tables.trim().split("\n")) {
    const columns =
      columnsOf[table]?.columns ?? sqlite(file, `SELECT name FROM pragma_table_info('${table}')`).trim().split("\n");
    const expression = columns.map((column) => `quote(${column})`).join(" || ' ' || ");
    const rows = sqlite(file, `SELECT ${expression} FROM ${table} ORDER BY 1`).split("\n").filter(Boolean);
    found[table] = { columns, rows };
  }
  return found;
}
