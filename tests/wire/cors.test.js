// CORS where browser applications need it (token, userinfo, revocation, discovery, JWKS) and nowhere else.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ENDPOINT } from "../harness/flow.js";
import { FORM_TYPE, send, signedIn, tokensFor, useServer } from "./support.js";

const ORIGIN = "https://spa.example.com";
const OPEN = {
  [ENDPOINT.token]: ["POST"],
  [ENDPOINT.revoke]: ["POST"],
  [ENDPOINT.userinfo]: ["GET", "POST"],
  "/.well-known/openid-configuration": ["GET"],
  "/.well-known/oauth-authorization-server": ["GET"],
  "/.well-known/jwks.json": ["GET"],
};
const CLOSED = [
  ENDPOINT.introspect,
  ENDPOINT.authorize,
  ENDPOINT.logout,
  "/api/v1/me",
  "/api/v1/users",
  "/api/v1/oauth2/clients",
  "/api/v1/auth/login",
  "/api/v1/audit",
  "/login",
  "/consent",
  "/logout",
  "/error",
  "/account",
  "/",
  "/console/",
  "/healthz",
  "/readyz",
  "/nothing/here",
  "/api/v1/oauth2/authorize/resume",
];

const corsHeaders = (headers) => [...headers.keys()].filter((name) => name.startsWith("access-control-"));

describe("CORS", () => {
  let client;
  const used = useServer({}, async ({ admin }) => {
    client = await admin.createPublicClient();
  });

  const preflight = (path, method, headers = "authorization,content-type") =>
    send(used.server.origin + path, {
      method: "OPTIONS",
      headers: { origin: ORIGIN, "access-control-request-method": method, "access-control-request-headers": headers },
    });

  for (const [path, methods] of Object.entries(OPEN)) {
    it(`${path} may be asked from anywhere, never with credentials`, async () => {
      for (const method of methods) {
        const asked = await preflight(path, method);
        assert.equal(asked.status, 204);
        assert.equal(asked.headers.get("access-control-allow-origin"), "*");
        assert.equal(asked.headers.get("access-control-allow-credentials"), null);
        assert.ok(asked.headers.get("access-control-allow-methods").split(", ").includes(method));
        for (const name of ["authorization", "content-type"])
          assert.ok(asked.headers.get("access-control-allow-headers").toLowerCase().includes(name));
        const answer = await send(used.server.origin + path, {
          method,
          headers: { origin: ORIGIN, ...(method === "POST" ? FORM_TYPE : {}) },
          body: method === "POST" ? "x=1" : undefined,
        });
        assert.equal(answer.headers.get("access-control-allow-origin"), "*", "errors can be read as well");
        assert.equal(answer.headers.get("access-control-allow-credentials"), null);
      }
    });
  }

  it("the refusals before the endpoint can be read too, and the challenge", async () => {
    const big = await send(used.server.origin + ENDPOINT.token, {
      method: "POST",
      headers: { ...FORM_TYPE, origin: ORIGIN },
      body: "x".repeat(70_000),
    });
    assert.equal(big.status, 413);
    assert.equal(big.headers.get("access-control-allow-origin"), "*");
    const bare = await send(used.server.origin + ENDPOINT.userinfo, { headers: { origin: ORIGIN } });
    assert.match(bare.headers.get("access-control-expose-headers"), /WWW-Authenticate/i);
  });

  it("tokens come with it too", async () => {
    const session = await signedIn(used.server, used.server.adminUser);
    const { access_token } = await tokensFor(used.server, client, { session });
    const answer = await send(used.server.origin + ENDPOINT.userinfo, {
      headers: { origin: ORIGIN, authorization: `Bearer ${access_token}` },
    });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("access-control-allow-origin"), "*");
  });

  for (const path of CLOSED) {
    it(`${path} tells a browser nothing`, async () => {
      for (const origin of [ORIGIN, "null", used.server.origin]) {
        for (const method of ["GET", "POST", "OPTIONS", "DELETE"]) {
          const headers = { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization" };
          const answer = await send(used.server.origin + path, { method, headers, body: method === "POST" ? "" : undefined });
          assert.deepEqual(corsHeaders(answer.headers), [], `${method} ${path} from ${origin}`);
        }
      }
    });
  }

  it("the session cookie opens nothing that is open to any origin", async () => {
    const session = await signedIn(used.server, used.server.adminUser);
    const answer = await session.get(used.server.origin + ENDPOINT.userinfo);
    assert.equal(answer.status, 401);
  });
});
