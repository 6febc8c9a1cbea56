// Builds the console and writes it as assembler and C++ that put its files, plain and compressed,
// into the binary: node embed/embed.js FOLDER.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const project = path.resolve(import.meta.dirname, "..");
const target = path.resolve(process.argv[2] ?? "build");
const site = path.join(target, "site");

function tool(script, ...words) {
  const file = path.join(project, "node_modules", script);
  execFileSync(process.execPath, [file, ...words], { cwd: project, stdio: ["ignore", 2, 2] });
}

/** Types from openapi.json; rewritten only when they differ, so that nothing is stale without need. */
function generateTypes() {
  const schema = path.join(project, "generated/schema.d.ts");
  const fresh = path.join(target, "schema.d.ts");
  tool(
    "openapi-typescript/bin/cli.js",
    "../src/api/openapi.json",
    "--output",
    fresh,
    "--root-types",
    "--root-types-no-schema-prefix",
  );
  const text = readFileSync(fresh);
  if (existsSync(schema) && text.equals(readFileSync(schema))) return;
  mkdirSync(path.dirname(schema), { recursive: true });
  writeFileSync(schema, text);
}

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

const FORMS = {
  plain: (bytes) => bytes,
  gzip: (bytes) => gzipSync(bytes, { level: 9 }),
  brotli,
};

const symbol = (index, form) => `latchkey_console_${index}_${form}`;

function writeForms(names) {
  names.forEach((name, index) => {
    const bytes = readFileSync(path.join(site, name));
    for (const [form, compress] of Object.entries(FORMS))
      writeFileSync(path.join(target, `${index}.${form}`), compress(bytes));
  });
}

function assembler(names) {
  const blocks = names.flatMap((_, index) =>
    Object.keys(FORMS).map((form) =>
      [
        `.global ${symbol(index, form)}`,
        `.global ${symbol(index, form)}_end`,
        `${symbol(index, form)}:`,
        `.incbin "${path.join(target, `${index}.${form}`)}"`,
        `${symbol(index, form)}_end:`,
        ".byte 0",
      ].join("\n"),
    ),
  );
  return `.section .rodata\n${blocks.join("\n")}\n.section .note.GNU-stack,"",%progbits\n`;
}

function source(names) {
  const symbols = names.flatMap((_, index) =>
    Object.keys(FORMS).map(
      (form) => `extern const char ${symbol(index, form)}[], ${symbol(index, form)}_end[];`,
    ),
  );
  const view = (index, form) => `{${symbol(index, form)}, ${symbol(index, form)}_end}`;
  const entries = names.map(
    (name, index) =>
      `      {.path = "${name}", .plain = ${view(index, "plain")}, .gzip = ${view(index, "gzip")}, ` +
      `.brotli = ${view(index, "brotli")}},`,
  );
  return [
    '#include "page/console_files.hpp"',
    "",
    `extern "C" {\n${symbols.join("\n")}\n}`,
    "",
    "namespace latchkey::page {",
    "",
    "std::vector<ConsoleFile> embedded_console() {",
    `  return {\n${entries.join("\n")}\n  };`,
    "}",
    "",
    "}  // namespace latchkey::page",
    "",
  ].join("\n");
}

mkdirSync(target, { recursive: true });
generateTypes();
tool("typescript/bin/tsc", "--noEmit");
rmSync(site, { recursive: true, force: true });
tool("vite/bin/vite.js", "build", "--outDir", site, "--emptyOutDir", "--logLevel", "warn");
const names = readdirSync(site, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(site, path.join(entry.parentPath, entry.name)))
  .sort();
writeForms(names);
writeFileSync(path.join(target, "console_files.S"), assembler(names));
writeFileSync(path.join(target, "console_files.cpp"), source(names));
