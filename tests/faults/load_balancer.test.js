// nginx before three nodes, as docs/scaling.md has it: one is killed under load, all are restarted in turn.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { basic } from "../harness/http.js";
import { ENDPOINT } from "../harness/flow.js";
import { startPostgres } from "../harness/postgres.js";
import { freePort, PROJECT, startProcess, temporaryFolder } from "../harness/server.js";
import { FORM_TYPE, sleep } from "../wire/support.js";
import { comesTrue, databaseOn, startNodes } from "./cluster.js";

const CONNECTIONS = 4;
const REQUESTS = 6_000;

/** The documented configuration with these addresses. */
function documented(port, nodes) {
  const text = readFileSync(path.join(PROJECT, "docs/scaling.md"), "utf8");
  const [, snippet] = text.match(/```nginx\n(upstream [\s\S]*?\n)```/);
  let number = 0;
  return snippet
    .replace(/10\.0\.0\.1\d:8080/g, () => `127.0.0.1:${nodes[number++].port}`)
    .replace("listen 443 ssl;", `listen 127.0.0.1:${port};`)
    .replace(/ +ssl_.*\n/g, "");
}

async function startBalancer(port, nodes) {
  const folder = temporaryFolder("latchkey-nginx-");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
  writeFileSync(
    path.join(folder, "nginx.conf"),
    `daemon off; pid ${folder}/nginx.pid; error_log stderr notice; worker_processes 1;
     events {}
     http { access_log off; ${temporary.join(" ")}
     ${documented(port, nodes)} }`,
  );
  const nginx = startProcess("/usr/sbin/nginx", ["-p", folder, "-c", path.join(folder, "nginx.conf"), "-e", "stderr"], {
    exitSignal: "SIGTERM",
  });
  await nginx.waitFor(/start worker processes/);
  return nginx;
}

describe("three nodes behind nginx", { timeout: 900_000 }, () => {
  let postgres, nodes, balancer, origin, service;
  before(async () => {
    postgres = await startPostgres();
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    nodes = await startNodes(databaseOn(postgres), 3, { issuer: origin, args: ["--trusted-proxies", "127.0.0.1"] });
    balancer = await startBalancer(port, nodes);
    service = await nodes[0].admin.createService();
    await sleep(500);
  });
  after(async () => {
    await balancer.end();
    for (const node of nodes) assert.deepEqual(await node.stop(), { code: 0, signal: null }, node.log());
    postgres.stop();
  });

  const headers = () => ({ ...FORM_TYPE, authorization: basic(service.client_id, service.client_secret) });

  function ask(agent) {
    return new Promise((resolve) => {
      const sent = request(origin + ENDPOINT.token, { agent, method: "POST", headers: headers() });
      sent.on("error", (error) => resolve(error.code)).on("response", (answer) => {
        answer.on("error", () => resolve("cut off")).on("close", () => resolve(answer.statusCode)).resume();
      });
      sent.end("grant_type=client_credentials");
    });
  }

  /** Tokens until `disturb` has ended and enough were asked for; what was not a 200. */
  async function failuresDuring(disturb) {
    const failures = [];
    let asked = 0;
    let isOver = false;
    const work = Array.from({ length: CONNECTIONS }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      while (!isOver || asked < REQUESTS) {
        const outcome = await ask(agent);
        asked += 1;
        if (outcome !== 200) failures.push(outcome);
      }
      agent.destroy();
    });
    await sleep(500);
    await disturb();
    isOver = true;
    await Promise.all(work);
    return { asked, failures };
  }

  it("a node that is killed costs less than one request in a thousand", async (t) => {
    const { asked, failures } = await failuresDuring(async () => {
      await nodes[1].kill();
      await sleep(1_000);
      await nodes[1].start();
    });
    t.diagnostic(`${failures.length} of ${asked} failed: ${failures}`);
    assert.ok(failures.length < asked / 1_000, `${failures.length} of ${asked}: ${failures}`);
  });

  it("a restart of all nodes in turn costs none", async (t) => {
    const { asked, failures } = await failuresDuring(async () => {
      for (const node of nodes) {
        await node.restart();
        await comesTrue(async () => (await fetch(`${node.origin}/readyz`)).status === 200, "ready");
        await sleep(1_500);
      }
    });
    t.diagnostic(`${failures.length} of ${asked} failed`);
    assert.deepEqual(failures, []);
  });
});
