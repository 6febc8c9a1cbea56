// Sends secrets that can be found again through every flow of a server, rightly used and wrongly.

import { authorizeUrl, ENDPOINT } from "../harness/flow.js";
import { basic, readForm, Session } from "../harness/http.js";
import { rawRequest } from "../harness/raw.js";
import { authorization, CALLBACK, fill, FORM_TYPE, JSON_TYPE } from "./support.js";

const USER = "u@example.com";
const LEAST_LENGTH = 16; // what is shorter could be found by chance

const form = (fields) => ({ method: "POST", headers: FORM_TYPE, body: new URLSearchParams(fields).toString() });

export class Canaries {
  /** What must not be found: value -> what it is. */
  values = new Map();
  /** The answers that it must not be found in: {what, text}. */
  answers = [];
  #admin = new Session();
  #csrfToken = "";

  constructor(server) {
    this.server = server;
    this.api = `${server.origin}/api/v1`;
    this.token = server.origin + ENDPOINT.token;
    this.keep("password", server.adminUser.password);
  }

  keep(what, value) {
    if (value?.length >= LEAST_LENGTH) this.values.set(value, what);
    return value;
  }

  async run() {
    await this.#signIns();
    const user = await this.#users();
    const client = await this.#clients();
    await this.#clientAuthentication(client);
    const issued = await this.#codeFlow(client, user);
    await this.#tokens(client, issued);
    await this.#misplaced(client, issued);
    await this.#ask("sign-out", `${this.api}/auth/logout`, this.#json("POST", {}, user.csrf), user.session);
  }

