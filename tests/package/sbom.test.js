// The bill of materials: valid CycloneDX, and nothing missing that is in the binary or the console.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { before, describe, it } from "node:test";
import addFormats from "ajv-formats";
import Ajv from "ajv";
import { BINARY, PROJECT, temporaryFolder } from "../harness/server.js";

const require = createRequire(import.meta.url);
const SCHEMAS = path.join(path.dirname(require.resolve("@cyclonedx/cyclonedx-library/package.json")), "res/schema");

function schema(name) {
  return JSON.parse(readFileSync(path.join(SCHEMAS, name), "utf8"));
}

function write(file, env = {}) {
  execFileSync("python3", [path.join(PROJECT, "packaging/sbom.py"), "--binary", BINARY, "--version", "1.2.3", "--output", file], {
    env: { PATH: process.env.PATH, SOURCE_DATE_EPOCH: "1700000000", ...env },
  });
  return readFileSync(file, "utf8");
}

describe("the bill of materials", () => {
  const folder = temporaryFolder("latchkey-sbom-");
  let text, bill;
  before(() => {
    text = write(path.join(folder, "bill.json"));
    bill = JSON.parse(text);
  });

  it("is CycloneDX 1.5", () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats(ajv);
    ajv.addFormat("iri-reference", true);
    ajv.addFormat("idn-email", true);
    for (const name of ["spdx.SNAPSHOT.schema.json", "jsf-0.82.SNAPSHOT.schema.json"]) ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}`);
    const validate = ajv.compile(schema("bom-1.5.SNAPSHOT.schema.json"));
    assert.ok(validate(bill), JSON.stringify(validate.errors?.slice(0, 5), null, 1));
    assert.equal(validate({ ...bill, specVersion: 15 }), false);
  });

  it("names every library that the binary is linked with", () => {
    const needed = execFileSync("readelf", ["-d", BINARY], { encoding: "utf8" }).matchAll(/NEEDED.*\[(.+)\]/g);
    const names = bill.components.map(({ name }) => name);
    const packages = { "libssl.so.3": "libssl3", "libcrypto.so.3": "libssl3", "libsodium.so.23": "libsodium23",
      "libsqlite3.so.0": "libsqlite3-0", "libstdc++.so.6": "libstdc++6", "libc.so.6": "libc6" };
    const linked = [...needed].map(([, name]) => name);
    for (const [library, name] of Object.entries(packages)) {
      assert.ok(linked.includes(library), library);
      assert.ok(names.includes(name), name);
    }
    for (const name of ["libcli11-dev", "libtomlplusplus-dev", "libkainjow-mustache-dev"]) assert.ok(names.includes(name), name);
  });

  it("has versions that the machine has, and package URLs", () => {
    const ssl = bill.components.find(({ name }) => name === "libssl3");
    assert.equal(ssl.version, execFileSync("dpkg-query", ["-W", "-f", "${Version}", "libssl3"], { encoding: "utf8" }));
    assert.ok(ssl.purl.startsWith("pkg:deb/debian/libssl3@"));
    assert.ok(ssl.purl.endsWith("&upstream=openssl"));
  });

  it("names what the console bundles, and not what only builds it", () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(PROJECT, "console/package.json"), "utf8"));
    const names = new Set(bill.components.map(({ group, name }) => (group ? `${group}/${name}` : name)));
    for (const name of Object.keys(dependencies)) assert.ok(names.has(name), name);
    for (const name of Object.keys(devDependencies)) assert.equal(names.has(name), name in dependencies, name);
    for (const { purl, hashes } of bill.components.filter((one) => one.purl.startsWith("pkg:npm/"))) {
      assert.match(hashes[0].content, /^[0-9a-f]{128}$/, purl);
    }
  });

  it("is the same for the same binary", () => {
    assert.equal(write(path.join(folder, "again.json")), text);
    const digest = createHash("sha256").update(text).digest("hex");
    assert.notEqual(createHash("sha256").update(write(path.join(folder, "later.json"), { SOURCE_DATE_EPOCH: "1700000001" })).digest("hex"), digest);
  });
});
