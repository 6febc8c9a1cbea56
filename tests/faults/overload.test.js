// More than the server can do: what it refuses it refuses cleanly and at once, what keeps it alive goes on, its memory
// has an end, and afterwards everything is as before. How fast it stays meanwhile is for bench/overload.

import assert from "node:assert/strict";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { parseExposition, valueOf } from "../harness/exposition.js";
import { ENDPOINT } from "../harness/flow.js";
import { startPostgres } from "../harness/postgres.js";
import { freePort, startProcess, startServer } from "../harness/server.js";
import { FORM_TYPE, inParallel, JSON_TYPE, send, sleep, tokenForm } from "../wire/support.js";
import { comesTrue, databaseOn } from "./cluster.js";

const VITAL = ["/healthz", "/.well-known/jwks.json", "/.well-known/openid-configuration"];
const MEMORY_BYTES = 400e6;

// A server whose metrics have an address of their own.
async function start(args, options = {}) {
  const operations = await freePort();
  const server = await startServer({ args: ["--operations-listen", `127.0.0.1:${operations}`, ...args], ...options });
  const metrics = async () => parseExposition((await send(`http://127.0.0.1:${operations}/metrics`)).text);
  server.metric = async (name, labels) => valueOf(await metrics(), `latchkey_${name}`, labels);
  return server;
}

const stop = async (server) => assert.deepEqual(await server.stop(), { code: 0, signal: null }, server.log());
const ask = (server, client) => tokenForm(server, client, { grant_type: "client_credentials" });

function assertRefusal({ status, headers, text }) {
  assert.equal(status, 503, text);
  assert.match(headers["retry-after"] ?? headers.get("retry-after"), /^\d+$/);
}

async function assertVitalGoOn(server) {
  for (const url of VITAL) assert.equal((await send(server.origin + url)).status, 200, url);
}

