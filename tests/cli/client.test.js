// latchkey client

import assert from "node:assert/strict";
import { readFileSync, statSync, existsSync } from "node:fs";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { tokenRequest } from "../harness/flow.js";
import { ADMIN, startServer, temporaryFolder } from "../harness/server.js";
import { Cli } from "./support.js";

const SERVICE = ["--type", "confidential", "--grant", "client_credentials", "--scope", "pipelines:read"];
const APPLICATION = [
  ...["--type", "public", "--grant", "authorization_code", "--grant", "refresh_token"],
  ...["--redirect-uri", "https://app.example.com/callback", "--scope", "openid", "--scope", "profile"],
];

describe("latchkey client", () => {
  let server;
  let cli;
  before(async () => {
    server = await startServer();
    cli = new Cli(server);
  });
  after(() => server.stop());

  const createService = (name, more = []) =>
    cli.json(["client", "create", name, ...SERVICE, "--acting-user", ADMIN.email, ...more]);

  it("creates a client whose secret gets a token, and shows it once", async () => {
    const out = await cli.must(["client", "create", "ERP sync", ...SERVICE, "--acting-user", ADMIN.email]);
    const client_id = out.match(/Client id +(lkc_\w+)/)[1];
    const client_secret = out.match(/Client secret +(\S+)/)[1];
    const { status, body } = await tokenRequest(
      server,
      { client_id, client_secret },
      { grant_type: "client_credentials" },
    );
    assert.equal(status, 200, JSON.stringify(body));
    const shown = await cli.must(["client", "show", "ERP sync"]);
    assert.match(shown, /^Acting user +admin@example.com$/m);
    assert.match(shown, /^Created .* by local administrator$/m);
    assert.ok(!shown.includes(client_secret));
  });

  it("prints the API's JSON, the same that a session gets", async () => {
    const created = await createService("Exact");
    const { body } = await server.admin.get(`/oauth2/clients/${created.client_id}`);
    assert.deepEqual(await cli.json(["client", "show", created.client_id]), body);
  });

  it("writes the secret to a private file instead", async () => {
    const file = path.join(temporaryFolder(), "client.secret");
    const created = await createService("Filed", ["--secret-file", file]);
    assert.equal(created.client_secret, undefined);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const client = { client_id: created.client_id, client_secret: readFileSync(file, "utf8") };
    assert.equal((await tokenRequest(server, client, { grant_type: "client_credentials" })).status, 200);
    const again = ["client", "create", "Again", ...SERVICE, "--acting-user", ADMIN.email, "--secret-file", file];
    assert.match(await cli.fails(again, 2), /client.secret: File exists/);
  });

  it("leaves no secret file behind when the server refuses", async () => {
    const file = path.join(temporaryFolder(), "none.secret");
    await cli.fails(["client", "create", "No scopes", ...SERVICE, "--secret-file", file], 1);
    assert.equal(existsSync(file), false);
  });

  it("says field by field why a client is refused", async () => {
    const err = await cli.fails(["client", "create", "Refused", ...SERVICE, "--redirect-uri", "nonsense"], 1);
    assert.match(err, /^ {2}acting_user_id: must be given/m);
    assert.match(err, /^ {2}redirect_uris/m);
  });

  it("lists, searches, filters and limits", async () => {
    await cli.must(["client", "create", "Listed one", ...APPLICATION]);
    await cli.must(["client", "create", "Listed two", ...APPLICATION]);
    const out = await cli.must(["client", "list", "--search", "Listed"]);
    assert.match(out, /^CLIENT ID +NAME +TYPE/);
    assert.match(out, /Listed one +public +authorization_code, refresh_token +active/);
    await cli.must(["client", "disable", "Listed two"]);
    const disabled = await cli.json(["client", "list", "--status", "disabled", "--search", "Listed"]);
    assert.deepEqual(
      disabled.items.map((client) => client.name),
      ["Listed two"],
    );
    const limited = await cli.run(["client", "list", "--search", "Listed", "--limit", "1"]);
    assert.match(limited.err, /^1 of 2 clients$/m);
    const reverse = await cli.json(["client", "list", "--search", "Listed", "--sort", "name", "--descending"]);
    assert.equal(reverse.items[0].name, "Listed two");
    assert.match((await cli.run(["client", "list", "--search", "absent"])).err, /There are no clients/);
  });

  it("lists more than one page of the API", async () => {
    const names = Array.from({ length: 205 }, (_, index) => `Many ${String(index).padStart(3, "0")}`);
    for (const name of names) await server.admin.createPublicClient({ name });
    const { items, total } = await cli.json(["client", "list", "--search", "Many "]);
    assert.deepEqual(
      items.map((client) => client.name),
      names,
    );
    assert.equal(total, 205);
  });

  it("edits fields, and adds to and removes from lists", async () => {
    await cli.must(["client", "create", "Edited", ...APPLICATION]);
    const added = "https://new.example.com/callback";
    await cli.must(["client", "edit", "Edited", "--add-redirect-uri", added, "--remove-scope", "profile"]);
    const changed = await cli.json(["client", "edit", "Edited", "--description", "Changed", "--name", "Renamed"]);
    assert.deepEqual(changed.redirect_uris, ["https://app.example.com/callback", added]);
    assert.deepEqual(changed.scopes, ["openid"]);
    assert.equal(changed.description, "Changed");
    assert.equal((await cli.json(["client", "show", "Renamed"])).name, "Renamed");
    const replaced = await cli.json(["client", "edit", "Renamed", "--scope", "openid", "--scope", "email"]);
    assert.deepEqual(replaced.scopes.sort(), ["email", "openid"]);
    assert.match(
      await cli.fails(["client", "edit", "Renamed", "--remove-scope", "orders"], 1),
      /"orders" is not among the scopes/,
    );
    assert.match(await cli.fails(["client", "edit", "Renamed"], 2), /nothing to change/);
    assert.match(await cli.fails(["client", "edit", "Renamed", "--scope", "a", "--add-scope", "b"], 2), /excludes/);
  });

  it("requires PKCE of a confidential client, or not", async () => {
    const base = ["--type", "confidential", "--grant", "authorization_code", "--scope", "openid"];
    const create = ["client", "create", "Portal", ...base, "--redirect-uri", "https://p.example.com/cb"];
    assert.equal((await cli.json([...create, "--no-require-pkce"])).require_pkce, false);
    assert.equal((await cli.json(["client", "edit", "Portal", "--require-pkce"])).require_pkce, true);
    const rsa = await cli.json(["client", "edit", "Portal", "--id-token-alg", "RS256"]);
    assert.equal(rsa.id_token_signed_response_alg, "RS256");
  });

  it("enables and disables", async () => {
    await createService("Switched");
    assert.match(await cli.must(["client", "disable", "Switched"]), /Switched \(lkc_\w+\) is disabled/);
    assert.match(await cli.must(["client", "enable", "Switched"]), /is active/);
  });

  it("adds, lists and removes secrets", async () => {
    const { client_id } = await createService("Rotated");
    const added = await cli.must(["client", "secret", "add", "Rotated"]);
    const client_secret = added.match(/Client secret +(\S+)/)[1];
    const client = { client_id, client_secret };
    assert.equal((await tokenRequest(server, client, { grant_type: "client_credentials" })).status, 200);
    assert.match(await cli.fails(["client", "secret", "add", "Rotated"], 1), /two secrets already/);
    const secrets = await cli.json(["client", "secret", "list", "Rotated"]);
    assert.equal(secrets.length, 2);
    assert.match(await cli.must(["client", "secret", "list", "Rotated"]), /^SECRET ID +CREATED/);
    const [first] = secrets.map((secret) => secret.id).filter((id) => !added.includes(id));
    assert.match(await cli.fails(["client", "secret", "remove", "Rotated", first], 2), /--yes/);
    await cli.must(["client", "secret", "remove", "Rotated", first, "--yes"]);
    assert.equal((await cli.json(["client", "secret", "list", "Rotated"])).length, 1);
  });

  it("deletes only after it has asked", async () => {
    await createService("Doomed");
    const refused = await cli.fails(["client", "delete", "Doomed"], 2);
    assert.match(refused, /Delete Doomed .* 0 live grants/);
    assert.match(refused, /--yes/);
    const no = await cli.onTerminal(["client", "delete", "Doomed"], [[/\[y\/N\]/, "n"]]);
    assert.equal(no.code, 1);
    assert.match(no.screen, /nothing was changed/);
    assert.equal((await cli.run(["client", "show", "Doomed"])).code, 0);
    const yes = await cli.onTerminal(["client", "delete", "Doomed"], [[/\[y\/N\]/, "y"]]);
    assert.equal(yes.code, 0, yes.screen);
    assert.equal((await cli.run(["client", "show", "Doomed"])).code, 1);
  });

  it("names what it does not find, and what it finds twice", async () => {
    assert.match(await cli.fails(["client", "show", "Nobody here"], 1), /no client has the name "Nobody here"/);
    assert.match(await cli.fails(["client", "show", "lkc_unknown"], 1), /no client has the id lkc_unknown/);
    const ids = [await createService("Twin"), await createService("Twin")].map((client) => client.client_id);
    const err = await cli.fails(["client", "show", "Twin"], 1);
    assert.match(err, /2 clients have the name "Twin"/);
    for (const id of ids) assert.ok(err.includes(id));
    await createService("Nearly");
    assert.match(await cli.fails(["client", "show", "Near"], 1), /Similar:\n {2}Nearly/);
  });

  it("tells who it was in the audit log", async () => {
    await createService("Audited");
    const { body } = await server.admin.get("/audit?action=client.created&q=Audited");
    assert.deepEqual(body.items[0].actor, { id: "local-administrator", name: "local administrator" });
  });

  it("fits the table to the terminal", async () => {
    await cli.must(["client", "create", `Wide ${"x".repeat(90)}`, ...APPLICATION]);
    const { screen } = await cli.onTerminal(["client", "list", "--search", "Wide"], []);
    assert.match(screen, /Wide x+…/);
    assert.match(await cli.must(["client", "list", "--search", "Wide"]), /Wide x{90}/);
  });
});
