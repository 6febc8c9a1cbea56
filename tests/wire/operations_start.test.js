// A base to operate: options by command line, environment and file, and what a start can fail on.

import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { describe, it } from "node:test";
import { ADMIN, BINARY, freePort, startProcess, temporaryFolder } from "../harness/server.js";
import { send, signedIn } from "./support.js";

const KNOWN = { LATCHKEY_ADMIN_EMAIL: ADMIN.email, LATCHKEY_ADMIN_PASSWORD: ADMIN.password };

/** `latchkey serve` with just these arguments and this environment. */
function serve(args, env = {}, options = {}) {
  return startProcess(BINARY, ["serve", ...args], { env: { PATH: process.env.PATH, ...env }, ...options });
}

async function originOf(process) {
  const [, origin] = await process.waitFor(/^listening on (http:\/\/\S+)$/m);
  return origin;
}

/** The server's issuer, as its metadata says. */
async function issuerOf(process) {
  return (await send(`${await originOf(process)}/.well-known/openid-configuration`)).body.issuer;
}

function configuration(text) {
  const file = path.join(temporaryFolder(), "latchkey.toml");
  writeFileSync(file, text);
  return file;
}

async function assertFails(process, pattern, code = 1) {
  const ended = await process.ended;
  assert.match(process.log(), pattern);
  assert.deepEqual(ended, { code, signal: null }, process.log());
  return process.log();
}

