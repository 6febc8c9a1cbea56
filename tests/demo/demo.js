// `./run --demo` on free ports with a state of its own, and the processes that it consists of.

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { leave, passThrough } from "../harness/browser.js";
import { freePort, PROJECT, startProcess, temporaryFolder } from "../harness/server.js";

// The first start may have to build the programs of examples/.
const READY_MILLISECONDS = 540_000;
const PORTS = { server: 8080, plant: 9000, api: 9080, dashboard: 5173, broker: 1883 };

export class Demo {
  static async prepare() {
    const demo = new Demo();
    demo.state = path.join(temporaryFolder("latchkey-demo-"), "state");
    demo.ports = {};
    for (const name of Object.keys(PORTS)) demo.ports[name] = await freePort();
    demo.issuer = `http://127.0.0.1:${demo.ports.server}`;
    demo.api = `http://127.0.0.1:${demo.ports.api}/plant`;
    demo.dashboard = `http://localhost:${demo.ports.dashboard}`;
    return demo;
  }

  /** Runs the command; the answer is that of startProcess(). */
  run(...more) {
    const ports = Object.entries(this.ports).flatMap(([name, port]) => [`--${name}-port`, String(port)]);
    return startProcess(path.join(PROJECT, "run"), ["--demo", "--state", this.state, ...ports, ...more], {
      exitSignal: "SIGTERM",
    });
  }

  /** As run(), until it says what to open. */
  async start(...more) {
    const running = this.run(...more);
    await running.waitFor(/Ctrl-C ends everything/, READY_MILLISECONDS);
    return running;
  }

  /** What it prints once everything runs, as it would with the ports and the folder that it has by default. */
  guide(running) {
    const printed = running.log().slice(running.log().indexOf("The demo runs."));
    return Object.entries(this.ports).reduce(
      (text, [name, port]) => text.replaceAll(`:${port}/`, `:${PORTS[name]}/`),
      printed.replaceAll(this.state, "var/demo"),
    );
  }

  /** Whom it says to sign in as, with the password that it prints. */
  person(running, name) {
    const email = `${name}@example.com`;
    return { email, password: running.log().match(new RegExp(`${email} +(\\S+)`))[1] };
  }
}

/** Signs a person in to the dashboard that the page shows, allowing everything. */
export async function enterDashboard(page, origin, person) {
  await leave(page, () => page.getByRole("button", { name: "Sign in" }).click());
  await passThrough(page, origin, person);
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}

/** Every process below that one: [{pid, began, command}]. */
export function descendants(pid) {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => processOf(Number(name)))
    .filter(Boolean);
  const below = (parent) => all.filter((one) => one.parent === parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

/** Whether it is still that process, and no other of its number. */
export const isThere = ({ pid, began }) => processOf(pid)?.began === began;

function processOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim();
    return { pid, parent: Number(parent), began: rest[17], command };
  } catch {
    return undefined;
  }
}
