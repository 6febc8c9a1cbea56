// A listener that has as many connections as it takes: what is turned away is counted.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import path from "node:path";
import { describe, it } from "node:test";
import { parseExposition, valueOf } from "../harness/exposition.js";
import { sleep, useServer } from "./support.js";

const MOST_ADMINISTRATORS = 256;

describe("a full listener", () => {
  const used = useServer({});

  async function refused(listener) {
    const { admin, origin } = used.server;
    await admin.signIn();
    const answer = await admin.session.get(`${origin}/metrics`);
    return valueOf(parseExposition(await answer.text()), "latchkey_http_connections_refused_total", { listener });
  }

  it("counts the connections that it turns away, and no others", async () => {
    assert.equal(await refused("administration"), 0);
    const opened = [];
    for (let index = 0; index < MOST_ADMINISTRATORS + 3; index += 1) {
      const socket = connect(path.join(used.server.dataDir, "admin.sock")).on("error", () => {});
      await once(socket, "connect");
      opened.push(socket);
    }
    while ((await refused("administration")) < 3) await sleep(20);
    assert.deepEqual([await refused("administration"), await refused("operations"), await refused("clients")], [3, 0, 0]);
    for (const socket of opened) socket.destroy();
  });
});