describe("serve", () => {
  const data = () => path.join(temporaryFolder(), "data");

  describe("'Every option is also a key of the TOML file and an environment variable'", () => {
    it("command line before environment before file", async () => {
      const file = configuration('issuer = "https://file.example.com"\nlisten = "127.0.0.1:0"\n');
      const cases = [
        [[], {}, "https://file.example.com"],
        [[], { LATCHKEY_ISSUER: "https://environment.example.com" }, "https://environment.example.com"],
        [
          ["--issuer", "https://line.example.com"],
          { LATCHKEY_ISSUER: "https://environment.example.com" },
          "https://line.example.com",
        ],
      ];
      for (const [args, env, issuer] of cases) {
        const server = serve(["--data", data(), "--config", file, ...args], { ...KNOWN, ...env });
        assert.equal(await issuerOf(server), issuer);
        assert.deepEqual(await server.end(), { code: 0, signal: null });
      }
    });

    it("all by environment, the file's place included", async () => {
      const file = configuration('audience = "https://api.example.com"\nlog_level = "warn"\n');
      const server = serve([], {
        ...KNOWN,
        LATCHKEY_DATA: data(),
        LATCHKEY_LISTEN: "127.0.0.1:0",
        LATCHKEY_ISSUER: "https://auth.example.com",
        LATCHKEY_CONFIG: file,
      });
      assert.equal(await issuerOf(server), "https://auth.example.com");
      assert.doesNotMatch(server.log(), /level=info/);
      await server.end();
    });

    it("all by file: every kind of value", async () => {
      const folder = data();
      const file = configuration(
        `data = "${folder}"\nlisten = "127.0.0.1:0"\nissuer = "https://auth.example.com/"\nthreads = 1\nhashing-threads = 1\nlog-format = "json"\ntrusted-proxies = ["127.0.0.1", "10.0.0.0/8"]\naccent-color = "#123456"\nsupport-contact = "help@example.com"\n`,
      );
      const server = serve(["--config", file], KNOWN);
      assert.equal(await issuerOf(server), "https://auth.example.com");
      const origin = await originOf(server);
      await send(`${origin}/healthz`, { headers: { "x-forwarded-for": "203.0.113.9" } });
      await server.waitFor(/"address":"203\.0\.113\.9"/);
      assert.ok((await send(`${origin}/error`)).text.includes("help@example.com"));
      await server.end();
    });

    it("'an unknown key is an error', named with its line", async () => {
      const file = configuration('# a comment\nlisten = "127.0.0.1:0"\n\nissuerr = "https://x.example.com"\n');
      await assertFails(serve(["--data", data(), "--config", file], KNOWN), new RegExp(`${file}:4: .*issuerr`));
    });

    it("what stands in the file wrongly is named with its line", async () => {
      for (const [text, pattern] of [
        ['listen = "127.0.0.1:0"\nissuer = \n', /:2: /],
        ['data = "a"\ndata = "b"\n', /:2: /],
        ["listen = { a = 1 }\n", /:1: .*listen/],
        ['log-level = "warn"\nlog_level = "warn"\n', /:[12]: .*twice/],
        ['admin-password = "x"\n', /:1: .*admin-password/],
      ]) {
        await assertFails(serve(["--data", data(), "--config", configuration(text)], KNOWN), pattern);
      }
      await assertFails(serve(["--data", data(), "--config", "/no/such/file.toml"], KNOWN), /\/no\/such\/file\.toml/);
    });

    it("what cannot be a value is named, and nothing is begun", async () => {
      for (const [args, pattern] of [
        [["--listen", "nonsense"], /listen/],
        [["--listen", "127.0.0.1:99999"], /listen/],
        [["--issuer", "http://auth.example.com"], /issuer.*https/],
        [["--issuer", "nonsense"], /issuer/],
        [["--issuer", "https://auth.example.com/path?x#y"], /issuer/],
        [["--log-level", "loud"], /log-level/],
        [["--log-format", "xml"], /log-format/],
        [["--threads", "-1"], /threads/],
        [["--accent-color", "red"], /accent-color/],
        [["--key-rotation-days", "0"], /key-rotation-days/],
        [["--key-publication-hours", "soon"], /key-publication-hours/],
        [["--key-rotation-days", "1", "--key-publication-hours", "24"], /shorter/],
        [["--logo", "/no/such/logo.svg"], /logo/],
        [["--listen", "0.0.0.0:0"], /issuer/],
        [["--trusted-proxies", "nonsense"], /nonsense/],
      ]) {
        const log = await assertFails(serve(["--data", data(), ...args], KNOWN), pattern);
        assert.doesNotMatch(log, /listening on/);
      }
    });

    it("an unknown option is an error of the command line", async () => {
      const process = serve(["--no-such-option", "x"], KNOWN);
      const { code } = await process.ended;
      assert.equal(code, 2);
      assert.match(process.log(), /no-such-option/);
    });

    it("--help and --version answer and start nothing", async () => {
      for (const args of [["--help"], ["--version"], ["serve", "--help"]]) {
        const process = startProcess(BINARY, args);
        assert.equal((await process.ended).code, 0);
        assert.match(process.log(), /latchkey/i);
      }
    });
  });

  describe("the port", () => {
    it("'port 0 picks a free port and the line says which', the issuer follows it", async () => {
      const servers = [
        serve(["--data", data(), "--listen", "127.0.0.1:0"], KNOWN),
        serve(["--data", data(), "--listen", "127.0.0.1:0"], KNOWN),
      ];
      const origins = await Promise.all(servers.map(originOf));
      assert.notEqual(origins[0], origins[1]);
      for (const [index, server] of servers.entries()) {
        assert.equal(await issuerOf(server), origins[index]);
        assert.equal(server.log().match(/listening on/g).length, 1);
        await server.end();
      }
    });

    it("taken: a clear message and exit code 1, also when another server of this kind has it", async () => {
      const holder = createServer().listen(0, "127.0.0.1");
      await once(holder, "listening");
      const { port } = holder.address();
      await assertFails(
        serve(["--data", data(), "--listen", `127.0.0.1:${port}`], KNOWN),
        new RegExp(`cannot listen on 127\\.0\\.0\\.1 port ${port}: .*in use`, "i"),
      );
      holder.close();
      const first = serve(["--data", data(), "--listen", "127.0.0.1:0"], KNOWN);
      const taken = new URL(await originOf(first)).port;
      await assertFails(serve(["--data", data(), "--listen", `127.0.0.1:${taken}`], KNOWN), new RegExp(`port ${taken}`));
      await first.end();
    });

    it("the port is free again after the end", async () => {
      const port = await freePort();
      const folder = data();
      for (let round = 0; round < 3; round += 1) {
        const server = serve(["--data", folder, "--listen", `127.0.0.1:${port}`], KNOWN);
        await originOf(server);
        assert.equal((await server.end()).code, 0);
      }
    });
  });

  it("a second server on the same data directory: a message that names the other's process id", async () => {
    const folder = data();
    const first = serve(["--data", folder, "--listen", "127.0.0.1:0"], KNOWN);
    const origin = await originOf(first);
    await assertFails(serve(["--data", folder, "--listen", "127.0.0.1:0"], KNOWN), new RegExp(`\\b${first.pid}\\b`));
    assert.equal((await send(`${origin}/readyz`)).status, 200, "the first is not harmed");
    await first.end();
  });

  it("a data directory that cannot be is said so", async () => {
    await assertFails(serve(["--data", "/proc/nowhere/data", "--listen", "127.0.0.1:0"], KNOWN), /\/proc\/nowhere/);
  });

  it("a key file of another store is refused with a reason", async () => {
    const [one, two] = [data(), data()];
    for (const folder of [one, two]) {
      const server = serve(["--data", folder, "--listen", "127.0.0.1:0"], KNOWN);
      await originOf(server);
      await server.end();
    }
    await assertFails(
      serve(["--data", one, "--key-file", path.join(two, "latchkey.key"), "--listen", "127.0.0.1:0"], KNOWN),
      /key/,
    );
  });

  describe("the first administrator", () => {
    it("'On the very first start it prints the first System Administrator's e-mail and a generated password, once'", async () => {
      const folder = data();
      const args = ["--data", folder, "--listen", "127.0.0.1:0"];
      const first = serve(args);
      const origin = await originOf(first);
      const [, email] = first.log().match(/e-mail\s+(\S+)/);
      const [, password] = first.log().match(/password\s+(\S+)/);
      assert.ok(password.length >= 20);
      const session = await signedIn({ origin }, { email, password });
      const me = await (await session.get(`${origin}/api/v1/me`)).json();
      assert.deepEqual(
        me.roles.map(({ name }) => name),
        ["System Administrator"],
      );
      await first.end();
      const second = serve(args);
      await originOf(second);
      assert.doesNotMatch(second.log(), /password/i);
      await second.end();
    });

    it("'LATCHKEY_ADMIN_EMAIL and LATCHKEY_ADMIN_PASSWORD name the first administrator when the store has no users', and then print nothing", async () => {
      const folder = data();
      const args = ["--data", folder, "--listen", "127.0.0.1:0"];
      const first = serve(args, KNOWN);
      await signedIn({ origin: await originOf(first) }, ADMIN);
      assert.equal(first.log().includes(ADMIN.password), false);
      await first.end();
      const second = serve(args, {
        LATCHKEY_ADMIN_EMAIL: "other@example.com",
        LATCHKEY_ADMIN_PASSWORD: "a different passphrase",
      });
      const origin = await originOf(second);
      await signedIn({ origin }, ADMIN);
      const refused = await send(`${origin}/api/v1/auth/login`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: "other@example.com", password: "a different passphrase" }),
      });
      assert.equal(refused.status, 401);
      await second.end();
    });

    it("a password that breaks the rules is an error", async () => {
      await assertFails(
        serve(["--data", data(), "--listen", "127.0.0.1:0"], {
          LATCHKEY_ADMIN_EMAIL: "a@example.com",
          LATCHKEY_ADMIN_PASSWORD: "short",
        }),
        /password/,
      );
    });
  });
});
