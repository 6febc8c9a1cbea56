// security.md, "Durability": kill -9 at any moment under load loses no acknowledged write, and the next
// start succeeds. The test keeps a record of its own of every answer that it has read.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Agent, request } from "node:http";
import { after, before, describe, it } from "node:test";
import { authorizeUrl, ENDPOINT } from "../harness/flow.js";
import { startServer } from "../harness/server.js";
import {
  authorization,
  CALLBACK,
  claimsOf,
  codeFor,
  FORM_TYPE,
  JSON_TYPE,
  query,
  signedIn,
  sleep,
  tokensFor,
} from "./support.js";

const ROUNDS = 50;
const CONNECTIONS = 16;
const REPEAT_WINDOW_MILLISECONDS = 10_000;

const digest = (value) => createHash("sha256").update(value).digest("base64url");

describe("kill -9", () => {
  let server, client, service, session;
  const acknowledged = { clients: new Map(), tokens: new Set(), codes: new Set(), revoked: new Set() };

  before(async () => {
    server = await startServer();
    client = await server.admin.createClient();
    service = await server.admin.createService();
    session = await signedIn(server, server.adminUser);
    await codeFor(server, client, { session });
  });
  after(async () => {
    assert.deepEqual(await server.stop(), { code: 0, signal: null });
  });

  // One connection that asks again and again, and gives up when the server has gone.
  class Connection {
    agent = new Agent({ keepAlive: true, maxSockets: 1 });

    /** Resolves with the whole answer, or null when it never came. */
    ask(method, path, headers = {}, body) {
      return new Promise((resolve) => {
        const sent = request(server.origin + path, {
          method,
          agent: this.agent,
          headers: { ...headers, ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }) },
        });
        sent
          .on("error", () => resolve(null))
          .on("response", (answer) => {
            let text = "";
            answer.setEncoding("utf8").on("data", (part) => (text += part));
            answer
              .on("error", () => resolve(null))
              .on("close", () => resolve(answer.complete ? { status: answer.statusCode, headers: answer.headers, text } : null));
          });
        sent.end(body);
      });
    }

    form(path, fields, of = client) {
      const body = new URLSearchParams({ ...fields, client_id: of.client_id, client_secret: of.client_secret }).toString();
      return this.ask("POST", path, FORM_TYPE, body);
    }

    close() {
      this.agent.destroy();
    }
  }

  function assertStatus(answer, status, what) {
    assert.equal(answer.status, status, `${what}: ${answer.text}`);
  }

  // What each kind of worker does until it gets no more answers. A null answer is not acknowledged.
  const WORK = {
    async tokens(connection) {
      for (;;) {
        const answer = await connection.form(ENDPOINT.token, { grant_type: "client_credentials" }, service);
        if (!answer) return;
        assertStatus(answer, 200, "a token");
        const { access_token } = JSON.parse(answer.text);
        acknowledged.tokens.add(claimsOf(access_token).jti);
        if (acknowledged.tokens.size % 4 === 0) {
          const revocation = await connection.form(ENDPOINT.revoke, { token: access_token }, service);
          if (!revocation) return;
          assertStatus(revocation, 200, "a revocation");
          acknowledged.revoked.add(access_token);
        }
      }
    },

    async clients(connection, round) {
      const headers = { ...JSON_TYPE, cookie: session.cookieHeader(server.origin), "x-csrf-token": session.csrfToken };
      for (let number = 0; ; number += 1) {
        const name = `Round ${round} number ${number} ${Math.random()}`;
        const made = await connection.ask(
          "POST",
          "/api/v1/oauth2/clients",
          headers,
          JSON.stringify({ name, client_type: "confidential", grant_types: ["client_credentials"], scopes: [] }),
        );
        if (!made) return;
        assertStatus(made, 201, "a client");
        const { client_id } = JSON.parse(made.text);
        acknowledged.clients.set(client_id, name);
        const changed = `${name} changed`;
        // Until the answer is there either name may be found.
        acknowledged.clients.set(client_id, [name, changed]);
        const patched = await connection.ask(
          "PATCH",
          `/api/v1/oauth2/clients/${client_id}`,
          headers,
          JSON.stringify({ name: changed }),
        );
        if (!patched) return;
        assertStatus(patched, 200, "a change");
        acknowledged.clients.set(client_id, changed);
        if (number % 2 === 0) {
          acknowledged.clients.set(client_id, [changed, undefined]);
          const deleted = await connection.ask("DELETE", `/api/v1/oauth2/clients/${client_id}`, headers);
          if (!deleted) return;
          assertStatus(deleted, 204, "a deletion");
          acknowledged.clients.set(client_id, undefined);
        }
      }
    },

    async codes(connection, _, spent) {
      for (;;) {
        const { parameters, verifier } = authorization(client);
        const url = new URL(authorizeUrl(server, parameters));
        const granted = await connection.ask("GET", url.pathname + url.search, { cookie: session.cookieHeader(server.origin) });
        if (!granted) return;
        assertStatus(granted, 303, "a code");
        const code = new URL(granted.headers.location).searchParams.get("code");
        const form = { grant_type: "authorization_code", code, redirect_uri: CALLBACK, code_verifier: verifier };
        const redeemed = await connection.form(ENDPOINT.token, form);
        if (!redeemed) return;
        assertStatus(redeemed, 200, "an exchange");
        const { access_token, refresh_token } = JSON.parse(redeemed.text);
        acknowledged.codes.add(code);
        acknowledged.tokens.add(claimsOf(access_token).jti);
        spent.push({ form, access_token, refresh_token });
      }
    },

    async refreshes(connection, _, __, chain) {
      for (;;) {
        chain.asked_at = Date.now();
        const answer = await connection.form(ENDPOINT.token, { grant_type: "refresh_token", refresh_token: chain.present });
        if (!answer) return;
        assertStatus(answer, 200, "a refresh");
        const { access_token, refresh_token } = JSON.parse(answer.text);
        acknowledged.tokens.add(claimsOf(access_token).jti);
        chain.before = chain.present;
        chain.present = refresh_token;
      }
    },
  };

  const KINDS = [
    "tokens",
    "tokens",
    "tokens",
    "tokens",
    "clients",
    "clients",
    "clients",
    "codes",
    "codes",
    "codes",
    "codes",
    "refreshes",
    "refreshes",
    "refreshes",
    "refreshes",
    "refreshes",
  ];
  assert.equal(KINDS.length, CONNECTIONS);

  const newChain = async () => ({ present: (await tokensFor(server, client, { session })).refresh_token });

  it(`${ROUNDS} times under ${CONNECTIONS} connections: everything acknowledged is there, and nothing spent comes back`, async (t) => {
    const chains = await Promise.all(Array.from({ length: 5 }, newChain));
    for (let round = 0; round < ROUNDS; round += 1) {
      const spent = [];
      const connections = KINDS.map(() => new Connection());
      let chainIndex = 0;
      const work = KINDS.map((kind, index) =>
        WORK[kind](connections[index], round, spent, kind === "refreshes" ? chains[chainIndex++] : undefined),
      );
      await sleep(20 + Math.random() * 800);
      await server.kill();
      await Promise.all(work);
      connections.forEach((connection) => connection.close());

      await server.start();
      assert.deepEqual(query(server, "PRAGMA integrity_check"), [{ integrity_check: "ok" }], `round ${round}`);
      await assertRefreshes(chains);
      await assertSpent(spent);
      assertStored();
    }
    const { clients, tokens, codes, revoked } = acknowledged;
    for (const [what, { size }] of Object.entries({ clients, tokens, codes, revoked })) {
      t.diagnostic(`${size} ${what} acknowledged`);
      assert.ok(size >= ROUNDS, `${size} ${what} only`);
    }
  });

  it("the audit's chain has no gap, and no hash twice", () => {
    const [{ count, first, last, hashes }] = query(
      server,
      "SELECT COUNT(*) AS count, MIN(id) AS first, MAX(id) AS last, COUNT(DISTINCT hash) AS hashes FROM audit_events",
    );
    assert.equal(last - first + 1, count);
    assert.equal(hashes, count);
  });

  // The last token that was read works. Where the answer was lost, so does the same request again:
  // "A lost answer must not end a session". The one before is spent.
  async function assertRefreshes(chains) {
    const connection = new Connection();
    for (const [index, chain] of chains.entries()) {
      const answer = await connection.form(ENDPOINT.token, { grant_type: "refresh_token", refresh_token: chain.present });
      if (Date.now() - chain.asked_at < REPEAT_WINDOW_MILLISECONDS) assertStatus(answer, 200, "the last token that was read");
      if (answer.status !== 200 || index % 2 === 0) {
        if (chain.before && answer.status === 200) {
          assertStatus(
            await connection.form(ENDPOINT.token, { grant_type: "refresh_token", refresh_token: chain.before }),
            400,
            "the token before",
          );
          assertStatus(
            await connection.form(ENDPOINT.token, {
              grant_type: "refresh_token",
              refresh_token: JSON.parse(answer.text).refresh_token,
            }),
            400,
            "what it revoked",
          );
        }
        chains[index] = await newChain();
      } else {
        chain.before = chain.present;
        chain.present = JSON.parse(answer.text).refresh_token;
      }
    }
    connection.close();
  }

  // A code that was redeemed is never redeemed again, and what it gave works until then.
  async function assertSpent(spent) {
    const connection = new Connection();
    for (const { form, access_token, refresh_token } of spent.slice(-8)) {
      assert.equal(JSON.parse((await connection.form(ENDPOINT.introspect, { token: access_token })).text).active, true);
      const again = await connection.form(ENDPOINT.token, form);
      assertStatus(again, 400, "a code that was redeemed");
      assert.equal(JSON.parse(again.text).error, "invalid_grant");
      assertStatus(
        await connection.form(ENDPOINT.token, { grant_type: "refresh_token", refresh_token }),
        400,
        "the refresh token of a code that was reused",
      );
    }
    for (const token of [...acknowledged.revoked].slice(-20)) {
      assert.equal((await connection.form(ENDPOINT.introspect, { token }, service)).text, '{"active":false}', "a revoked token");
    }
    connection.close();
  }

  // The whole record, all rounds of it, in the tables.
  function assertStored() {
    const column = (sql) => new Set(query(server, sql).map(({ value }) => value));
    const events = column("SELECT target_id AS value FROM audit_events WHERE action = 'token.issued'");
    const missing = [...acknowledged.tokens].filter((jti) => !events.has(jti));
    assert.deepEqual(missing, [], "tokens without their audit event");
    const open = column("SELECT digest AS value FROM authorization_codes WHERE redeemed_at IS NULL");
    assert.deepEqual(
      [...acknowledged.codes].filter((code) => open.has(digest(code))),
      [],
      "codes that came back",
    );
    const revoked = column("SELECT id AS value FROM access_revocations");
    assert.deepEqual(
      [...acknowledged.revoked].filter((token) => !revoked.has(claimsOf(token).jti)),
      [],
      "revocations lost",
    );
    const names = new Map(query(server, "SELECT id, name FROM clients").map(({ id, name }) => [id, name]));
    for (const [id, expected] of acknowledged.clients) {
      const allowed = Array.isArray(expected) ? expected : [expected];
      assert.ok(allowed.includes(names.get(id)), `client ${id} is ${names.get(id)}, not ${allowed}`);
    }
  }
});
