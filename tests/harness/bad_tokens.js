// Tokens that no API may take, for everything that judges one: the library for APIs, introspection,
// forward authorization. One table, and the server that it belongs to.

import { execFileSync } from "node:child_process";
import { createHmac, createPublicKey, createSign, generateKeyPairSync, sign as signBytes } from "node:crypto";
import path from "node:path";
import { codeFlow, ENDPOINT, tokenRequest } from "./flow.js";
import { basic } from "./http.js";
import { freePort, startServer, temporaryFolder } from "./server.js";

const encode = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const decode = (part) => JSON.parse(Buffer.from(part, "base64url").toString());
const assemble = (header, claims, sign) => {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${sign(input)}`;
};

/**
 * @typedef {object} BadToken
 * @property {string} name what is wrong with it
 * @property {string} token
 * @property {"anybody"|"issuer"} seenBy who can tell: with "issuer" the signature and claims are good, and
 *   only introspection and forward authorization refuse it
 * @property {boolean} [isActive] introspection calls it active, as what it is: no access token
 */

/**
 * Starts a server and makes the table on it. Call `outlaw()` once the tests of good tokens are done, or before the
 * tokens with seenBy "issuer" are used: it revokes, deletes and disables what those hang on.
 * @param {object} [options] args: further options of `serve`
 * @returns {Promise<{server, client, user, tokens: object, badTokens: BadToken[], outlaw: () => Promise<void>}>}
 */
export async function startWithBadTokens({ args = [] } = {}) {
  const dataDir = path.join(temporaryFolder(), "data");
  const port = await freePort();
  const early = await tokensOfEarlierStarts({ dataDir, port });
  const server = await startServer({ dataDir, port, args });
  const { admin } = server;
  // Two keys of a kind are published, so that a token without a kid could be of either.
  await admin.must("POST", "/keys/rotate", {});
  const client = await admin.createClient({
    grant_types: ["authorization_code", "refresh_token"],
    scopes: ["openid", "profile", "email", "pipelines:read"],
  });
  const user = await admin.createUser();
  const { tokens } = await codeFlow(server, client, { user, scope: "openid profile pipelines:read" });
  const { keys } = await (await fetch(`${server.origin}/.well-known/jwks.json`)).json();
  const outlaws = await makeOutlaws(server);
  return {
    server,
    client,
    user,
    tokens,
    badTokens: [
      ...early,
      { name: "an ID token", token: tokens.id_token },
      { name: "a refresh token", token: tokens.refresh_token, isActive: true },
      ...forgeries(tokens, keys, server.issuer),
      ...outlaws.map(({ name, token }) => ({ name, token, seenBy: "issuer" })),
    ].map((one) => ({ seenBy: "anybody", ...one })),
    outlaw: async () => {
      for (const { end } of outlaws) await end();
    },
  };
}

/** Genuine ones by the same keys, from when the server was told another time, issuer and audience. */
async function tokensOfEarlierStarts({ dataDir, port }) {
  const LD_PRELOAD = execFileSync("faketime", ["-f", "-2h", "printenv", "LD_PRELOAD"], { encoding: "utf8" }).trim();
  const starts = [
    ["expired", { env: { LD_PRELOAD, FAKETIME: "-2h", FAKETIME_DONT_FAKE_MONOTONIC: "1" } }],
    ["of another issuer, by a known key", { issuer: `http://localhost:${port}`, args: ["--audience", `http://127.0.0.1:${port}`] }],
    ["for another audience", { args: ["--audience", "https://other.example.com"] }],
  ];
  const found = [];
  for (const [name, options] of starts) {
    const server = await startServer({ dataDir, port, ...options });
    found.push({ name, token: await serviceToken(server, await server.admin.createService()) });
    await server.stop();
  }
  return found;
}

async function serviceToken(server, client) {
  const { status, body } = await tokenRequest(server, client, { grant_type: "client_credentials" });
  if (status !== 200) throw new Error(`token: ${status} ${JSON.stringify(body)}`);
  return body.access_token;
}

