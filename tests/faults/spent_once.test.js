// "Nothing spent twice": many parallel redemptions of one code, and refreshes of one token, on three nodes.

import assert from "node:assert/strict";
import { Agent } from "node:http";
import { after, before, describe, it } from "node:test";
import { ENDPOINT } from "../harness/flow.js";
import { startPostgres } from "../harness/postgres.js";
import { startServer } from "../harness/server.js";
import { codeFor, FORM_TYPE, inParallel, signedIn, tokensFor } from "../wire/support.js";
import { databaseOn, startNodes } from "./cluster.js";

const ROUNDS = Number(process.env.LATCHKEY_ROUNDS ?? 40);
const PARALLEL = 64;
const REPEAT_WINDOW_MILLISECONDS = 10_000;

for (const database of ["SQLite", "PostgreSQL"]) {
  describe(`${PARALLEL} parallel requests, ${ROUNDS} times, on ${database}`, { timeout: 7_200_000 }, () => {
    let postgres, nodes, agents, share, client, session;
    before(async () => {
      if (database === "PostgreSQL") {
        postgres = await startPostgres();
        nodes = await startNodes(databaseOn(postgres), 3);
      } else {
        nodes = [await startServer()];
      }
      share = Math.ceil(PARALLEL / nodes.length);
      agents = nodes.map(() => new Agent({ keepAlive: true, maxSockets: share }));
      client = await nodes[0].admin.createClient({ grant_types: ["authorization_code", "refresh_token"] });
      session = await signedIn(nodes[0], nodes[0].adminUser);
    });
    after(async () => {
      for (const agent of agents) agent.destroy();
      for (const node of nodes) assert.deepEqual(await node.stop(), { code: 0, signal: null }, node.log());
      postgres?.stop();
    });

    /** The answers of all, spread over the nodes; the sockets stay for the next ones, so that requests meet. */
    async function ask(form) {
      const body = new URLSearchParams({ ...form, client_id: client.client_id, client_secret: client.client_secret }).toString();
      const post = { method: "POST", headers: FORM_TYPE, body };
      const answers = await Promise.all(
        nodes.map((node, index) => inParallel(share, node.origin + ENDPOINT.token, { ...post, agent: agents[index] })),
      );
      return answers.flat();
    }

    it("of one code: one succeeds, the others are refused", async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { form } = await codeFor(nodes[round % nodes.length], client, { session });
        const answers = await ask(form);
        const successes = answers.filter(({ status }) => status === 200);
        const others = answers.filter(({ status }) => status !== 200);
        assert.equal(successes.length, 1, `round ${round}: ${answers.map(({ status }) => status)}`);
        for (const { status, text } of others) {
          assert.equal(status, 400, text);
          assert.equal(JSON.parse(text).error, "invalid_grant");
        }
        // Reuse takes back what the first one got.
        const { refresh_token } = JSON.parse(successes[0].text);
        const [late] = await ask({ grant_type: "refresh_token", refresh_token });
        assert.equal(late.status, 400, late.text);
      }
    });

    it("of one refresh token: all that succeed have the same successor", async (t) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const { refresh_token } = await tokensFor(nodes[round % nodes.length], client, { session });
        const begin = Date.now();
        const answers = await ask({ grant_type: "refresh_token", refresh_token });
        // On a machine that stood still, the last ones come too late to be the same request again.
        if (Date.now() - begin > REPEAT_WINDOW_MILLISECONDS) {
          t.diagnostic(`round ${round} took ${Date.now() - begin} ms`);
          continue;
        }
        const successors = new Set();
        for (const { status, text } of answers) {
          assert.equal(status, 200, text);
          successors.add(JSON.parse(text).refresh_token);
        }
        assert.equal(successors.size, 1, `round ${round}`);
      }
    });
  });
}