  /** A request whose answer hands out what it must; only its cookies become canaries. */
  async #obtain(url, options, session = new Session()) {
    const answer = await session.fetch(url, options);
    for (const line of answer.headers.getSetCookie()) this.keep("cookie", line.match(/=([^;]*)/)[1]);
    return answer;
  }

  /** A request whose answer is searched. */
  async #ask(what, url, options, session) {
    const answer = await this.#obtain(url, options, session);
    const headers = [...answer.headers].filter(([name]) => name !== "set-cookie");
    this.answers.push({ what, text: `${JSON.stringify(headers)}\n${await answer.clone().text()}` });
    return answer;
  }

  #json(method, body, csrf = this.#csrfToken) {
    return { method, headers: { ...JSON_TYPE, "x-csrf-token": csrf }, body: JSON.stringify(body) };
  }

  /** As the administrator, at the REST API. */
  #manage(what, method, path, body) {
    return this.#ask(what, this.api + path, this.#json(method, body), this.#admin);
  }

  async #signIns() {
    const { adminUser } = this.server;
    const url = `${this.api}/auth/login`;
    const attempt = (what, email, password) => this.#ask(what, url, this.#json("POST", { email, password }));
    await attempt("a wrong password", adminUser.email, this.keep("wrong password", "canary-wrong-password-1"));
    await attempt("a password too long", adminUser.email, this.keep("wrong password", `canary-too-long-${"x".repeat(2000)}`));
    await attempt("a password typed as the address", this.keep("misplaced password", "canary-typed-as-the-address"), "x");
    const misspelt = { email: "x@example.com", passwort: this.keep("misspelt password", "canary-misspelt-password") };
    await this.#ask("a misspelt member", url, this.#json("POST", misspelt));
    const broken = `{"password":"${this.keep("password in broken JSON", "canary-broken-json-password")}"`;
    await this.#ask("broken JSON", url, { method: "POST", headers: JSON_TYPE, body: broken });
    const login = await this.#obtain(url, this.#json("POST", adminUser), this.#admin);
    this.#csrfToken = this.keep("csrf token", (await login.json()).csrf_token);
    const csrf = this.keep("wrong csrf token", "canary-wrong-csrf-token-0123456789");
    await this.#ask("a wrong CSRF token", `${this.api}/users`, this.#json("POST", {}, csrf), this.#admin);
  }

  async #users() {
    const names = { first_name: "U", last_name: "Ser", role_ids: [] };
    const first = this.keep("password", "canary-user-passphrase-one");
    const made = await this.#manage("a new user", "POST", "/users", { email: USER, password: first, ...names });
    const { id } = await made.json();
    await this.#manage("a password too short", "POST", "/users", { email: "v@example.com", password: "canary-sh", ...names });
    const misplaced = this.keep("misplaced password", "canary-misplaced-password");
    await this.#manage("a password where none belongs", "PATCH", `/users/${id}`, { password: misplaced });
    const second = this.keep("password", "canary-user-passphrase-two");
    await this.#manage("a reset", "POST", `/users/${id}/password`, { password: second });

    const session = new Session();
    const login = await this.#obtain(`${this.api}/auth/login`, this.#json("POST", { email: USER, password: second }), session);
    const csrf = this.keep("csrf token", (await login.json()).csrf_token);
    const password = this.keep("password", "canary-user-passphrase-three");
    const wrong = this.keep("wrong password", "canary-not-the-present");
    for (const current_password of [wrong, second]) {
      const change = this.#json("POST", { current_password, new_password: password }, csrf);
      await this.#ask("a change of password", `${this.api}/me/password`, change, session);
    }
    return { session, csrf, password };
  }

  async #clients() {
    const fields = {
      name: "Canary",
      client_type: "confidential",
      grant_types: ["authorization_code", "client_credentials"],
      redirect_uris: [CALLBACK],
      scopes: ["openid", "profile", "email", "tokens:introspect"],
    };
    const url = `${this.api}/oauth2/clients`;
    const made = await this.#obtain(url, this.#json("POST", fields), this.#admin);
    const { client_id, client_secret, redirect_uris } = await made.json();
    this.keep("client secret", client_secret);
    const second = await this.#obtain(`${url}/${client_id}/secrets`, this.#json("POST", {}), this.#admin);
    this.keep("client secret", (await second.json()).client_secret);
    const misplaced = this.keep("misplaced secret", "lks_canary-misplaced-secret");
    await this.#manage("a secret that the caller sets", "POST", "/oauth2/clients", { ...fields, client_secret: misplaced });
    return { client_id, client_secret, redirect_uris, authentic: { client_id, client_secret } };
  }

  async #clientAuthentication({ client_id, client_secret, authentic }) {
    const grant = { grant_type: "client_credentials" };
    const ask = (what, fields, headers = {}, query = "") => {
      const request = form(fields);
      return this.#ask(what, this.token + query, { ...request, headers: { ...request.headers, ...headers } });
    };
    const wrong = this.keep("wrong client secret", "lks_canary-wrong-client-secret");
    await ask("a wrong secret in the body", { ...grant, client_id, client_secret: wrong });
    const header = basic(client_id, wrong);
    this.keep("Basic credentials", header.slice("Basic ".length));
    await ask("a wrong secret in the header", grant, { authorization: header });
    const undecodable = this.keep("Basic credentials", Buffer.from(`%%${client_secret}:x`).toString("base64"));
    await ask("Basic credentials that do not decode", grant, { authorization: `Basic ${undecodable}` });
    await ask("a secret in the URL", { ...grant, client_id }, {}, `?client_secret=${client_secret}`);
    await ask("a secret twice", [...Object.entries({ ...grant, ...authentic }), ["client_secret", wrong]]);
    await ask("id and secret swapped", { ...grant, client_id: client_secret, client_secret: client_id });
    const json = { method: "POST", headers: JSON_TYPE, body: JSON.stringify({ ...grant, ...authentic }) };
    await this.#ask("a secret as another type", this.token, json);
    await this.#ask("a secret at the wrong endpoint", `${this.server.origin}/login?client_secret=${client_secret}`);
  }

  async #issue(fields) {
    const body = await (await this.#obtain(this.token, form(fields))).json();
    this.keep("access token", body.access_token);
    this.keep("access token's signature", body.access_token?.split(".")[2]);
    this.keep("refresh token", body.refresh_token);
    this.keep("ID token", body.id_token);
    return body;
  }

  /** Through the pages to a code. */
  async #code(client, { password }, browser, changes = {}) {
    const state = this.keep("state", `canary-state-${Math.random()}`.padEnd(40, "x"));
    const nonce = this.keep("nonce", `canary-nonce-${Math.random()}`.padEnd(40, "x"));
    const { parameters, verifier } = authorization(client, { state, nonce, ...changes });
    let at = authorizeUrl(this.server, parameters);
    let answer = await this.#obtain(at, {}, browser);
    for (let hops = 0; hops < 8; hops += 1) {
      const location = answer.headers.get("location");
      if (location) {
        at = new URL(location, at).href;
        const { searchParams } = new URL(at);
        this.keep("interaction", searchParams.get("interaction"));
        if (!at.startsWith(this.server.origin)) {
          const code = this.keep("authorization code", searchParams.get("code"));
          return { code, code_verifier: this.keep("code verifier", verifier) };
        }
        answer = await this.#obtain(at, {}, browser);
      } else {
        answer = await this.#answerPage(await answer.text(), at, password, browser);
      }
    }
    throw new Error("the flow did not end");
  }

  async #answerPage(html, at, password, browser) {
    const isLogin = /name="?password/.test(html);
    const page = readForm(html, at, isLogin ? "password" : "decision");
    this.keep("csrf token", page.fields.find(([name]) => name === "csrf")[1]);
    if (!isLogin) return this.#obtain(page.action, form(fill(page, { decision: "allow" })), browser);
    const wrong = this.keep("wrong password", "canary-wrong-on-the-page");
    await this.#obtain(page.action, form(fill(page, { email: USER, password: wrong })), browser);
    return this.#obtain(page.action, form(fill(page, { email: USER, password })), browser);
  }

  async #codeFlow(client, user) {
    const browser = new Session();
    const bound = { grant_type: "authorization_code", redirect_uri: CALLBACK, ...client.authentic };
    const { code, code_verifier } = await this.#code(client, user, browser, { prompt: "login consent" });
    const exchange = { ...bound, code, code_verifier };
    const wrongVerifier = this.keep("wrong verifier", "canary-wrong-verifier".padEnd(43, "x"));
    const wrongCode = this.keep("wrong code", "lka_canary-wrong-code");
    await this.#ask("a wrong verifier", this.token, form({ ...exchange, code_verifier: wrongVerifier }));
    await this.#ask("a code in the URL", `${this.token}?code=${code}&code_verifier=${code_verifier}`, form(bound));
    await this.#ask("a wrong code", this.token, form({ ...exchange, code: wrongCode }));
    await this.#ask("a wrong redirect URI", this.token, form({ ...exchange, redirect_uri: "https://app.example.com/x" }));
    const tokens = await this.#issue(exchange);
    const service = await this.#issue({ grant_type: "client_credentials", ...client.authentic });
    const again = () => this.#code(client, user, browser);
    return { tokens, service, code, exchange, browser, again };
  }

  async #tokens(client, { tokens, service, exchange, browser, again }) {
    const { origin } = this.server;
    const wrong = this.keep("wrong token", "canary-wrong-bearer-token");
    const values = [
      tokens.access_token,
      service.access_token,
      tokens.id_token,
      tokens.refresh_token,
      wrong,
      `${tokens.access_token}x`,
    ];
    for (const value of values) {
      const headers = { authorization: `Bearer ${value}` };
      const hint = authorization(client, { id_token_hint: value, prompt: "none" }).parameters;
      const stolen = { grant_type: "refresh_token", refresh_token: value, client_id: "unknown", client_secret: wrong };
      await this.#ask("userinfo", origin + ENDPOINT.userinfo, { headers });
      await this.#ask("userinfo by URL", `${origin}${ENDPOINT.userinfo}?access_token=${value}`);
      await this.#ask("userinfo by form", origin + ENDPOINT.userinfo, form({ access_token: value }));
      await this.#ask("the REST API", `${this.api}/me`, { headers });
      await this.#ask("introspection", origin + ENDPOINT.introspect, form({ token: value, ...client.authentic }));
      await this.#ask("introspection by URL", `${origin}${ENDPOINT.introspect}?token=${value}`, form(client.authentic));
      await this.#ask("as id_token_hint", authorizeUrl(this.server, hint), {}, browser);
      await this.#ask("logout with it", `${origin}${ENDPOINT.logout}?${new URLSearchParams({ id_token_hint: value })}`);
      await this.#ask("a refresh by another client", this.token, form(stolen));
    }
    const rotate = (refresh_token) => ({ grant_type: "refresh_token", refresh_token, ...client.authentic });
    const next = await this.#issue(rotate(tokens.refresh_token));
    await this.#issue(rotate(next.refresh_token));
    await this.#ask("a refresh token reused", this.token, form(rotate(tokens.refresh_token)));
    await this.#ask("a code reused", this.token, form(exchange));
    const more = await this.#issue({ ...exchange, ...(await again()) });
    for (const token of [more.access_token, more.refresh_token]) {
      await this.#ask("a revocation", origin + ENDPOINT.revoke, form({ token, ...client.authentic }));
    }
    await this.#ask("a revocation by URL", `${origin}${ENDPOINT.revoke}?token=${service.access_token}`, form(client.authentic));
  }

  /** Where no value of the kind belongs: what can be told to be a secret is masked even there. */
  async #misplaced(client, { tokens, service, code }) {
    const cookie = this.#admin.cookie("latchkey_session");
    const { server } = this;
    const grant = { grant_type: "client_credentials", ...client.authentic };
    const authorize = (changes) => authorizeUrl(server, authorization(client, changes).parameters);
    for (const value of [client.client_secret, code, tokens.refresh_token, service.access_token, tokens.id_token, cookie]) {
      await this.#ask("an unknown parameter", `${server.origin}/healthz?x=${value}`);
      await this.#ask("a client id", authorize({ client_id: value }));
      await this.#ask("a redirect URI", authorize({ redirect_uri: `https://app.example.com/${value}` }));
      await this.#ask("a response type", authorize({ response_type: value, response_mode: value }));
      await this.#ask("a grant type", this.token, form({ ...grant, grant_type: value }));
      await this.#ask("a scope", this.token, form({ ...grant, scope: value }));
      await this.#ask("an id in a path", `${this.api}/oauth2/clients/${value}`, {}, this.#admin);
      await this.#ask("a sort key", `${this.api}/users?${new URLSearchParams({ sort: value })}`, {}, this.#admin);
      await this.#manage("a setting", "PATCH", "/settings", { [value.slice(0, 8)]: value });
      const cookies = `latchkey_session=${value}x; latchkey_browser=${value}; x=${value}`;
      await this.#ask("a cookie", `${this.api}/me`, { headers: { cookie: cookies } });
      const malformed = `POST ${ENDPOINT.token} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${value}\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\ntoken=${value}`;
      this.answers.push({ what: "a malformed request", text: (await rawRequest(server.port, malformed)).text });
    }
  }
}
