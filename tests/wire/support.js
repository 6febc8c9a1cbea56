// What the wire tests share: good requests to bend, and what the answers must be.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { Agent, request as httpRequest } from "node:http";
import path from "node:path";
import { after, before } from "node:test";
import { authorize, authorizeUrl, ENDPOINT, pkce } from "../harness/flow.js";
import { basic, readForm, Session } from "../harness/http.js";
import { psql } from "../harness/postgres.js";
import { startServer } from "../harness/server.js";

export const CALLBACK = "https://app.example.com/callback";
export const JSON_TYPE = { "content-type": "application/json" };
export const FORM_TYPE = { "content-type": "application/x-www-form-urlencoded" };

/** A server for the tests of one describe(): started before them, and it must end well after them. */
export function useServer(options, prepare = async () => {}) {
  const used = {};
  before(async () => {
    used.server = await startServer(options);
    Object.assign(used, await prepare(used.server));
  });
  after(async () => {
    if (used.server) assert.deepEqual(await used.server.stop(), { code: 0, signal: null }, used.server.log());
  });
  return used;
}

/** The parameters of a good authorization request, with `changes`; null removes one. */
export function authorization(client, changes = {}) {
  const { verifier, challenge } = pkce();
  const all = {
    response_type: "code",
    client_id: client.client_id,
    redirect_uri: client.redirect_uris[0],
    state: "a state",
    code_challenge: challenge,
    code_challenge_method: "S256",
    ...changes,
  };
  const parameters = Object.entries(all).filter(([, value]) => value !== null);
  return { verifier, parameters };
}

export function getAuthorize(server, parameters, session = new Session()) {
  return session.get(authorizeUrl(server, parameters));
}

/** A good POST becomes a GET of the same request: what that answers counts. */
export async function postAuthorize(server, parameters, session = new Session()) {
  const answer = await session.post(server.origin + ENDPOINT.authorize, parameters);
  const location = answer.headers.get("location");
  return location?.startsWith(`${ENDPOINT.authorize}?`) ? session.get(server.origin + location) : answer;
}

/** A form's fields with others in their place, as pairs. */
export function fill(form, fields) {
  return [...form.fields.filter(([name]) => !(name in fields)), ...Object.entries(fields)];
}

/** POST with a form body, as a client of the server; `client` may be null, confidential or public. */
export async function postForm(server, endpoint, client, fields, headers = {}) {
  const form = new URLSearchParams(fields);
  const sent = { ...FORM_TYPE, ...headers };
  if (client?.client_secret) sent.authorization = basic(client.client_id, client.client_secret);
  else if (client) form.set("client_id", client.client_id);
  return send(server.origin + endpoint, { method: "POST", headers: sent, body: form.toString() });
}

export const tokenForm = (server, client, fields, headers) => postForm(server, ENDPOINT.token, client, fields, headers);
export const introspectForm = (server, client, token) => postForm(server, ENDPOINT.introspect, client, { token });
export const revokeForm = (server, client, token) => postForm(server, ENDPOINT.revoke, client, { token });

/** fetch() that reads the body: {status, headers, text, body}, body being the JSON where it is some. */
export async function send(url, options = {}) {
  const answer = await fetch(url, { redirect: "manual", ...options });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get("content-type") ?? "");
  return { status: answer.status, headers: answer.headers, text, body: isJson && text ? JSON.parse(text) : undefined };
}

/** `count` requests at once, each over a socket of its own. */
export async function inParallel(count, url, { headers = {}, body, ...options }) {
  const agent = new Agent({ maxSockets: count, keepAlive: false });
  const one = (index) =>
    new Promise((resolve, reject) => {
      const content = typeof body === "function" ? body(index) : body;
      const own = typeof headers === "function" ? headers(index) : headers;
      const request = httpRequest(url, { agent, ...options, headers: { ...own, "content-length": Buffer.byteLength(content) } });
      request.on("error", reject).on("response", (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part) => (text += part));
        answer.on("end", () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
      });
      request.end(content);
    });
  return Promise.all(Array.from({ length: count }, (_, index) => one(index)));
}

