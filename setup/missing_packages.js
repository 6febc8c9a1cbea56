// Prints the native packages that FOLDER/package-lock.json names for this platform and FOLDER/node_modules
// lacks: npm passes over an optional package that it cannot fetch or whose "engines" exclude the Node that
// it runs on, and says nothing.
// Usage: node missing_packages.js FOLDER

const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");

const allows = (list, value) =>
  !list ||
  (!list.includes(`!${value}`) && (list.every((entry) => entry.startsWith("!")) || list.includes(value)));

const folder = process.argv[2];
const { packages } = JSON.parse(readFileSync(path.join(folder, "package-lock.json"), "utf8"));
for (const [place, { os, cpu, libc }] of Object.entries(packages)) {
  if (!os && !cpu) continue;
  if (!allows(os, process.platform) || !allows(cpu, process.arch) || !allows(libc, "glibc")) continue;
  if (!existsSync(path.join(folder, place, "package.json"))) console.log(place);
}
