// latchkey check

import assert from "node:assert/strict";
import {
  chmodSync,
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import path from "node:path";
import { describe, it } from "node:test";
import { freePort, startServer, temporaryFolder } from "../harness/server.js";
import { latchkey, run } from "./support.js";

/** The findings as JSON, whatever the exit code is. */
async function check(args, options) {
  const { code, out } = await latchkey(["check", "--json", ...args], options);
  const report = JSON.parse(out);
  assert.equal(code, report.errors > 0 ? 1 : 0, out);
  return {
    ...report,
    of: (subject, severity) =>
      report.findings.filter((one) => one.subject === subject && one.severity === severity).map((one) => one.text),
  };
}

/** A store that a server has used and left. */
async function restingStore() {
  const server = await startServer();
  await server.stop();
  return server;
}

/** A certificate for localhost that nobody has signed but itself, and its key, as PEM files. */
async function makeCertificate({ days }) {
  const folder = temporaryFolder();
  const [key, cert] = ["key.pem", "cert.pem"].map((name) => path.join(folder, name));
  const made = await run("openssl", [
    ...["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", `${days}`],
    ...["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", cert],
  ]);
  assert.equal(made.code, 0, made.err);
  return { key, cert };
}

const locate = (server) => ["--data", server.dataDir, "--listen", `127.0.0.1:${server.port}`];

describe("latchkey check", () => {
  it("finds nothing wrong with a running server, and says what it looked at", async () => {
    const server = await startServer();
    const { code, out } = await latchkey(["check", ...locate(server), "--issuer", server.issuer]);
    assert.equal(code, 0, out);
    for (const line of [
      /^ok +configuration/m,
      /^ok +files .*is private/m,
      new RegExp(`^ok +database +a server has it open: process ${server.pid}$`, "m"),
      /^ok +database +schema version \d+/m,
      /^ok +database +the file is whole/m,
      /^\w+ +disk .*MiB are free/m,
      /^\w+ +clock /m,
      /^ok +issuer .*calls itself by it/m,
      /^0 errors/m,
    ]) {
      assert.match(out, line);
    }
    await server.stop();
  });

  it("leaves a store that rests as it is", async () => {
    const server = await restingStore();
    const before = readdirSync(server.dataDir).sort();
    const report = await check(locate(server));
    assert.equal(report.errors, 0, JSON.stringify(report));
    assert.match(report.of("address", "ok")[0], /is free/);
    assert.deepEqual(readdirSync(server.dataDir).sort(), before);
  });

  it("looks at what is not there yet without making it", async () => {
    const data = path.join(temporaryFolder(), "data");
    const report = await check(["--data", data, "--listen", `127.0.0.1:${await freePort()}`]);
    assert.equal(report.errors, 0);
    assert.match(report.of("files", "warning")[0], /does not exist/);
    assert.throws(() => statSync(data));
  });

  it("tells every faulty option at once", async () => {
    const report = await check(["--log-level", "loud", "--issuer", "ftp://x", "--threads", "many"]);
    const faults = report.of("configuration", "error").join("\n");
    assert.match(faults, /log-level must be/);
    assert.match(faults, /issuer must be/);
    assert.match(faults, /threads must be/);
    const proxies = await check([
      "--data",
      temporaryFolder(),
      "--listen",
      "127.0.0.1:0",
      "--trusted-proxies",
      "nonsense",
    ]);
    assert.match(proxies.of("configuration", "error")[0], /nonsense/);
  });

  it("finds unknown keys of the file and misspelt variables", async () => {
    const config = path.join(temporaryFolder(), "latchkey.toml");
    writeFileSync(config, 'listen = "127.0.0.1:8080"\nisuer = "https://auth.example.com"\n');
    const report = await check(["--config", config]);
    assert.match(report.of("configuration", "error")[0], /latchkey\.toml:2: unknown key 'isuer'/);
    const misspelt = await check(["--data", temporaryFolder(), "--listen", "127.0.0.1:0"], {
      env: { LATCHKEY_ISUER: "x" },
    });
    assert.match(misspelt.of("configuration", "warning")[0], /LATCHKEY_ISUER, which is no option/);
  });

  it("finds what is wrong with a resource", async () => {
    const resource = (text) =>
      `listen = "127.0.0.1:0"\n[[resource]]\nname = "plant"\nidentifier = "https://api.example.com"\n${text}`;
    const rule = (text) => resource(`[[resource.rule]]\npath = "/a"\n${text}`);
    for (const [text, expected] of [
      [resource("adience = 'x'\n"), /latchkey\.toml:5: unknown key 'adience'/],
      [resource("audit = 2\n"), /'plant': audit and audit-refusals must be shares from 0 to 1/],
      [resource("audit = 'all'\n"), /:5: audit must be a number/],
      [resource("rule = 5\n"), /resource\.rule must be tables/],
      [rule(""), /the rule for '\/a' needs scopes/],
      [rule("scopes = 'x'\n"), /:7: scopes must be a list of texts/],
      [rule("scopes = [1]\n"), /scopes must be a list of texts/],
      [rule("scopes = ['two words']\n"), /'two words' is no scope/],
      [rule("scopes = []\nmethods = []\n"), /methods is empty/],
      [rule("scopes = []\nmethods = ['get']\n"), /'get' is no method/],
      [rule("public = 'yes'\n"), /public must be true or false/],
      [rule("scopes = []\n[[resource.rule]]\npath = '/A'\nscopes = []\n"), /two rules for '\/A' and the same method/],
      [rule("scopes = []\n[[resource.rule]]\npath = '/b/../c'\nscopes = []\n"), /'\/b\/\.\.\/c' has a segment of dots/],
      [rule("scopes = []\n[[resource]]\nname = 'plant'\nidentifier = 'https://x.example.com'\n"), /name is given twice/],
      ["[[resource]]\nname = 'plant'\n", /identifier is missing/],
      [resource("audience = 'https://id.example.com'\n").replace("listen", 'issuer = "https://id.example.com"\nlisten'), /audience must not be the audience of the server's own tokens/],
      [resource("audience = 'http://127.0.0.1:9'\n").replace("127.0.0.1:0", "127.0.0.1:9"), /audience must not be the audience of the server's own tokens/],
      [`audience = 'x'\n${resource("audience = 'x'\n")}`, /audience must not be the audience of the server's own tokens/],
      ["[[resource]]\nname = 'plant'\nidentifier = 'http://api.example.com'\n", /identifier must be https/],
      ["[resource]\nname = 'plant'\n", /resource must be tables, \[\[resource\]\]/],
    ]) {
      const config = path.join(temporaryFolder(), "latchkey.toml");
      writeFileSync(config, text);
      const args = ["--config", config, "--data", temporaryFolder()];
      assert.match((await check(args)).of("configuration", "error").join("\n"), expected, text);
      const started = await latchkey(["serve", ...args]);
      assert.equal(started.code, 1, text);
      assert.match(started.err, expected, text);
    }
    const config = path.join(temporaryFolder(), "latchkey.toml");
    writeFileSync(config, rule("scopes = ['pipelines:read']\nmethods = ['GET', 'POST']\naudit = 0.5\n"));
    const report = await check(["--config", config, "--data", temporaryFolder()]);
    assert.deepEqual(report.of("configuration", "error"), []);
  });

  it("finds files that others can read, and a key that others can", async () => {
    const server = await restingStore();
    chmodSync(path.join(server.dataDir, "latchkey.db"), 0o644);
    chmodSync(server.dataDir, 0o755);
    const open = await check(locate(server));
    assert.match(open.of("files", "warning").join("\n"), /has mode 0755/);
    chmodSync(server.dataDir, 0o700);
    assert.match((await check(locate(server))).of("files", "warning").join("\n"), /latchkey\.db has mode 0644/);
    chmodSync(path.join(server.dataDir, "latchkey.key"), 0o640);
    assert.match((await check(locate(server))).of("files", "error").join("\n"), /0600/);
    rmSync(path.join(server.dataDir, "latchkey.key"));
    assert.match((await check(locate(server))).of("files", "error").join("\n"), /key file .* is missing/);
  });

  it("finds a database that is damaged or of another version", async () => {
    const server = await restingStore();
    const file = path.join(server.dataDir, "latchkey.db");
    await run("sqlite3", [file, "INSERT INTO schema_migrations VALUES (9999, 'future', 0)"]);
    assert.match(
      (await check(locate(server))).of("database", "error")[0],
      /schema version 9999, this program knows \d+/,
    );
    await run("sqlite3", [file, "DELETE FROM schema_migrations WHERE number > 1"]);
    assert.match((await check(locate(server))).of("database", "warning")[0], /schema version 1, this program uses/);
    const opened = openSync(file, "r+");
    writeSync(opened, Buffer.alloc(8192, "x"), 0, 8192, 4096);
    closeSync(opened);
    assert.ok((await check(locate(server))).of("database", "error").length > 0);
  });

  it("finds a port that is taken", async () => {
    const server = await restingStore();
    const other = createServer().listen(server.port, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const report = await check(locate(server));
    assert.match(report.of("address", "error")[0], /cannot listen on 127\.0\.0\.1 port \d+: Address already in use/);
    await new Promise((resolve) => other.close(resolve));
  });

  it("finds a clock that stands before the database's last change", async () => {
    const server = await restingStore();
    const later = new Date(Date.now() + 3_600_000);
    utimesSync(path.join(server.dataDir, "latchkey.db"), later, later);
    assert.match((await check(locate(server))).of("clock", "error")[0], /but the database was written at/);
  });

  it("compares the issuer with what answers there", async () => {
    const server = await startServer({ issuer: "https://auth.example.com" });
    const wrong = await check([...locate(server), "--issuer", server.origin]);
    assert.match(wrong.of("issuer", "error")[0], /is of the issuer "https:\/\/auth\.example\.com"/);
    const nobody = await check([...locate(server), "--issuer", `http://127.0.0.1:${await freePort()}`]);
    assert.match(nobody.of("issuer", "warning")[0], /cannot be reached from here: cannot connect: Connection refused/);
    await server.stop();
    const other = createServer((_, answer) => answer.writeHead(502).end()).listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const proxied = await check([...locate(server), "--issuer", `http://127.0.0.1:${other.address().port}`]);
    assert.match(proxied.of("issuer", "warning")[0], /answers with status 502/);
    await new Promise((resolve) => other.close(resolve));
  });

  it("tells until when the certificate is good, and for whom", async () => {
    const server = await restingStore();
    const serve = (made, host) => [
      ...[...locate(server), "--tls-certificate", made.cert, "--tls-key", made.key],
      ...["--issuer", `https://${host}:1`],
    ];
    const good = await check(serve(await makeCertificate({ days: 90 }), "localhost"));
    assert.match(good.of("certificate", "ok")[0], /^it is valid until \d{4}-/);
    const soon = await check(serve(await makeCertificate({ days: 2 }), "localhost"));
    assert.match(soon.of("certificate", "warning")[0], /^it expires at/);
    const other = await check(serve(await makeCertificate({ days: 90 }), "auth.example.com"));
    assert.match(other.of("certificate", "error")[0], /it is for localhost, not for auth\.example\.com/);
    const missing = { ...(await makeCertificate({ days: 90 })), cert: "/nonexistent.pem" };
    assert.match((await check(serve(missing, "localhost"))).of("certificate", "error")[0], /nonexistent\.pem/);
  });

  it("trusts the certificates that the system does, and no others", async () => {
    const server = await restingStore();
    const { key, cert } = await makeCertificate({ days: 2 });
    const files = { key: readFileSync(key), cert: readFileSync(cert) };
    const proxy = createSecureServer(files, (_, answer) => answer.end('{"issuer": "https://other.example.com"}'));
    await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const issuer = `https://localhost:${proxy.address().port}`;
    const untrusted = await check([...locate(server), "--issuer", issuer]);
    assert.match(untrusted.of("issuer", "warning")[0], /the certificate is not trusted: self.signed certificate/);
    const trusted = await check([...locate(server), "--issuer", issuer], { env: { SSL_CERT_FILE: cert } });
    assert.match(trusted.of("issuer", "error")[0], /is of the issuer "https:\/\/other\.example\.com"/);
    const elsewhere = issuer.replace("localhost", "127.0.0.1");
    const misnamed = await check([...locate(server), "--issuer", elsewhere], { env: { SSL_CERT_FILE: cert } });
    assert.match(misnamed.of("issuer", "warning")[0], /cannot be reached from here/);
    await new Promise((resolve) => proxy.close(resolve));
  });

  it("says what to do about everything that is not well", async () => {
    const server = await restingStore();
    chmodSync(path.join(server.dataDir, "latchkey.db"), 0o644);
    rmSync(path.join(server.dataDir, "latchkey.key"));
    const { findings } = await check(locate(server));
    for (const finding of findings)
      assert.equal(finding.advice !== "", finding.severity !== "ok", JSON.stringify(finding));
    const { code, out, err } = await latchkey(["check", ...locate(server)]);
    assert.equal(code, 1);
    assert.match(out, /^ {24}chmod 0600 /m);
    assert.match(err, /not everything is well/);
  });
});