function residentBytes({ pid }) {
  return Number(readFileSync(`/proc/${pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) * 1024;
}

// A connection that stays, and the answers that come by it.
class Raw {
  statuses = [];
  #text = "";

  static async open({ port }) {
    const raw = new Raw();
    raw.socket = connect(port, "127.0.0.1");
    raw.socket.setEncoding("latin1").on("data", (part) => raw.#take(part));
    raw.closed = new Promise((resolve) => raw.socket.on("error", () => {}).on("close", resolve));
    await Promise.race([once(raw.socket, "connect"), raw.closed]);
    return raw;
  }

  #take(part) {
    this.#text += part;
    for (;;) {
      const head = this.#text.match(/^HTTP\/1\.1 (\d+)[\s\S]*?\r\n\r\n/);
      if (!head) return;
      const length = Number(head[0].match(/content-length: (\d+)/i)?.[1] ?? 0);
      if (this.#text.length < head[0].length + length) return;
      const status = Number(head[1]);
      if (status !== 200) assertRefusal({ status, headers: { "retry-after": head[0].match(/retry-after: (\d+)/i)?.[1] }, text: this.#text });
      this.#text = this.#text.slice(head[0].length + length);
      this.statuses.push(status);
      this.onAnswer?.();
    }
  }

  send = (bytes) => this.socket.write(bytes);
  end = () => this.socket.destroy();
}

function tokenRequest({ client_id, client_secret }) {
  const body = new URLSearchParams({ grant_type: "client_credentials", client_id, client_secret }).toString();
  return `POST ${ENDPOINT.token} HTTP/1.1\r\nHost: a\r\nContent-Type: ${FORM_TYPE["content-type"]}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}

for (const database of ["SQLite", "PostgreSQL"]) {
  describe(`a database that stands still: ${database}`, { timeout: 300_000 }, () => {
    const LIMIT = 8;
    const ASKED = 40;
    let postgres, server, service, holding;
    before(async () => {
      if (database === "PostgreSQL") postgres = await startPostgres();
      server = await start(["--max-requests", String(LIMIT)], postgres ? { database: databaseOn(postgres) } : {});
      service = await server.admin.createService();
    });
    after(async () => {
      await holding?.end();
      await stop(server);
      postgres?.stop();
    });

    // Whoever else writes waits until this ends.
    async function holdWrites() {
      const file = path.join(server.dataDir, "latchkey.db");
      const [program, args, sql] = postgres
        ? ["psql", ["--no-psqlrc", "--quiet", server.database], "BEGIN; LOCK TABLE audit_events; SELECT 'held';\n"]
        : ["sqlite3", ["-cmd", ".timeout 5000", file], "BEGIN IMMEDIATE; SELECT 'held';\n"];
      const writer = startProcess(program, args, { stdio: "pipe" });
      writer.stdin.write(sql);
      await writer.waitFor(/held/);
      return writer;
    }

    it(`no more than ${LIMIT} requests wait for it, the others are refused at once, and health and keys are served`, async () => {
      holding = await holdWrites();
      const refused = [];
      const others = [];
      const asked = Array.from({ length: ASKED }, async () => {
        const answer = await ask(server, service);
        (answer.status === 503 ? refused : others).push(answer);
      });
      await comesTrue(() => refused.length >= ASKED - LIMIT, "the others are refused");
      await assertVitalGoOn(server);
      assert.ok((await server.metric("http_requests_in_flight")) <= LIMIT);
      assert.ok((await server.metric("http_requests_refused_total", { reason: "requests" })) >= ASKED - LIMIT);
      await holding.end();
      await Promise.all(asked);
      for (const answer of refused) assertRefusal(answer);
      for (const answer of others) assert.equal(answer.status, 200, answer.text);
      await comesTrue(async () => (await ask(server, service)).status === 200, "tokens again", 10_000);
      assert.equal(await server.metric("http_requests_in_flight"), 0);
    });
  });
}

describe("a process that stood still", { timeout: 300_000 }, () => {
  const WAITING = 400;
  let server, service;
  before(async () => {
    server = await start(["--threads", "1", "--max-delay-milliseconds", "100"]);
    service = await server.admin.createService();
  });
  after(() => stop(server));

  it("refuses what has waited too long, and answers what comes now", async () => {
    const waiting = await Promise.all(Array.from({ length: WAITING }, () => Raw.open(server)));
    server.signal("SIGSTOP");
    await sleep(400);
    for (const raw of waiting) raw.send(tokenRequest(service));
    const vital = VITAL.map((url) => send(server.origin + url));
    await sleep(400);
    server.signal("SIGCONT");
    await comesTrue(() => waiting.every(({ statuses }) => statuses.length === 1), "all are answered");
    const count = waiting.filter(({ statuses }) => statuses[0] === 503).length;
    assert.ok(count > 0, "nothing was refused");
    assert.equal(await server.metric("http_requests_refused_total", { reason: "delay" }), count);
    for (const answer of await Promise.all(vital)) assert.equal(answer.status, 200);
    await comesTrue(async () => (await ask(server, service)).status === 200, "tokens again", 10_000);
    for (const raw of waiting) raw.end();
  });
});

describe("ten times as many as it takes", { timeout: 300_000 }, () => {
  const [REQUESTS, CONNECTIONS, CLIENTS] = [16, 160, 320];
  let server, service;
  before(async () => {
    server = await start(["--max-requests", String(REQUESTS), "--max-connections", String(CONNECTIONS), "--max-delay-milliseconds", "50"]);
    service = await server.admin.createService();
  });
  after(() => stop(server));

  it("each is answered with success or 503 with Retry-After, and memory has an end", async (t) => {
    const begin = residentBytes(server);
    const until = Date.now() + 4_000;
    const counts = new Map();
    const request = tokenRequest(service);
    // As impatient as can be: asks again whatever the answer was, and comes back when it is sent away.
    async function insist() {
      while (Date.now() < until) {
        const raw = await Raw.open(server);
        const again = () => (Date.now() < until ? raw.send(request) : raw.end());
        raw.onAnswer = again;
        again();
        await raw.closed;
        for (const status of raw.statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
      }
    }
    await Promise.all(Array.from({ length: CLIENTS }, insist));
    t.diagnostic(`${[...counts].map(([status, count]) => `${count} answers ${status}`)}, ${(residentBytes(server) - begin) / 1e6} MB more`);
    assert.ok(counts.get(200) > 0 && counts.get(503) > 0);
    assert.ok(residentBytes(server) - begin < 100e6);
    assert.ok((await server.metric("http_connections_refused_total", { listener: "clients" })) > 0);
    await comesTrue(async () => (await ask(server, service)).status === 200, "tokens again", 10_000);
  });
});

describe("5,000 slow clients", { timeout: 300_000 }, () => {
  const CLIENTS = 5_000;
  let server, service, asset;
  before(async () => {
    server = await start([]);
    service = await server.admin.createService();
    asset = await largestAnswer();
  });
  after(() => stop(server));

  // What the console is made of where it is built in, else the description of the API.
  async function largestAnswer() {
    const { text } = await send(`${server.origin}/console/`);
    const urls = [...text.matchAll(/"(\/console\/assets\/[^"]+)"/g)].map(([, url]) => url);
    const answers = await Promise.all(["/openapi.json", ...urls].map(async (url) => ({ url, size: (await send(server.origin + url)).text.length })));
    return answers.sort((a, b) => b.size - a.size)[0].url;
  }

  // In the head, in the body, in reading.
  const beginnings = () => [
    `POST ${ENDPOINT.token} HTTP/1.1\r\nHo`,
    `POST ${ENDPOINT.token} HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n${"x".repeat(2_000)}`,
    `GET ${asset} HTTP/1.1\r\nHost: a\r\n\r\n`.repeat(20),
  ];

  it("leave the others served and memory bounded, and are sent away", async (t) => {
    const open = () => server.metric("http_connections_open", { listener: "clients" });
    const slow = beginnings();
    const clients = Array.from({ length: CLIENTS }, (_, index) => {
      const socket = connect(server.port, "127.0.0.1").on("error", () => {});
      socket.pause().write(slow[index % slow.length]);
      return socket;
    });
    let most = 0;
    let resident = 0;
    for (let number = 0; number < 300; number += 1) {
      assert.equal((await ask(server, service)).status, 200);
      if (number % 20 === 0) most = Math.max(most, await open());
      resident = Math.max(resident, residentBytes(server));
    }
    t.diagnostic(`${most} connections at most, ${resident / 1e6} MB`);
    assert.ok(most > CLIENTS / 2, `${most} connections at most`);
    await comesTrue(async () => (await open()) < 50, "sent away", 120_000);
    assert.ok(Math.max(resident, residentBytes(server)) < MEMORY_BYTES);
    await comesTrue(async () => (await server.metric("http_held_bytes")) === 0, "nothing is kept for them", 120_000);
    for (const socket of clients) socket.destroy();
  });
});

describe("a storm of sign-ins", { timeout: 300_000 }, () => {
  let server, service;
  before(async () => {
    server = await start(["--hashing-threads", "1", "--trusted-proxies", "127.0.0.1"]);
    service = await server.admin.createService();
  });
  after(() => stop(server));

  it("is answered with 401 or 503 with Retry-After, while every token is issued", async () => {
    let isOver = false;
    const storm = inParallel(100, `${server.origin}/api/v1/auth/login`, {
      method: "POST",
      headers: (index) => ({ ...JSON_TYPE, "x-forwarded-for": `10.1.${index >> 8}.${index & 255}` }),
      body: (index) => JSON.stringify({ email: `storm${index}@example.com`, password: "guess" }),
    }).finally(() => (isOver = true));
    let issued = 0;
    while (!isOver) {
      assert.equal((await ask(server, service)).status, 200);
      issued += 1;
    }
    assert.ok(issued > 1);
    const answers = await storm;
    assert.deepEqual([...new Set(answers.map(({ status }) => status))].sort(), [401, 503]);
    for (const answer of answers.filter(({ status }) => status === 503)) assertRefusal(answer);
  });

  it("hashing gives way to everything else", () => {
    const niceness = readdirSync(`/proc/${server.pid}/task`).map((thread) => {
      const stat = readFileSync(`/proc/${server.pid}/task/${thread}/stat`, "utf8");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[16]);
    });
    const least = Math.min(...niceness);
    assert.equal(niceness.filter((value) => value > least).length, 1, `${niceness}`);
  });
});
