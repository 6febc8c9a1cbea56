// security.md, "JOSE". What needs a token signed by the server's own key with other claims (absurd
// and non-integer times) is beside the source, in jose/times_test.cpp and jose/jws_test.cpp.

import assert from "node:assert/strict";
import { createHmac, createPublicKey, createSign, createVerify, generateKeyPairSync, sign as signBytes } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { startApp } from "../harness/app.js";
import { ENDPOINT } from "../harness/flow.js";
import {
  assertBack,
  authorization,
  claimsOf,
  getAuthorize,
  introspectForm,
  revokeForm,
  send,
  signedIn,
  sleep,
  tokensFor,
  useServer,
} from "./support.js";

const encode = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const headerOf = (jwt) => JSON.parse(Buffer.from(jwt.split(".")[0], "base64url").toString());
const assemble = (header, claims, sign) => {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${sign(input)}`;
};

describe("forged tokens", () => {
  let client, session, tokens, keys, app, attacker;
  const used = useServer({}, async ({ admin, origin }) => {
    client = await admin.createClient({ scopes: ["openid", "profile", "email", "tokens:introspect"] });
    ({ keys } = (await send(`${origin}/.well-known/jwks.json`)).body);
  });
  before(async () => {
    app = await startApp({
      "/jwks.json": (_, response) =>
        response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ keys: [attacker.jwk] })),
    });
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    attacker = {
      ec: ec.privateKey,
      rsa: rsa.privateKey,
      jwk: { ...ec.publicKey.export({ format: "jwk" }), kid: "attacker", alg: "ES256", use: "sig" },
      es256: (input) =>
        signBytes("sha256", Buffer.from(input), { key: ec.privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url"),
      rs256: (input) => createSign("sha256").update(input).sign(rsa.privateKey, "base64url"),
    };
    session = await signedIn(used.server, used.server.adminUser);
    tokens = await tokensFor(used.server, client, { session });
  });
  after(() => app.close());

  const userinfo = (token) => send(used.server.origin + ENDPOINT.userinfo, { headers: { authorization: `Bearer ${token}` } });

  /** No endpoint that reads access tokens or ID token hints takes it, and none of them is upset. */
  async function assertRefused(token, what) {
    const answer = await userinfo(token);
    assert.equal(answer.status, 401, `${what}: ${answer.text}`);
    assert.equal(answer.body.error, "invalid_token", what);
    assert.equal((await introspectForm(used.server, client, token)).text, '{"active":false}', what);
    assert.equal(
      (await send(`${used.server.origin}/api/v1/me`, { headers: { authorization: `Bearer ${token}` } })).status,
      401,
      what,
    );
    assert.equal((await revokeForm(used.server, client, token)).status, 200, what);
    const { parameters } = authorization(client, { id_token_hint: token, prompt: "none" });
    await assertBack(await getAuthorize(used.server, parameters, session), "invalid_request", used, what);
  }

  it("the genuine one is accepted, so that the refusals below mean something", async () => {
    assert.equal((await userinfo(tokens.access_token)).status, 200);
    const { header, jwk } = ownKey(tokens.access_token);
    const [head, payload, signature] = tokens.access_token.split(".");
    const key = createPublicKey({ key: jwk, format: "jwk" });
    assert.equal(header.typ, "at+jwt");
    assert.ok(
      createVerify("sha256").update(`${head}.${payload}`).verify({ key, dsaEncoding: "ieee-p1363" }, signature, "base64url"),
    );
  });

  const ownKey = (token) => {
    const header = headerOf(token);
    return { header, jwk: keys.find(({ kid }) => kid === header.kid) };
  };

  it("'none', in every case, with and without a signature", async () => {
    for (const token of [tokens.access_token, tokens.id_token]) {
      for (const alg of ["none", "None", "NONE", "nOnE", ""]) {
        for (const header of [
          { ...headerOf(token), alg },
          { alg, typ: headerOf(token).typ },
        ]) {
          await assertRefused(
            assemble(header, claimsOf(token), () => ""),
            `alg ${alg}`,
          );
          await assertRefused(
            assemble(header, claimsOf(token), () => token.split(".")[2]),
            `alg ${alg} with a signature`,
          );
        }
      }
      const { alg, ...without } = headerOf(token);
      await assertRefused(
        assemble(without, claimsOf(token), () => ""),
        "no alg",
      );
    }
  });

  it("'HS* with a public key', in every form in which the key is known", async () => {
    for (const token of [tokens.access_token, tokens.id_token]) {
      const { header, jwk } = ownKey(token);
      const key = createPublicKey({ key: jwk, format: "jwk" });
      const secrets = [
        key.export({ type: "spki", format: "pem" }),
        key.export({ type: "spki", format: "pem" }).trim(),
        key.export({ type: "spki", format: "der" }),
        JSON.stringify(jwk),
        jwk.x ?? jwk.n,
        Buffer.from(jwk.x ?? jwk.n, "base64url"),
        jwk.kid,
        "",
        client.client_secret,
        client.client_id,
      ];
      for (const [alg, hash] of [
        ["HS256", "sha256"],
        ["HS384", "sha384"],
        ["HS512", "sha512"],
      ]) {
        for (const secret of secrets) {
          const forged = assemble({ ...header, alg }, claimsOf(token), (input) =>
            createHmac(hash, secret).update(input).digest("base64url"),
          );
          await assertRefused(forged, `${alg} with ${String(secret).slice(0, 20)}`);
        }
      }
    }
  });

  it("'Algorithms come from the key, never from the header'", async () => {
    for (const token of [tokens.access_token, tokens.id_token]) {
      const { header } = ownKey(token);
      for (const alg of [
        "ES384",
        "ES512",
        "ES256K",
        "PS256",
        "RS384",
        "RS512",
        "EdDSA",
        "es256",
        "rs256",
        header.alg === "ES256" ? "RS256" : "ES256",
      ]) {
        await assertRefused(
          assemble({ ...header, alg }, claimsOf(token), () => token.split(".")[2]),
          alg,
        );
      }
      for (const other of keys.filter(({ kid }) => kid !== header.kid)) {
        await assertRefused(
          assemble({ ...header, kid: other.kid }, claimsOf(token), () => token.split(".")[2]),
          "another key's kid",
        );
      }
      for (const kid of [undefined, "", "unknown", 1, null, ["x"], `${header.kid} `, "../../../../dev/null", "' OR 1=1 --"]) {
        await assertRefused(assemble({ ...header, kid }, claimsOf(token), attacker.es256), `kid ${kid}`);
      }
    }
  });

  it("'jku, x5u, jwk' and the certificate chain bring no key, and nothing is fetched", async () => {
    const claims = claimsOf(tokens.access_token);
    const jku = `${app.origin}/jwks.json`;
    const own = headerOf(tokens.access_token).kid;
    for (const kid of ["attacker", own]) {
      for (const extra of [
        { jku },
        { x5u: `${app.origin}/cert.pem` },
        { jwk: attacker.jwk },
        { x5c: ["MIIB"] },
        { jku, jwk: attacker.jwk },
        {},
      ]) {
        const header = { alg: "ES256", typ: "at+jwt", kid, ...extra };
        await assertRefused(assemble(header, claims, attacker.es256), `${kid} ${Object.keys(extra)}`);
      }
    }
    await assertRefused(assemble({ alg: "RS256", typ: "at+jwt", kid: own }, claims, attacker.rs256), "RS256 by a stranger");
    await sleep(100);
    assert.deepEqual(app.requests, []);
  });

  it("'unknown crit', and any change of a signed header", async () => {
    const header = headerOf(tokens.access_token);
    const [, payload, signature] = tokens.access_token.split(".");
    for (const extra of [
      { crit: ["exp"] },
      { crit: [] },
      { crit: ["b64"], b64: false },
      { b64: false },
      { typ: "JWT" },
      { typ: "at+JWT" },
      { cty: "JWT" },
      { zip: "DEF" },
    ]) {
      await assertRefused(`${encode({ ...header, ...extra })}.${payload}.${signature}`, JSON.stringify(extra));
    }
  });

  it("signatures that are none: empty, zero, of another form, of another length, with other bytes", async () => {
    for (const token of [tokens.access_token, tokens.id_token]) {
      const [header, payload, signature] = token.split(".");
      const bytes = Buffer.from(signature, "base64url");
      const half = bytes.length / 2;
      const flipped = Buffer.from(bytes);
      flipped[0] ^= 1;
      const der = Buffer.concat([
        Buffer.from([0x30, 2 * half + 4, 2, half]),
        bytes.subarray(0, half),
        Buffer.from([2, half]),
        bytes.subarray(half),
      ]);
      for (const [what, wrong] of Object.entries({
        empty: Buffer.alloc(0),
        zero: Buffer.alloc(bytes.length),
        ones: Buffer.alloc(bytes.length, 255),
        flipped,
        der,
        short: bytes.subarray(1),
        long: Buffer.concat([bytes, Buffer.from([0])]),
        doubled: Buffer.concat([bytes, bytes]),
      })) {
        await assertRefused(`${header}.${payload}.${wrong.toString("base64url")}`, what);
      }
      for (const text of [`${signature}=`, `${signature}==`, `${signature} `, bytes.toString("base64"), `${signature}\n`].filter(
        (one) => one !== signature,
      )) {
        const answer = await introspectForm(used.server, client, `${header}.${payload}.${text}`);
        assert.equal(answer.text, '{"active":false}', `signature as ${JSON.stringify(text.slice(-6))}`);
      }
    }
  });

  it("changed claims under the old signature", async () => {
    const [header, , signature] = tokens.access_token.split(".");
    const claims = claimsOf(tokens.access_token);
    for (const change of [
      { exp: claims.exp + 100_000 },
      { sub: "usr_other" },
      { scope: `${claims.scope} clients:write` },
      { client_id: "x" },
      { exp: "never" },
      { exp: 1e300 },
      { exp: -1 },
      { exp: null },
      { iat: 1.5 },
      { aud: [claims.aud] },
    ]) {
      await assertRefused(`${header}.${encode({ ...claims, ...change })}.${signature}`, JSON.stringify(change));
    }
  });

  it("what is no token at all", async () => {
    const nested = encode("[".repeat(500) + "]".repeat(500));
    for (const token of [
      "x",
      ".",
      "..",
      "...",
      "a.b",
      "a.b.c",
      "a.b.c.d",
      "e30.e30.e30",
      `${encode({ alg: "ES256", kid: headerOf(tokens.access_token).kid })}..`,
      `${nested}.${nested}.x`,
      `${encode('{"alg":"none","alg":"ES256"}')}.e30.`,
      `${tokens.access_token}.`,
      `.${tokens.access_token}`,
      "A".repeat(20_000),
      "%00.%00.%00",
      "null",
    ]) {
      await assertRefused(token, token.slice(0, 40));
    }
  });

  it("'JWKS has no private members', and names what each key is for", async () => {
    const answer = await send(`${used.server.origin}/.well-known/jwks.json`);
    assert.equal(answer.status, 200);
    assert.deepEqual(Object.keys(answer.body), ["keys"]);
    assert.deepEqual([...new Set(answer.body.keys.map(({ alg }) => alg))].sort(), ["ES256", "RS256"]);
    for (const key of answer.body.keys) {
      const allowed = { EC: ["alg", "crv", "kid", "kty", "use", "x", "y"], RSA: ["alg", "e", "kid", "kty", "n", "use"] }[key.kty];
      assert.deepEqual(Object.keys(key).sort(), allowed);
      assert.equal(key.use, "sig");
      createPublicKey({ key, format: "jwk" });
    }
    assert.equal(new Set(answer.body.keys.map(({ kid }) => kid)).size, answer.body.keys.length);
  });

  it("an ID token is signed as its client chose, RS256 unless it did", async () => {
    assert.equal(headerOf(tokens.id_token).alg, "RS256");
    const es256 = await used.server.admin.createClient({ id_token_signed_response_alg: "ES256" });
    const issued = await tokensFor(used.server, es256, { session });
    assert.equal(headerOf(issued.id_token).alg, "ES256");
    assert.equal(headerOf(issued.access_token).alg, "ES256");
  });
});
