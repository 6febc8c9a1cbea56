// Authlib (Debian's python3-authlib, run with the system's Python): authlib_client.py, step by step.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { startProcess, startServer } from "../harness/server.js";

describe("authlib", () => {
  let server, user, answers;

  before(async () => {
    server = await startServer();
    user = await server.admin.createUser();
    const client = await server.admin.createClient();
    const service = await server.admin.createService();
    const script = startProcess("/usr/bin/python3", [
      "-B",
      path.join(import.meta.dirname, "authlib_client.py"),
      JSON.stringify({ issuer: server.issuer, client, service, user }),
    ], { env: { PATH: process.env.PATH } });
    const { code } = await script.ended;
    assert.equal(code, 0, script.log());
    answers = JSON.parse(script.log().split("\n").at(-2));
  });

  after(async () => assert.equal((await server.stop()).code, 0));

  it("runs the code flow with PKCE, userinfo, refresh, introspection and revocation", () => {
    assert.deepEqual(answers.code, {
      scope: "openid profile email",
      sub: user.id,
      email: user.email,
      rotated: true,
      active: true,
      revoked: 200,
    });
  });

  for (const method of ["basic", "post"]) {
    it(`gets a token by client credentials with client_secret_${method}`, () => {
      assert.deepEqual(answers[method], { scope: "pipelines:read", type: "Bearer", refresh: null });
    });
  }
});
