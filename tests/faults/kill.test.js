// "An acknowledged write survives kill -9": the server is killed again and again under load, and what it had
// acknowledged is compared with a record of our own.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { startServer } from "../harness/server.js";
import { claimsOf, codeFor, introspectForm, query, refresh, revokeForm, signedIn, sleep, tokenForm } from "../wire/support.js";

const ROUNDS = 50;
const WORKERS_OF_A_KIND = 4;

/** Repeats `act` until the server is gone; what is thrown then was not acknowledged. */
async function untilKilled(killed, act) {
  while (!killed.now) {
    try {
      await act();
    } catch (error) {
      if (!killed.now && !/fetch failed|terminated|socket|ECONN/.test(`${error} ${error.cause}`)) throw error;
    }
  }
}

describe("kill -9 under load", { timeout: 600_000 }, () => {
  const acknowledged = { jtis: [], clients: [], revoked: [], spentCodes: [], chains: [] };
  let server, service, application, session;

  before(async () => {
    server = await startServer();
    service = await server.admin.createService({ scopes: ["pipelines:read", "tokens:introspect"] });
    application = await server.admin.createClient({ scopes: ["openid"] });
    session = await signedIn(server, server.adminUser);
    for (let index = 0; index < WORKERS_OF_A_KIND; index += 1) {
      const { form } = await codeFor(server, application, { session });
      const { body } = await tokenForm(server, application, form);
      acknowledged.chains.push({ current: body.refresh_token });
    }
  });
  after(() => server?.stop());

  async function issueToken() {
    const { status, body } = await tokenForm(server, service, { grant_type: "client_credentials" });
    assert.equal(status, 200);
    acknowledged.jtis.push(claimsOf(body.access_token).jti);
    return body.access_token;
  }
  async function revokeToken() {
    const token = await issueToken();
    const { status } = await revokeForm(server, service, token);
    assert.equal(status, 200);
    acknowledged.revoked.push(token);
  }
  async function rotate(chain) {
    const { status, body } = await refresh(server, application, chain.current);
    assert.equal(status, 200, JSON.stringify(body));
    chain.current = body.refresh_token;
  }
  async function spendCode() {
    const { form } = await codeFor(server, application, { session });
    const { status } = await tokenForm(server, application, form);
    assert.equal(status, 200);
    acknowledged.spentCodes.push(form);
  }
  async function createClient() {
    const { client_id } = await server.admin.createService();
    acknowledged.clients.push(client_id);
  }

  async function loadUntilKilled() {
    const killed = { now: false };
    const work = [];
    for (let index = 0; index < WORKERS_OF_A_KIND; index += 1) {
      work.push(untilKilled(killed, issueToken));
      work.push(untilKilled(killed, revokeToken));
      work.push(untilKilled(killed, () => rotate(acknowledged.chains[index])));
    }
    work.push(untilKilled(killed, spendCode), untilKilled(killed, createClient));
    const outcome = Promise.all(work);
    await Promise.race([sleep(40 + Math.random() * 300), outcome]);
    killed.now = true;
    await server.kill();
    await outcome;
  }

  async function checkRound(round) {
    for (const chain of acknowledged.chains) {
      const next = await refresh(server, application, chain.current);
      assert.equal(next.status, 200, `round ${round}: an acknowledged refresh token is lost: ${JSON.stringify(next.body)}`);
      chain.current = next.body.refresh_token;
    }
    for (const token of acknowledged.revoked.splice(0)) {
      assert.equal((await introspectForm(server, service, token)).body.active, false, "a revocation is lost");
    }
    for (const form of acknowledged.spentCodes.splice(0)) {
      const { status, body } = await tokenForm(server, application, form);
      assert.deepEqual([status, body.error], [400, "invalid_grant"], "a code was redeemed twice");
    }
  }

  test(`${ROUNDS} times: nothing acknowledged is lost, and every start succeeds`, async () => {
    let total = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      await loadUntilKilled();
      await server.start();
      await checkRound(round);
      total = acknowledged.jtis.length;
    }
    assert.ok(total > ROUNDS, `only ${total} tokens were acknowledged`);

    const audited = new Set(query(server, "SELECT target_id FROM audit_events WHERE action = 'token.issued'").map((row) => row.target_id));
    assert.deepEqual(acknowledged.jtis.filter((jti) => !audited.has(jti)), [], "tokens without their audit event");
    const stored = new Set(query(server, "SELECT id FROM clients").map((row) => row.id));
    assert.deepEqual(acknowledged.clients.filter((id) => !stored.has(id)), [], "clients lost");
    assert.ok(acknowledged.clients.length > 0);
    assert.deepEqual(query(server, "PRAGMA integrity_check"), [{ integrity_check: "ok" }]);
  });
});
