// Load whose every acknowledged answer is written down, and compared with what the store has in the end.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Agent, request } from "node:http";
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
} from "../wire/support.js";
import { authorizeUrl, ENDPOINT } from "./flow.js";

const REPEAT_WINDOW_MILLISECONDS = 10_000;
const PAUSE_MILLISECONDS = 20;
const PATIENCE_MILLISECONDS = 30_000;
const LAG_MILLISECONDS = 2_000; // after which a node knows what was done at another, or refuses
const INACTIVE = '{"active":false}';

const digest = (value) => createHash("sha256").update(value).digest("base64url");

// One connection to a server.
class Connection {
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(origin, client) {
    this.origin = origin;
    this.client = client;
  }

  /** Resolves with the whole answer, or null when it never came, or was that the server cannot now. */
  ask(method, path, headers = {}, body) {
    return new Promise((resolve) => {
      const sent = request(this.origin + path, {
        method,
        agent: this.#agent,
        headers: { ...headers, ...(body === undefined ? {} : { "content-length": Buffer.byteLength(body) }) },
      });
      sent
        .on("error", () => resolve(null))
        .on("response", (answer) => {
          let text = "";
          answer.setEncoding("utf8").on("data", (part) => (text += part));
          answer
            .on("error", () => resolve(null))
            .on("close", () => {
              const isWhole = answer.complete && answer.statusCode !== 503;
              resolve(isWhole ? { status: answer.statusCode, headers: answer.headers, text } : null);
            });
        });
      sent.end(body);
    });
  }

  form(path, fields, of = this.client) {
    const body = new URLSearchParams({ ...fields, client_id: of.client_id, client_secret: of.client_secret }).toString();
    return this.ask("POST", path, FORM_TYPE, body);
  }

  close() {
    this.#agent.destroy();
  }
}

// What `ask` resolves with at last, asked again as long as there is no answer: a node that works again
// may lag behind the others, and refuse, for a moment more.
async function answered(ask) {
  for (const begin = Date.now(); Date.now() - begin < PATIENCE_MILLISECONDS; await sleep(PAUSE_MILLISECONDS)) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error("never answered");
}

function assertStatus(answer, status, what) {
  assert.equal(answer?.status, status, `${what}: ${answer?.text}`);
}

export class Ledger {
  acknowledged = { clients: new Map(), tokens: new Set(), codes: new Set(), revoked: new Set() };
  #chains = [];
  #spent = [];
  #round = 0;
  #isStopping = false;
  #connections = [];
  #work = [];

  /** `servers`: nodes of one store. `origins`: where the load goes; by default to them in turn. */
  static async open(servers, origins = servers.map(({ origin }) => origin)) {
    const ledger = new Ledger();
    ledger.servers = servers;
    ledger.origins = origins;
    const [server] = servers;
    ledger.client = await server.admin.createClient();
    ledger.service = await server.admin.createService();
    ledger.session = await signedIn(server, server.adminUser);
    await codeFor(server, ledger.client, { session: ledger.session });
    const connection = new Connection(origins[0], ledger.client);
    for (let number = 0; number < 5; number += 1) ledger.#chains.push(await answered(() => ledger.#newChain(connection)));
    connection.close();
    return ledger;
  }

