// The snippets of a client's page, pasted and run: each gets tokens from the server that it names.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { promisify } from "node:util";
import { authorize, pkce } from "../harness/flow.js";
import { PROJECT, startProcess, temporaryFolder } from "../harness/server.js";
import { startConsole } from "./support.js";

const run = promisify(execFile);
const claims = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));

describe("snippets", () => {
  let app, server, open, page;
  const clients = {};

  before(async () => {
    app = await startConsole();
    ({ server, open } = app);
    const code = { redirect_uris: ["http://localhost:*/callback"], scopes: ["openid", "email"] };
    clients.confidential = await server.admin.createClient({ name: "Portal", ...code });
    clients.public = await server.admin.createPublicClient({ name: "Dashboard", ...code });
    clients.service = await server.admin.createService({ name: "ERP", scopes: ["pipelines:read", "uns:publish"] });
    page = await open("/");
  });
  after(() => app.stop());

  /** What is shown for the client, with the secret put where the page says. */
  async function snippet({ client_id, client_secret }, language) {
    await page.goto(`${server.origin}/console/settings/clients/${client_id}`);
    await page.getByRole("tab", { name: language, exact: true }).click();
    const text = await page.getByRole("tabpanel").locator("code").textContent();
    if (client_secret === undefined) {
      assert.doesNotMatch(text, /YOUR_CLIENT_SECRET/);
      return text;
    }
    await page.getByText("Put the client secret in the place of YOUR_CLIENT_SECRET").waitFor();
    assert.match(text, /YOUR_CLIENT_SECRET/);
    return text.replaceAll("YOUR_CLIENT_SECRET", client_secret);
  }

  /**
   * Runs a program that says where to sign in and then asks with `prompt`. It gets `typed` first, and
   * then what `answer` makes of the address at which the user arrived; resolves with what it printed.
   */
  async function signInWith(command, args, { typed = "", prompt, answer }) {
    const program = startProcess(command, args, { stdio: "pipe", env: { PATH: process.env.PATH } });
    program.stdin.write(typed);
    await program.waitFor(prompt);
    const [address] = await program.waitFor(new RegExp(`${server.issuer}/api/v1/oauth2/authorize\\?\\S+`));
    const arrived = await authorize(address, { user: server.adminUser });
    assert.equal(arrived.origin + arrived.pathname, "http://localhost:3000/callback");
    program.stdin.end(`${answer(arrived)}\n`);
    const { code } = await program.ended;
    assert.equal(code, 0, program.log());
    return program.log();
  }

  function assertServiceToken(token) {
    const { sub, client_id, scope } = claims(token);
    assert.deepEqual({ sub, client_id, scope }, {
      sub: server.admin.me.id,
      client_id: clients.service.client_id,
      scope: "pipelines:read uns:publish",
    });
  }

  function assertUserToken(token, client) {
    const { sub, client_id, scope } = claims(token);
    assert.deepEqual({ sub, client_id, scope }, {
      sub: server.admin.me.id,
      client_id: client.client_id,
      scope: "openid email",
    });
  }

  function inFolder(name, text) {
    const folder = temporaryFolder("latchkey-snippet-");
    symlinkSync(path.join(PROJECT, "tests/node_modules"), path.join(folder, "node_modules"));
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  }

  for (const kind of ["confidential", "public"]) {
    it(`curl signs a user in to a ${kind} client, typed into a shell line by line`, async () => {
      const output = await signInWith("bash", [], {
        // Commands and answers come by the same input, as in a terminal without bracketed paste.
        typed: await snippet(clients[kind], "curl"),
        prompt: /code: $/,
        answer: (arrived) => arrived.searchParams.get("code"),
      });
      assertUserToken(JSON.parse(output.slice(output.indexOf("{"))).access_token, clients[kind]);
    });

    it(`openid-client signs a user in to a ${kind} client`, async () => {
      const file = inFolder("snippet.mjs", await snippet(clients[kind], "Node (openid-client)"));
      const { startSignIn, finishSignIn } = await import(file);
      const started = await startSignIn();
      const arrived = await authorize(started.address.href, { user: server.adminUser });
      const tokens = await finishSignIn(arrived.href, started);
      assertUserToken(tokens.access_token, clients[kind]);
      assert.equal(tokens.claims().sub, server.admin.me.id);
    });

    it(`Authlib signs a user in to a ${kind} client`, async () => {
      const file = inFolder("snippet.py", await snippet(clients[kind], "Python (Authlib)"));
      const output = await signInWith("/usr/bin/python3", ["-uB", file], {
        prompt: /Arrived at: $/,
        answer: (arrived) => arrived.href,
      });
      assertUserToken(output.split("Arrived at: ")[1].trim(), clients[kind]);
    });

    it(`C++ redeems a code of a ${kind} client`, async () => {
      const file = inFolder("token.cpp", await snippet(clients[kind], "C++ (libcurl)"));
      const program = file.replace(".cpp", "");
      await run("c++", ["-std=c++17", "-Wall", "-Werror", file, "-o", program, "-lcurl"]);
      const { verifier, challenge } = pkce();
      const query = new URLSearchParams({
        response_type: "code",
        client_id: clients[kind].client_id,
        redirect_uri: "http://localhost:3000/callback",
        code_challenge_method: "S256",
        code_challenge: challenge,
        scope: "openid email",
      });
      const arrived = await authorize(`${server.issuer}/api/v1/oauth2/authorize?${query}`, { user: server.adminUser });
      const { stdout } = await run(program, [arrived.searchParams.get("code"), verifier]);
      assertUserToken(JSON.parse(stdout).access_token, clients[kind]);
    });
  }

  it("curl gets a token for a service", async () => {
    const { stdout } = await run("sh", ["-c", await snippet(clients.service, "curl")]);
    assertServiceToken(JSON.parse(stdout).access_token);
  });

  it("openid-client gets a token for a service", async () => {
    const file = inFolder("snippet.mjs", await snippet(clients.service, "Node (openid-client)"));
    const { stdout } = await run(process.execPath, [file]);
    assertServiceToken(stdout.trim());
  });

  it("Authlib gets a token for a service", async () => {
    const file = inFolder("snippet.py", await snippet(clients.service, "Python (Authlib)"));
    const { stdout } = await run("/usr/bin/python3", ["-B", file]);
    assertServiceToken(stdout.trim());
  });

  it("C++ gets a token for a service", async () => {
    const file = inFolder("token.cpp", await snippet(clients.service, "C++ (libcurl)"));
    const program = file.replace(".cpp", "");
    await run("c++", ["-std=c++17", "-Wall", "-Werror", file, "-o", program, "-lcurl"]);
    const { stdout } = await run(program);
    assertServiceToken(JSON.parse(stdout).access_token);
  });
});
