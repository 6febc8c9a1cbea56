// The certificate's files: read at the start, and again while connections are open.

import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { writeCertificate } from "../harness/certificates.js";
import { BINARY, startProcess, temporaryFolder } from "../harness/server.js";
import { ask, authority, eventually, handshake, servedSerial, startTls } from "./support.js";

const LOADED = /event=certificate_loaded/g;
const REFUSED = /event=certificate_not_loaded .*reason=(.*)/g;

function replace(server, { certificate, key }) {
  writeFileSync(server.files.certificate, certificate);
  writeFileSync(server.files.key, key);
}

async function nextMatch(server, pattern, act) {
  const before = [...server.log().matchAll(pattern)].length;
  await act();
  return eventually(() => [...server.log().matchAll(pattern)][before]);
}

describe("a new certificate", () => {
  let server;
  before(async () => {
    server = await startTls();
  });
  after(async () => assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log()));

  it("is taken at SIGHUP, and open connections go on with the old one", async () => {
    const open = await handshake(server);
    const before = open.getPeerCertificate().serialNumber;
    await ask(open);
    await nextMatch(server, LOADED, () => {
      replace(server, authority.issue());
      server.signal("SIGHUP");
    });
    assert.notEqual(await servedSerial(server), before);
    assert.match((await ask(open)).head, /^HTTP\/1\.1 200/);
    assert.equal(open.getPeerCertificate().serialNumber, before);
    open.destroy();
  });

  it("is taken when the files change", async () => {
    const before = await servedSerial(server);
    await nextMatch(server, LOADED, () => replace(server, authority.issue()));
    assert.notEqual(await servedSerial(server), before);
  });

  it("with another's key is refused, and the old one stays until the key has come too", async () => {
    const before = await servedSerial(server);
    const next = authority.issue();
    const [, reason] = await nextMatch(server, REFUSED, () => writeFileSync(server.files.certificate, next.certificate));
    assert.match(reason, /tls\.key: does not belong to the certificate/);
    assert.equal(await servedSerial(server), before);
    await nextMatch(server, LOADED, () => writeFileSync(server.files.key, next.key));
    assert.notEqual(await servedSerial(server), before);
  });

  it("that is none, is gone, has expired or is not valid yet is refused, and the old one stays", async () => {
    const before = await servedSerial(server);
    const good = authority.issue();
    const cases = [
      [{ ...good, certificate: "nothing" }, /holds no PEM certificate/],
      [{ ...good, certificate: good.certificate.replace(/\n.{8}/, "\nAAAAAAAA") }, /malformed/],
      [{ ...good, key: "nothing" }, /holds no PEM private key/],
      [authority.issue({ from: -9, until: -1 }), /it has expired at \d{4}-/],
      [authority.issue({ from: 2, until: 9 }), /it is not valid before \d{4}-/],
    ];
    for (const [issued, expected] of cases) {
      const [line] = await nextMatch(server, REFUSED, () => {
        replace(server, issued);
        server.signal("SIGHUP");
      });
      assert.match(line, expected);
      assert.match(line, /kept_until=\d{4}-/);
      assert.equal(await servedSerial(server), before);
    }
    const [line] = await nextMatch(server, REFUSED, () => {
      replace(server, good);
      chmodSync(server.files.key, 0o640);
      server.signal("SIGHUP");
    });
    assert.match(line, /can be read by others/);
    assert.equal(await servedSerial(server), before);
  });
});

describe("at the start", () => {
  const started = [];
  afterEach(() => Promise.all(started.splice(0).map((server) => server.end())));

  function serve(args, env = {}) {
    const data = path.join(temporaryFolder(), "data");
    const server = startProcess(BINARY, ["serve", "--data", data, "--listen", "127.0.0.1:0", ...args], {
      env: { PATH: process.env.PATH, LATCHKEY_ADMIN_PASSWORD: "correct horse battery staple", ...env },
    });
    started.push(server);
    return server;
  }
  async function failure(args) {
    const server = serve(args);
    assert.equal((await server.ended).code, 1, server.log());
    return server.log();
  }

  it("a certificate and a key are needed together", async () => {
    const { args } = writeCertificate(authority.issue());
    for (const one of [args.slice(0, 2), args.slice(2)]) {
      assert.match(await failure(one), /tls-certificate and tls-key are needed together/);
    }
  });

  it("an issuer without https contradicts them", async () => {
    const { args } = writeCertificate(authority.issue());
    assert.match(await failure([...args, "--issuer", "http://127.0.0.1:8080"]), /issuer must be https/);
  });

  it("what is wrong with the files is said by name", async () => {
    const good = authority.issue();
    const other = authority.issue();
    const cases = [
      [{ ...good, key: other.key }, /key \S+tls\.key: does not belong to the certificate \S+tls\.pem/],
      [{ ...good, certificate: authority.certificate + good.certificate }, /the server's own certificate must come first/],
      [{ ...good, certificate: "nothing" }, /certificate \S+tls\.pem: holds no PEM certificate/],
      [{ ...good, key: "nothing" }, /key \S+tls\.key: holds no PEM private key/],
      [{ ...good, key: authority.encrypt(good.key) }, /key \S+tls\.key: is encrypted/],
      [authority.issue({ keyType: ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"] }), /tls\.pem: cannot be used: .*key too small/],
    ];
    for (const [issued, expected] of cases) assert.match(await failure(writeCertificate(issued).args), expected);
    const files = writeCertificate(good);
    for (const mode of [0o640, 0o604]) {
      chmodSync(files.key, mode);
      assert.match(await failure(files.args), /key \S+tls\.key: can be read by others; its mode must be 0600/);
    }
    assert.match(await failure(["--tls-certificate", "/nowhere.pem", "--tls-key", files.key]), /\/nowhere\.pem: cannot be opened/);
  });

  it("a key among systemd's credentials may have the mode that they have", async () => {
    const files = writeCertificate(authority.issue());
    chmodSync(files.key, 0o440);
    const server = serve(files.args, { CREDENTIALS_DIRECTORY: path.dirname(files.key) });
    await server.waitFor(/listening on https/);
  });

  it("a certificate out of its dates is served, and the log has the error", async () => {
    const cases = [
      [{ from: -9, until: -2 }, /level=error event=certificate_not_valid .*it has expired at/],
      [{ from: 2, until: 9 }, /level=error event=certificate_not_valid .*it is not valid before/],
    ];
    for (const [dates, expected] of cases) {
      const server = serve(writeCertificate(authority.issue(dates)).args);
      await server.waitFor(/listening on https/);
      assert.match(server.log(), expected);
    }
  });

  it("the log tells names and days left, and warns of a near end and of another host", async () => {
    const issued = authority.issue({ names: ["DNS:auth.example.com", "IP:127.0.0.1"], until: 9.5 });
    const server = serve([...writeCertificate(issued).args, "--issuer", "https://other.example.com"]);
    await server.waitFor(/listening on https/);
    assert.match(server.log(), /level=info event=certificate_loaded .*names=auth\.example\.com,127\.0\.0\.1 .*days_left=9/);
    assert.match(server.log(), /level=warn event=certificate_expires_soon .*days_left=9/);
    assert.match(server.log(), /level=warn event=certificate_names_another_host .*issuer_host=other\.example\.com/);
  });
});