function forgeries(tokens, keys, issuer) {
  const [header, payload, signature] = tokens.access_token.split(".");
  const claims = decode(payload);
  const good = decode(header);
  const ownKey = keys.find(({ kid }) => kid === good.kid);
  const rsaKey = keys.find(({ kty }) => kty === "RSA");
  const publicKey = createPublicKey({ key: ownKey, format: "jwk" });
  const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const stranger = { ...ec.publicKey.export({ format: "jwk" }), kid: "stranger", alg: "ES256", use: "sig" };
  const es256 = (input) =>
    signBytes("sha256", Buffer.from(input), { key: ec.privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url");
  const rs256 = (input) => createSign("sha256").update(input).sign(rsa.privateKey, "base64url");
  const hs256 = (secret) => (input) => createHmac("sha256", secret).update(input).digest("base64url");
  const idToken = tokens.id_token.split(".");
  const flipped = (text, at) => text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
  return Object.entries({
    "a payload with another scope": [header, encode({ ...claims, scope: `${claims.scope} models:write` }), signature].join("."),
    "a payload with a later end": [header, encode({ ...claims, exp: claims.exp + 3600 }), signature].join("."),
    "a signature with another bit": [header, payload, flipped(signature, 10)].join("."),
    "a signature cut short": [header, payload, signature.slice(0, -4)].join("."),
    "no signature": `${header}.${payload}.`,
    "an all-zero signature": [header, payload, encode("\0".repeat(64))].join("."),
    "alg none": assemble({ ...good, alg: "none" }, claims, () => ""),
    "alg None with the old signature": assemble({ ...good, alg: "None" }, claims, () => signature),
    "HS256 with the public key as secret (PEM)": assemble(
      { ...good, alg: "HS256" }, claims, hs256(publicKey.export({ type: "spki", format: "pem" }))),
    "HS256 with the public key as secret (JWK)": assemble({ ...good, alg: "HS256" }, claims, hs256(JSON.stringify(ownKey))),
    "RS256 for the ES256 key": assemble({ ...good, alg: "RS256" }, claims, rs256),
    "ES256 for the RSA key": assemble({ ...good, kid: rsaKey.kid }, claims, es256),
    "RS256 by a stranger for the RSA key": assemble({ ...good, alg: "RS256", kid: rsaKey.kid }, claims, rs256),
    "a stranger's signature under the issuer's kid": assemble(good, claims, es256),
    "a stranger's key and kid": assemble({ ...good, kid: "stranger" }, claims, es256),
    "a stranger's key, kid and issuer": assemble({ ...good, kid: "stranger" }, { ...claims, iss: "https://id.stranger.example" }, es256),
    "a stranger's key in the header (jwk)": assemble({ ...good, jwk: stranger }, claims, es256),
    "a stranger's key at an address (jku)": assemble({ ...good, jku: `${issuer}/jwks.json` }, claims, es256),
    "no kid": assemble({ alg: "ES256", typ: "at+jwt" }, claims, es256),
    "an ID token called at+jwt": [encode({ ...decode(idToken[0]), typ: "at+jwt" }), idToken[1], idToken[2]].join("."),
    "an access token called JWT": [encode({ ...good, typ: "JWT" }), payload, signature].join("."),
    "garbage": "garbage",
    "three parts of garbage": "a.b.c",
    "two dots": "..",
    "four parts": `${tokens.access_token}.x`,
    "padded base64": `${tokens.access_token}=`,
    "17 KiB": assemble(good, { ...claims, scope: "x".repeat(12 * 1024) }, es256),
  }).map(([name, token]) => ({ name, token }));
}

/** Good tokens, each with what takes its good name away. */
async function makeOutlaws(server) {
  const { admin } = server;
  const scopes = ["openid", "pipelines:read"];
  const newClient = () => admin.createClient({ grant_types: ["authorization_code", "refresh_token"], scopes });
  const make = async (name, end) => {
    const client = await newClient();
    const user = await admin.createUser();
    const { tokens } = await codeFlow(server, client, { user, scope: scopes.join(" ") });
    return { name, token: tokens.access_token, end: () => end({ client, user, tokens }) };
  };
  const revoke = async (client, token) => {
    const answer = await fetch(server.origin + ENDPOINT.revoke, {
      method: "POST",
      headers: { authorization: basic(client.client_id, client.client_secret) },
      body: new URLSearchParams({ token }),
    });
    if (answer.status !== 200) throw new Error(`revoke: ${answer.status}`);
  };
  return [
    await make("revoked", ({ client, tokens }) => revoke(client, tokens.access_token)),
    await make("revoked with its refresh token", ({ client, tokens }) => revoke(client, tokens.refresh_token)),
    await make("of a deleted client", ({ client }) => admin.must("DELETE", `/oauth2/clients/${client.client_id}`)),
    await make("of a disabled user", ({ user }) => admin.must("POST", `/users/${user.id}/disable`, {})),
    await make("of a deleted user", ({ user }) => admin.must("DELETE", `/users/${user.id}`)),
  ];
}
