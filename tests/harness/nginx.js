// Debian's nginx for a test.

import { writeFileSync } from "node:fs";
import path from "node:path";
import { startProcess, temporaryFolder } from "./server.js";

/** Starts nginx on what would stand in its `http` block; it runs as who runs the tests, for bodies that it keeps in its folder. */
export async function startNginx(configuration) {
  const folder = temporaryFolder("latchkey-nginx-");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join(" ");
  writeFileSync(
    path.join(folder, "nginx.conf"),
    `daemon off; user root; pid ${folder}/nginx.pid; error_log stderr notice; worker_processes 1;
     events {}
     http { access_log off; ${temporary}
     ${configuration} }`,
  );
  const nginx = startProcess("/usr/sbin/nginx", ["-p", folder, "-c", path.join(folder, "nginx.conf"), "-e", "stderr"], {
    exitSignal: "SIGTERM",
  });
  await nginx.waitFor(/start worker processes/);
  return nginx;
}
