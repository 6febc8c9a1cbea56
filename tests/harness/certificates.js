// A certificate authority for a test, and certificates as an operator would get them.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "./server.js";

const DAY = 24 * 60 * 60 * 1000;
const CONFIGURATION = `
[ ca ]
default_ca = authority
[ authority ]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
copy_extensions = none
[ any ]
commonName = supplied
`;

function opensslTime(milliseconds) {
  return new Date(milliseconds).toISOString().replace(/[-:T]/g, "").replace(/\.\d+Z$/, "Z");
}

export class Authority {
  #folder = temporaryFolder("latchkey-authority-");
  #count = 0;

  constructor() {
    writeFileSync(path.join(this.#folder, "ca.cnf"), CONFIGURATION);
    writeFileSync(path.join(this.#folder, "index.txt"), "");
    this.#openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30",
      "-subj", "/CN=Test authority", "-keyout", "ca.key", "-out", "ca.pem",
      "-addext", "keyUsage=critical,keyCertSign", "-addext", "basicConstraints=critical,CA:TRUE");
    this.certificate = readFileSync(path.join(this.#folder, "ca.pem"), "utf8");
  }

  /**
   * A certificate with its key, as PEM texts.
   * @param {object} options
   * @param {string[]} [options.names] subject alternative names
   * @param {number} [options.from] the day it becomes valid, counted from now
   * @param {number} [options.until] the day it expires
   * @param {string[]} [options.keyType] what `openssl genpkey` makes
   * @returns {{certificate: string, key: string}}
   */
  issue({ names = ["DNS:localhost", "IP:127.0.0.1"], from = -1, until = 30, keyType } = {}) {
    this.#count += 1;
    const file = `leaf${this.#count}`;
    this.#openssl("genpkey", ...(keyType ?? ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]), "-out", `${file}.key`);
    this.#openssl("req", "-new", "-key", `${file}.key`, "-subj", `/CN=leaf ${this.#count}`, "-out", `${file}.csr`);
    writeFileSync(path.join(this.#folder, `${file}.ext`), `subjectAltName=${names.join(",")}\nbasicConstraints=CA:FALSE\n`);
    this.#openssl("ca", "-batch", "-notext", "-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key",
      "-in", `${file}.csr`, "-out", `${file}.pem`, "-extfile", `${file}.ext`,
      "-startdate", opensslTime(Date.now() + from * DAY), "-enddate", opensslTime(Date.now() + until * DAY));
    const read = (suffix) => readFileSync(path.join(this.#folder, file + suffix), "utf8");
    return { certificate: read(".pem"), key: read(".key") };
  }

  /** The same key, encrypted with a passphrase. */
  encrypt(key) {
    writeFileSync(path.join(this.#folder, "plain.key"), key);
    this.#openssl("pkey", "-in", "plain.key", "-aes256", "-passout", "pass:secret", "-out", "encrypted.key");
    return readFileSync(path.join(this.#folder, "encrypted.key"), "utf8");
  }

  #openssl(...args) {
    execFileSync("openssl", args, { cwd: this.#folder, stdio: ["ignore", "ignore", "pipe"] });
  }
}

/** Writes a certificate and its key where `serve` reads them: {certificate, key, args}. */
export function writeCertificate({ certificate, key }, folder = temporaryFolder("latchkey-tls-")) {
  const files = { certificate: path.join(folder, "tls.pem"), key: path.join(folder, "tls.key") };
  writeFileSync(files.certificate, certificate);
  writeFileSync(files.key, key, { mode: 0o600 });
  return { ...files, args: ["--tls-certificate", files.certificate, "--tls-key", files.key] };
}
