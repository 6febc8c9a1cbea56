// The example programs as their readers build and run them, before a real server, broker and nginx.

import { readFileSync } from "node:fs";
import path from "node:path";
import { startMosquitto } from "../harness/mosquitto.js";
import { startNginx } from "../harness/nginx.js";
import { freePort, PROJECT, startProcess, startServer } from "../harness/server.js";
import { run } from "../resource/support.js";

export const EXAMPLES = path.join(PROJECT, "examples");
export const DASHBOARD = "http://localhost:5173";
/** The plant API in its configuration. */
export const RESOURCE = "http://127.0.0.1:9080/plant";

const BUILD = path.join(PROJECT, "build/examples");
const built = new Set();
/** The program of an example, built against the library as it is installed, once for all test files. */
export function program(name) {
  const folder = path.join(BUILD, name);
  if (!built.has(name)) {
    const prefix = path.join(BUILD, "prefix");
    run("cmake", "--install", path.join(PROJECT, "build/release"), "--component", "resource", "--prefix", prefix);
    const options = ["-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", `-DCMAKE_PREFIX_PATH=${prefix}`];
    run("cmake", "-S", path.join(EXAMPLES, name), "-B", folder, ...options);
    run("cmake", "--build", folder);
    built.add(name);
  }
  return path.join(folder, name);
}

/** Waits until `holds` resolves with something true, and resolves with that. */
export async function until(holds) {
  for (;;) {
    const found = await holds();
    if (found) return found;
    await new Promise((next) => setTimeout(next, 50));
  }
}

/** Starts plant-api: {origin, log, end, call}. */
export async function startPlant({ issuer, broker, port, dashboard = DASHBOARD, args = [] }) {
  port ??= await freePort();
  const listen = `127.0.0.1:${port}`;
  const plant = startProcess(program("plant-api"), [
    ...["--issuer", issuer, "--listen", listen, "--broker", `127.0.0.1:${broker.port}`, "--cors-origin", dashboard],
    ...args,
  ]);
  await plant.waitFor(/listening on/);
  const origin = `http://${listen}`;
  return { ...plant, port, origin };
}

/** A call to the API at `origin`: {status, headers, body}. */
export async function call(origin, method, where, { token, headers = {}, body } = {}) {
  const answer = await fetch(origin + where, {
    method,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get("content-type") ?? "");
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}

/** nginx with an example's configuration, with other places than those that it names. */
export async function startNginxOf(example, places) {
  const configuration = readFileSync(path.join(EXAMPLES, example, "nginx.conf"), "utf8");
  const pattern = new RegExp(Object.keys(places).map(RegExp.escape).join("|"), "g");
  return startNginx(configuration.replace(pattern, (place) => places[place]));
}

/**
 * The server with the rules of the example, a broker, the plant API, and nginx before it.
 * `dashboard`: the origin whose pages may call; `audiences`: whose tokens the API takes, by default those for it alone
 * and the server's own; `args`: further options of plant-api.
 */
export async function startPlatform({ dashboard = DASHBOARD, audiences, args = [] } = {}) {
  const server = await startServer({
    args: ["--config", path.join(EXAMPLES, "plant-api/latchkey.toml"), "--trusted-proxies", "127.0.0.1"],
  });
  const broker = await startMosquitto();
  const taken = (audiences ?? [server.issuer, RESOURCE]).flatMap((audience) => ["--audience", audience]);
  const plant = await startPlant({ issuer: server.issuer, broker, dashboard, args: [...taken, ...args] });
  const port = await freePort();
  const nginx = await startNginxOf("plant-api", {
    "127.0.0.1:9080": `127.0.0.1:${port}`,
    "127.0.0.1:9000": `127.0.0.1:${plant.port}`,
    "127.0.0.1:8080": `127.0.0.1:${server.port}`,
    [DASHBOARD]: dashboard,
  });
  return {
    server,
    broker,
    plant,
    front: `http://127.0.0.1:${port}`,
    async end() {
      for (const part of [nginx, this.plant, broker]) await part.end();
      return server.stop();
    },
  };
}