  /** Begins a round: 16 connections, until stop. */
  start() {
    this.#round += 1;
    this.#isStopping = false;
    this.#spent = [];
    const workers = [
      ...Array.from({ length: 4 }, () => (connection) => this.#tokens(connection)),
      ...Array.from({ length: 3 }, () => (connection) => this.#clients(connection)),
      ...Array.from({ length: 4 }, () => (connection) => this.#codes(connection)),
      ...this.#chains.map((chain) => (connection) => this.#refreshes(connection, chain)),
    ];
    this.#connections = workers.map((_, index) => new Connection(this.origins[index % this.origins.length], this.client));
    this.#work = workers.map((work, index) => work(this.#connections[index]));
  }

  /** Ends the round; rejects where an answer was neither what it should be nor missing. */
  async stop() {
    this.#isStopping = true;
    await Promise.all(this.#work);
    for (const connection of this.#connections) connection.close();
  }

  /** Whether everything that was acknowledged is there, and nothing spent came back. */
  async verify() {
    await this.#assertRefreshes();
    await this.#assertSpent();
    this.#assertStored();
  }

  // Asks until it is answered or the round ends. What was asked may have happened several times.
  async #insist(ask) {
    while (!this.#isStopping) {
      const answer = await ask();
      if (answer) return answer;
      await sleep(PAUSE_MILLISECONDS);
    }
    return null;
  }

  async #tokens(connection) {
    while (!this.#isStopping) {
      const answer = await this.#insist(() => connection.form(ENDPOINT.token, { grant_type: "client_credentials" }, this.service));
      if (!answer) return;
      assertStatus(answer, 200, "a token");
      const { access_token } = JSON.parse(answer.text);
      this.acknowledged.tokens.add(claimsOf(access_token).jti);
      if (this.acknowledged.tokens.size % 4 !== 0) continue;
      const revocation = await connection.form(ENDPOINT.revoke, { token: access_token }, this.service);
      if (!revocation) continue;
      assertStatus(revocation, 200, "a revocation");
      this.acknowledged.revoked.add(access_token);
    }
  }

  // Where an answer is missing, either state may be found.
  async #clients(connection) {
    const { acknowledged, session } = this;
    const headers = { ...JSON_TYPE, cookie: session.cookieHeader(this.servers[0].origin), "x-csrf-token": session.csrfToken };
    for (let number = 0; !this.#isStopping; number += 1) {
      const name = `Round ${this.#round} number ${number} ${Math.random()}`;
      const changed = `${name} changed`;
      const fields = { name, client_type: "confidential", grant_types: ["client_credentials"], scopes: [] };
      const made = await connection.ask("POST", "/api/v1/oauth2/clients", headers, JSON.stringify(fields));
      if (!made) {
        await sleep(PAUSE_MILLISECONDS);
        continue;
      }
      assertStatus(made, 201, "a client");
      const { client_id } = JSON.parse(made.text);
      const path = `/api/v1/oauth2/clients/${client_id}`;
      acknowledged.clients.set(client_id, [name, changed]);
      const patched = await connection.ask("PATCH", path, headers, JSON.stringify({ name: changed }));
      if (!patched) continue;
      assertStatus(patched, 200, "a change");
      acknowledged.clients.set(client_id, [changed]);
      if (number % 2 !== 0) continue;
      acknowledged.clients.set(client_id, [changed, undefined]);
      const deleted = await connection.ask("DELETE", path, headers);
      if (!deleted) continue;
      assertStatus(deleted, 204, "a deletion");
      acknowledged.clients.set(client_id, [undefined]);
    }
  }

  async #codes(connection) {
    while (!this.#isStopping) {
      const form = await this.#insist(() => this.#newCode(connection));
      if (!form) return;
      const redeemed = await connection.form(ENDPOINT.token, form);
      if (!redeemed) continue;
      assertStatus(redeemed, 200, "an exchange");
      const { access_token, refresh_token } = JSON.parse(redeemed.text);
      this.acknowledged.codes.add(form.code);
      this.acknowledged.tokens.add(claimsOf(access_token).jti);
      this.#spent.push({ form, access_token, refresh_token });
    }
  }

  // A request whose answer was lost is repeated as long as that is allowed.
  async #refreshes(connection, chain) {
    while (!this.#isStopping) {
      chain.asked_at = Date.now();
      const answer = await this.#insist(() =>
        connection.form(ENDPOINT.token, { grant_type: "refresh_token", refresh_token: chain.present }),
      );
      if (!answer) return;
      if (answer.status === 400 && Date.now() - chain.asked_at > REPEAT_WINDOW_MILLISECONDS) {
        const renewed = await this.#insist(() => this.#newChain(connection));
        if (!renewed) return;
        Object.assign(chain, { before: undefined, ...renewed });
        continue;
      }
      assertStatus(answer, 200, "a refresh");
      const { access_token, refresh_token } = JSON.parse(answer.text);
      this.acknowledged.tokens.add(claimsOf(access_token).jti);
      chain.before = chain.present;
      chain.present = refresh_token;
    }
  }

  // A new code as the form that redeems it; null where an answer is missing.
  async #newCode(connection) {
    const { parameters, verifier } = authorization(this.client);
    const url = new URL(authorizeUrl({ origin: connection.origin }, parameters));
    const headers = { cookie: this.session.cookieHeader(this.servers[0].origin) };
    const granted = await connection.ask("GET", url.pathname + url.search, headers);
    if (!granted) return null;
    assertStatus(granted, 303, "a code");
    const code = new URL(granted.headers.location).searchParams.get("code");
    return { grant_type: "authorization_code", code, redirect_uri: CALLBACK, code_verifier: verifier };
  }

  // A new refresh token; null where an answer is missing.
  async #newChain(connection) {
    const form = await this.#newCode(connection);
    const redeemed = form && (await connection.form(ENDPOINT.token, form));
    if (!redeemed) return null;
    assertStatus(redeemed, 200, "an exchange");
    return { present: JSON.parse(redeemed.text).refresh_token };
  }

  // The last token that was read works. Where the answer was lost, so does the same request again:
  // "A lost answer must not end a session". The one before is spent.
  async #assertRefreshes() {
    const connection = new Connection(this.origins[0], this.client);
    const refresh = (refresh_token) =>
      answered(() => connection.form(ENDPOINT.token, { grant_type: "refresh_token", refresh_token }));
    for (const [index, chain] of this.#chains.entries()) {
      const answer = await refresh(chain.present);
      if (Date.now() - chain.asked_at < REPEAT_WINDOW_MILLISECONDS) assertStatus(answer, 200, "the last token that was read");
      if (answer.status !== 200 || index % 2 === 0) {
        if (chain.before && answer.status === 200) {
          assertStatus(await refresh(chain.before), 400, "the token before");
          assertStatus(await refresh(JSON.parse(answer.text).refresh_token), 400, "what it revoked");
        }
        this.#chains[index] = await answered(() => this.#newChain(connection));
      } else {
        chain.before = chain.present;
        chain.present = JSON.parse(answer.text).refresh_token;
      }
    }
    connection.close();
  }

  // A code that was redeemed is never redeemed again, and what it gave works until then.
  async #assertSpent() {
    const connection = new Connection(this.origins.at(-1), this.client);
    const ask = (...form) => answered(() => connection.form(...form));
    for (const { form, access_token, refresh_token } of this.#spent.slice(-8)) {
      assert.equal(JSON.parse((await ask(ENDPOINT.introspect, { token: access_token })).text).active, true);
      const again = await ask(ENDPOINT.token, form);
      assertStatus(again, 400, "a code that was redeemed");
      assert.equal(JSON.parse(again.text).error, "invalid_grant");
      const late = await ask(ENDPOINT.token, { grant_type: "refresh_token", refresh_token });
      assertStatus(late, 400, "the refresh token of a code that was reused");
    }
    for (const token of [...this.acknowledged.revoked].slice(-20)) {
      const asked_at = Date.now();
      const state = async () => (await ask(ENDPOINT.introspect, { token }, this.service)).text;
      let text = await state();
      while (text !== INACTIVE && this.servers.length > 1 && Date.now() - asked_at < LAG_MILLISECONDS) text = await state();
      assert.equal(text, INACTIVE, "a revoked token");
    }
    connection.close();
  }

  // The whole record, all rounds of it, in the tables.
  #assertStored() {
    const [server] = this.servers;
    const column = (sql) => new Set(query(server, sql).map(({ value }) => value));
    const { acknowledged } = this;
    const events = column("SELECT target_id AS value FROM audit_events WHERE action = 'token.issued'");
    const missing = [...acknowledged.tokens].filter((jti) => !events.has(jti));
    assert.deepEqual(missing, [], "tokens without their audit event");
    const open = column("SELECT digest AS value FROM authorization_codes WHERE redeemed_at IS NULL");
    const back = [...acknowledged.codes].filter((code) => open.has(digest(code)));
    assert.deepEqual(back, [], "codes that came back");
    const revoked = column("SELECT id AS value FROM access_revocations");
    const lost = [...acknowledged.revoked].filter((token) => !revoked.has(claimsOf(token).jti));
    assert.deepEqual(lost, [], "revocations lost");
    const names = new Map(query(server, "SELECT id, name FROM clients").map(({ id, name }) => [id, name]));
    for (const [id, allowed] of acknowledged.clients)
      assert.ok(allowed.includes(names.get(id)), `client ${id} is ${names.get(id)}, not ${allowed}`);
  }
}