/** Signs in at the REST API; the session's cookies go on to the pages. */
export async function signedIn(server, { email, password }) {
  const session = new Session();
  const answer = await session.fetch(`${server.origin}/api/v1/auth/login`, {
    method: "POST",
    headers: JSON_TYPE,
    body: JSON.stringify({ email, password }),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  session.csrfToken = (await answer.json()).csrf_token;
  return session;
}

/** An authorization code for the user, by the pages. */
export async function codeFor(server, client, { user = server.adminUser, session, scopes, ...changes } = {}) {
  const { verifier, parameters } = authorization(client, changes);
  const redirect = await authorize(authorizeUrl(server, parameters), { user, session, scopes });
  const code = redirect.searchParams.get("code");
  assert.ok(code, `no code: ${redirect}`);
  return {
    code,
    verifier,
    redirect,
    form: {
      grant_type: "authorization_code",
      code,
      redirect_uri: changes.redirect_uri ?? client.redirect_uris[0],
      ...(changes.code_challenge === null ? {} : { code_verifier: verifier }),
    },
  };
}

/** Tokens for the user: the whole code flow, which must succeed. */
export async function tokensFor(server, client, options = {}) {
  const { form } = await codeFor(server, client, options);
  const { status, body } = await tokenForm(server, client, form);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

export async function serviceToken(server, client, fields = {}) {
  const { status, body } = await tokenForm(server, client, { grant_type: "client_credentials", ...fields });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

export function refresh(server, client, refresh_token, fields = {}) {
  return tokenForm(server, client, { grant_type: "refresh_token", refresh_token, ...fields });
}

/** Follows a request to the page that asks, and reads its form. */
export async function openForm(session, url, having) {
  const step = await session.follow(url);
  const html = await step.answer.text();
  return { ...step, html, form: readForm(html, step.url, having) };
}

/** HTTP 400, HTML, no Location header. */
export async function assertPage(answer, what) {
  const text = await answer.text();
  assert.equal(answer.status, 400, `${what}: ${answer.status} ${answer.headers.get("location") ?? text.slice(0, 500)}`);
  assert.match(answer.headers.get("content-type"), /^text\/html\b/, what);
  assert.equal(answer.headers.get("location"), null, what);
  return text;
}

/** 303 to the redirect URI with exactly error, error_description, state and iss. */
export async function assertBack(answer, error, { server, redirect_uri = CALLBACK, state = "a state" }, what) {
  await answer.arrayBuffer();
  assert.equal(answer.status, 303, what);
  const location = new URL(answer.headers.get("location"));
  assert.ok(location.href.startsWith(redirect_uri), `${what}: ${location}`);
  const { searchParams } = location;
  assert.equal(searchParams.get("error"), error, `${what}: ${location}`);
  assert.equal(searchParams.get("state"), state, what);
  assert.equal(searchParams.get("iss"), server.issuer, what);
  assert.equal(searchParams.get("code"), null, what);
  assert.equal(location.hash, "", what);
  return location;
}

/** 303 to a page of the server's own: the request was good. */
export async function assertAsks(answer, page, what) {
  await answer.arrayBuffer();
  assert.equal(answer.status, 303, what);
  assert.match(answer.headers.get("location"), new RegExp(`^/${page}\\?interaction=`), what);
}

export function assertProblem(answer, status, fields = []) {
  assert.equal(answer.status, status, JSON.stringify(answer.body));
  assert.match(answer.headers.get("content-type"), /^application\/problem\+json\b/);
  const { type, title, detail, request_id } = answer.body;
  assert.deepEqual([typeof type, typeof title, typeof detail], ["string", "string", "string"]);
  assert.equal(answer.body.status, status);
  assert.equal(request_id, answer.headers.get("x-request-id"));
  const named = (answer.body.errors ?? []).map(({ field }) => field);
  for (const field of fields) assert.ok(named.includes(field), `${field} is not among ${named}`);
}

/** An error answer of the token endpoint and its siblings. */
export function assertError(answer, error, status = 400) {
  assert.equal(answer.status, status, answer.text);
  assert.equal(answer.body.error, error, answer.text);
  assert.match(answer.headers.get("content-type"), /^application\/json\b/);
  assert.equal(answer.headers.get("cache-control"), "no-store");
}

/** A call of the REST API with any body, in the administrator's session. */
export async function asAdmin({ admin, origin }, method, path, body, headers = {}) {
  await admin.signIn();
  const url = `${origin}/api/v1${path}`;
  const own = { ...JSON_TYPE, cookie: admin.session.cookieHeader(url), "x-csrf-token": admin.csrfToken };
  return send(url, { method, body, headers: { ...own, ...headers } });
}

export function claimsOf(jwt) {
  return JSON.parse(Buffer.from(jwt.split(".")[1], "base64url").toString());
}

/** Rows of the server's database, as the database's own command sees them. */
export function query(server, sql) {
  if (server.database) return JSON.parse(psql(server.database, `SELECT coalesce(json_agg(found), '[]') FROM (${sql}) AS found`));
  const file = path.join(server.dataDir, "latchkey.db");
  const text = execFileSync("sqlite3", ["-readonly", "-json", "-cmd", ".timeout 5000", file, sql], {
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  return text.trim() ? JSON.parse(text) : [];
}

/** The lines of the server's log that have all of `parts`; waits until there is one. */
export async function logLines(server, ...parts) {
  for (let tries = 0; tries < 500; tries += 1) {
    const lines = server
      .log()
      .split("\n")
      .filter((line) => parts.every((part) => line.includes(part)));
    if (lines.length > 0) return lines;
    await sleep(10);
  }
  throw new Error(`no line with ${parts.join(" and ")} in:\n${server.log()}`);
}

export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
