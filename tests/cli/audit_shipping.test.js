// Audit events handed on to a JSON-lines file and to syslog.

import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { existsSync, readFileSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { describe, it } from "node:test";
import { startServer, temporaryFolder } from "../harness/server.js";
import { query, serviceToken } from "../wire/support.js";
import { assertUnbroken, idsIn, issueTokens, linesOf, until } from "./audit_files_support.js";

const newest = (server) => query(server, "SELECT last_id FROM audit_chain")[0].last_id;
const idOf = (message) => Number(message.match(/\[audit@32473 id="(\d+)"/)[1]);

async function withServer(args, act) {
  const server = await startServer({ args });
  try {
    await act(server, await server.admin.createService());
  } finally {
    assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
  }
}

describe("audit events in a JSON-lines file", { timeout: 300_000 }, () => {
  const file = path.join(temporaryFolder(), "audit.jsonl");
  const complete = (server, name = file) =>
    until(() => existsSync(name) && linesOf(readFileSync(name, "utf8")).at(-1)?.includes(`"id":${newest(server)},`), name);

  it("each is a line, once, also after restarts and kill -9, and after a rotation", () =>
    withServer(["--audit-file", file], async (server, service) => {
      await issueTokens(server, service, 100);
      await complete(server);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assertUnbroken(idsIn(file));
      const event = JSON.parse(linesOf(readFileSync(file, "utf8")).at(-1));
      const { items } = (await server.admin.get(`/audit?action=${event.action}`)).body;
      const { org_id, hash, ...rest } = event;
      assert.deepEqual(items.find(({ id }) => id === event.id), rest);
      assert.match(hash, /^[\w-]{43}$/);
      assert.ok(org_id.startsWith("org_"));

      for (let round = 0; round < 5; round += 1) {
        const load = issueTokens(server, service, 200).catch(() => {});
        await until(() => linesOf(readFileSync(file, "utf8")).length > 100 + 20 * round, "some lines");
        await server.kill();
        await load;
        await server.start();
      }
      await complete(server);
      assertUnbroken(idsIn(file));

      const before = idsIn(file).length;
      renameSync(file, `${file}.1`);
      await serviceToken(server, service);
      await complete(server);
      await server.restart();
      await serviceToken(server, service);
      await complete(server);
      assert.equal(idsIn(`${file}.1`).length, before);
      assertUnbroken(idsIn(file), before + 1);
    }));
});

describe("audit events to syslog", { timeout: 300_000 }, () => {
  it("by UDP, as RFC 5424 messages in order", async () => {
    const messages = [];
    const socket = createSocket("udp4").on("message", (message) => messages.push(message.toString()));
    await new Promise((resolve) => socket.bind(0, "127.0.0.1", resolve));
    try {
      await withServer(["--audit-syslog", `udp://127.0.0.1:${socket.address().port}`], async (server, service) => {
        await issueTokens(server, service, 20);
        await until(() => messages.length >= newest(server), "the messages");
        assertUnbroken(messages.map(idOf));
        const last = messages.find((message) => message.includes(" token.issued "));
        assert.match(last, /^<85>1 \d{4}-\d\d-\d\dT[\d:.]+Z \S+ latchkey \d+ token\.issued \[audit@32473 id="\d+" .*outcome="success".*\] \{"id":/);
        assert.equal(JSON.parse(last.slice(last.indexOf("] {") + 2)).action, "token.issued");
      });
    } finally {
      socket.close();
    }
  });

  it("by TCP; while nobody listens tokens are issued, and nothing is lost", async () => {
    const ids = new Set();
    let text = "";
    const listener = createServer((connection) => {
      connection.setEncoding("utf8").on("error", () => {}).on("data", (part) => {
        text += part;
        for (;;) {
          const length = text.match(/^(\d+) /);
          if (!length || Buffer.byteLength(text) < length[0].length + Number(length[1])) return;
          const bytes = Buffer.from(text).subarray(length[0].length);
          ids.add(idOf(bytes.subarray(0, Number(length[1])).toString()));
          text = bytes.subarray(Number(length[1])).toString();
        }
      });
    });
    const listen = (port) => new Promise((resolve) => listener.listen(port, "127.0.0.1", resolve));
    await listen(0);
    const { port } = listener.address();
    await new Promise((resolve) => listener.close(resolve));
    try {
      await withServer(["--audit-syslog", `tcp://127.0.0.1:${port}`], async (server, service) => {
        await until(() => /event=audit.shipping_failed sink=syslog/.test(server.log()), "the fault in the log");
        await issueTokens(server, service, 20);
        assert.equal(ids.size, 0);
        await listen(port);
        await until(() => ids.size >= newest(server), "the messages");
        assertUnbroken([...ids]);
        await until(() => /event=audit.shipping_resumed sink=syslog/.test(server.log()), "the end of the fault in the log");
      });
    } finally {
      listener.close();
    }
  });

  it("an address that is none stops the start", async () => {
    await assert.rejects(startServer({ args: ["--audit-syslog", "nowhere"] }), /audit-syslog must be local, the path of a socket/);
  });
});
