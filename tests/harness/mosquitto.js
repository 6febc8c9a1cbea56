// Debian's MQTT broker for a test, on a port of its own.

import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { freePort, startProcess, temporaryFolder } from "./server.js";

export async function startMosquitto(port) {
  const where = port ?? (await freePort());
  const file = path.join(temporaryFolder("latchkey-mosquitto-"), "mosquitto.conf");
  writeFileSync(file, `listener ${where} 127.0.0.1\nallow_anonymous true\npersistence false\nlog_dest stderr\nlog_type all\n`);
  const broker = startProcess("/usr/sbin/mosquitto", ["-c", file], { exitSignal: "SIGTERM" });
  await broker.waitFor(/mosquitto version \S+ running/);
  return { ...broker, port: where };
}

/** Another program's subscription: `next(pattern)` resolves with the first line `TOPIC PAYLOAD` that fits. */
export async function subscribe(broker, filter) {
  const id = `listener-${randomUUID()}`;
  const program = startProcess("/usr/bin/mosquitto_sub", ["-p", String(broker.port), "-i", id, "-t", filter, "-v"]);
  await broker.waitFor(new RegExp(`Sending SUBACK to ${id}`));
  return { next: (pattern) => program.waitFor(pattern), log: program.log, end: program.end };
}
