// Debian's Caddy for a test.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { startProcess, temporaryFolder } from "./server.js";

/** Starts Caddy on the sites of a Caddyfile, which it serves on 127.0.0.1 and at no other port than they name. */
export async function startCaddy(sites) {
  const folder = temporaryFolder("latchkey-caddy-");
  const file = path.join(folder, "Caddyfile");
  writeFileSync(
    file,
    `{
  admin off
  auto_https disable_redirects
  default_bind 127.0.0.1
  storage file_system ${folder}
}
${sites}`,
  );
  const caddy = startProcess("/usr/bin/caddy", ["run", "--config", file, "--adapter", "caddyfile"], {
    exitSignal: "SIGTERM",
    env: { HOME: folder },
  });
  await caddy.waitFor(/serving initial configuration/);
  return caddy;
}
