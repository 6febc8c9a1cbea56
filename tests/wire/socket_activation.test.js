// systemd listens, and hands the socket to the server: sd_listen_fds(3), sd_notify(3).

import assert from "node:assert/strict";
import path from "node:path";
import { afterEach, describe, it } from "node:test";
import { BINARY, freePort, startProcess, temporaryFolder } from "../harness/server.js";

const ISSUER = ["--issuer", "https://auth.example.com"];
// What systemd does before it executes the server: listens, puts the sockets at descriptor 3 and up, says so.
const ACTIVATE = `
import os, socket, sys
kind, ports, command = sys.argv[1], sys.argv[2].split(","), sys.argv[3:]
sockets = []
for port in ports:
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if kind == "datagram" else socket.SOCK_STREAM)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind(("127.0.0.1", int(port)))
    if kind == "listening":
        one.listen()
    sockets.append(os.dup2(one.fileno(), 30 + len(sockets)))
for place, one in enumerate(sockets):
    os.dup2(one, 3 + place)
pid = os.getpid() if kind != "another's" else 1
os.execve(command[0], command, {**os.environ, "LISTEN_FDS": str(len(ports)), "LISTEN_PID": str(pid)})
`;

describe("socket activation", () => {
  const started = [];
  afterEach(() => Promise.all(started.splice(0).map((server) => server.end())));

  function activate(kind, ports, args) {
    const data = path.join(temporaryFolder(), "data");
    const server = startProcess("python3", ["-c", ACTIVATE, kind, ports.join(","), BINARY, "serve", "--data", data, ...args], {
      env: { PATH: process.env.PATH, LATCHKEY_ADMIN_PASSWORD: "correct horse battery staple" },
    });
    started.push(server);
    return server;
  }

  it("serves what it is handed, with every thread", async () => {
    const ports = [await freePort(), await freePort()];
    const server = activate("listening", ports, [...ISSUER, "--threads", "3", "--listen", "127.0.0.1:1"]);
    const [, origin] = await server.waitFor(/^listening on (\S+)$/m);
    assert.equal(origin, `http://127.0.0.1:${ports[0]}`);
    for (const port of ports) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${port}/healthz`)));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    }
    assert.deepEqual(await server.end(), { code: 0, signal: null });
  });

  it("needs an issuer, since the address is not the server's to know", async () => {
    const server = activate("listening", [await freePort()], []);
    assert.equal((await server.ended).code, 1);
    assert.match(server.log(), /issuer is needed where a socket unit says where to listen/);
  });

  it("refuses what is no listening TCP socket", async () => {
    for (const kind of ["bound", "datagram"]) {
      const server = activate(kind, [await freePort()], ISSUER);
      assert.equal((await server.ended).code, 1, kind);
      assert.match(server.log(), /descriptor 3 what is no listening TCP socket/);
    }
  });

  it("leaves alone what was meant for another process", async () => {
    const [taken, own] = [await freePort(), await freePort()];
    const server = activate("another's", [taken], [...ISSUER, "--listen", `127.0.0.1:${own}`]);
    const [, origin] = await server.waitFor(/^listening on (\S+)$/m);
    assert.equal(origin, `http://127.0.0.1:${own}`);
  });
});
