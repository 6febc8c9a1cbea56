// The overview: what the server itself counts of what happened.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { startServer } from "../harness/server.js";
import { JSON_TYPE, send, serviceToken, sleep, tokenForm } from "./support.js";

const sum = (buckets, member) => buckets.reduce((total, bucket) => total + bucket[member], 0);

/** What there is of tokens and sign-ins, from the day and the same from the week. */
function totals({ tokens, sign_ins }) {
  const of = (series) => [
    sum(tokens[series], "issued"),
    sum(tokens[series], "refused"),
    sum(sign_ins[series], "succeeded"),
    sum(sign_ins[series], "failed"),
  ];
  assert.deepEqual(of("day"), of("week"));
  return of("day");
}

describe("the overview", () => {
  it("counts every token and sign-in once, through a restart and a crash", async () => {
    const server = await startServer();
    const { admin } = server;
    const service = await admin.createService();
    for (let i = 0; i < 3; ++i) await serviceToken(server, service);
    await tokenForm(server, service, { grant_type: "client_credentials", scope: "unknown" });
    const stranger = { email: "nobody@example.com", password: "a long enough passphrase" };
    const login = { method: "POST", headers: JSON_TYPE, body: JSON.stringify(stranger) };
    assert.equal((await send(`${server.origin}/api/v1/auth/login`, login)).status, 401);
    await server.kill();
    await server.start();
    await server.restart();

    let overview = await admin.must("GET", "/overview");
    for (const deadline = Date.now() + 30_000; totals(overview)[0] < 3 && Date.now() < deadline; ) {
      await sleep(100);
      overview = await admin.must("GET", "/overview");
    }
    assert.deepEqual(totals(overview), [3, 1, 1, 1]);
    assert.deepEqual(overview.counts, {
      clients: { active: 1, disabled: 0 },
      users: { active: 1, disabled: 0 },
      roles: 4,
      live_grants: 0,
    });
    assert.deepEqual([overview.tokens.day.length, overview.tokens.week.length], [24, 7]);
    assert.deepEqual([overview.attention, overview.attention_total], [[], 0]);

    const { last_used_at } = await admin.must("GET", `/oauth2/clients/${service.client_id}`);
    assert.ok(Math.abs(Date.now() - Date.parse(last_used_at)) < 600_000, last_used_at);
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
  });
});
