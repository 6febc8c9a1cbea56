// The user's document (reference/oauth2-clients.md), sentence by sentence as far as it shows on the
// wire, with the product's name as configured: what a client is. The tests' names quote it.

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { authorizeUrl } from "../harness/flow.js";
import { textOf } from "../harness/http.js";
import {
  assertProblem,
  authorization,
  codeFor,
  openForm,
  refresh,
  serviceToken,
  signedIn,
  tokenForm,
  tokensFor,
  useServer,
} from "./support.js";

describe("OAuth2 Clients", () => {
  let admin;
  const used = useServer({}, async (server) => {
    ({ admin } = server);
    return { viewer: await admin.createUser() };
  });

  const find = (id) => admin.must("GET", `/oauth2/clients/${id}`);
  const list = async (parameters = {}) =>
    (await admin.must("GET", `/oauth2/clients?${new URLSearchParams({ page_size: 200, ...parameters })}`)).items;

  describe("Client List", () => {
    let client;
    before(async () => {
      client = await admin.createClient({
        name: "Zebra Dashboard",
        description: "Plant number nine",
        scopes: ["openid", "profile", "email"],
      });
    });

    it("'The client list shows all registered OAuth2 applications in your organization.'", async () => {
      assert.ok((await list()).some(({ client_id }) => client_id === client.client_id));
    });

    it("'Application, Client ID, Grant Types, Scopes, Status, Created By, Updated By'", async () => {
      const shown = (await list()).find(({ client_id }) => client_id === client.client_id);
      assert.equal(shown.name, "Zebra Dashboard");
      assert.equal(shown.description, "Plant number nine");
      assert.equal(shown.client_type, "confidential");
      assert.deepEqual(shown.grant_types, ["authorization_code", "refresh_token"]);
      assert.deepEqual(shown.scopes, ["openid", "profile", "email"]);
      assert.equal(shown.status, "active");
      for (const by of [shown.created_by, shown.updated_by]) assert.deepEqual([by.id, typeof by.name], [admin.me.id, "string"]);
      for (const time of [shown.created_at, shown.updated_at]) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
    });

    it("'Updated By: The user who last modified the client, with a timestamp.'", async () => {
      const other = await admin.createUser({ roles: ["System Administrator"] });
      const session = await signedIn(used.server, other);
      const answer = await session.fetch(`${used.server.origin}/api/v1/oauth2/clients/${client.client_id}`, {
        method: "PATCH",
        headers: { "content-type": "application/json", "x-csrf-token": session.csrfToken },
        body: '{"description":"Plant number ten"}',
      });
      assert.equal(answer.status, 200);
      const shown = await find(client.client_id);
      assert.equal(shown.updated_by.id, other.id);
      assert.equal(shown.created_by.id, admin.me.id);
      assert.ok(shown.updated_at > shown.created_at);
    });

    it("'filter by status (All, Active, Disabled) or search by name, client ID, or description'", async () => {
      const off = await admin.createClient({ name: "Switched off" });
      await admin.must("POST", `/oauth2/clients/${off.client_id}/disable`, {});
      const ids = async (parameters) => (await list(parameters)).map(({ client_id }) => client_id);
      assert.ok((await ids({})).includes(off.client_id) && (await ids({})).includes(client.client_id));
      assert.ok(!(await ids({ status: "active" })).includes(off.client_id));
      assert.deepEqual(await ids({ status: "disabled" }), [off.client_id]);
      for (const q of ["zebra", "ZEBRA dash", client.client_id, client.client_id.slice(3, 12), "number ten"])
        assert.deepEqual(await ids({ q }), [client.client_id], q);
      assert.deepEqual(await ids({ q: "no such thing" }), []);
    });

    it("'Sort by name, created date, or updated date.'", async () => {
      await admin.createClient({ name: "aardvark" });
      for (const sort of ["name", "created_at", "updated_at"]) {
        const up = (await list({ sort, order: "asc" })).map((one) => one[sort]);
        const down = (await list({ sort, order: "desc" })).map((one) => one[sort]);
        const key = (one) => one.toLowerCase();
        assert.deepEqual(up.map(key), up.map(key).sort());
        assert.deepEqual(down.map(key), down.map(key).sort().reverse());
      }
    });
  });

  describe("Registering a New Client", () => {
    it("'Display name for the client (1–100 characters). Shown on the user consent screen.'", async () => {
      const name = `Consent ${"Ω".repeat(92)}`;
      const client = await admin.createClient({ name, description: "What it is for" });
      const session = await signedIn(used.server, used.viewer);
      const { html } = await openForm(session, authorizeUrl(used.server, authorization(client).parameters), "decision");
      assert.ok(textOf(html).includes(name));
      assert.ok(textOf(html).includes("What it is for"));
    });

    it("'Optional note about the application's purpose (max 500 characters).'", async () => {
      const client = await admin.createClient({ description: "d".repeat(500) });
      assert.equal((await find(client.client_id)).description.length, 500);
      assert.equal((await admin.createClient({ description: undefined })).description, "");
      assertProblem(
        await admin.post("/oauth2/clients", {
          name: "x",
          client_type: "public",
          grant_types: ["authorization_code"],
          redirect_uris: ["https://x.example/"],
          scopes: [],
          description: "d".repeat(501),
        }),
        400,
        ["description"],
      );
    });

    it("'Confidential Client: Secret Issued Yes; Public Client: No'", async () => {
      assert.match((await admin.createClient()).client_secret, /^lks_[A-Za-z0-9_-]{43}$/);
      const open = await admin.createPublicClient();
      assert.equal(open.client_secret, undefined);
      assert.equal((await admin.post(`/oauth2/clients/${open.client_id}/secrets`)).status, 409);
    });

    it("'Authentication relies on PKCE instead of a client secret.'", async () => {
      const open = await admin.createPublicClient();
      const { form } = await codeFor(used.server, open, { user: used.viewer });
      assert.equal((await tokenForm(used.server, open, { ...form, code_verifier: "x".repeat(43) })).body.error, "invalid_grant");
      assert.equal((await tokenForm(used.server, open, form)).status, 200);
    });

    it("'Authorization Code: Requires redirect URIs.' 'Redirect URIs: Required when the Authorization Code grant is selected.'", async () => {
      for (const client_type of ["confidential", "public"]) {
        assertProblem(
          await admin.post("/oauth2/clients", {
            name: "x",
            client_type,
            grant_types: ["authorization_code"],
            redirect_uris: [],
            scopes: [],
          }),
          400,
          ["redirect_uris"],
        );
      }
      await admin.createService();
    });

    it("'Client Credentials: Confidential Yes, Public No'", async () => {
      assertProblem(
        await admin.post("/oauth2/clients", {
          name: "x",
          client_type: "public",
          grant_types: ["client_credentials"],
          redirect_uris: [],
          scopes: [],
        }),
        400,
        ["grant_types"],
      );
      assert.ok((await serviceToken(used.server, await admin.createService())).access_token);
    });

    it("'Refresh Token: Confidential Yes (auto-included with Authorization Code), Public Optional'", async () => {
      assert.deepEqual((await admin.createClient({ grant_types: ["authorization_code"] })).grant_types, [
        "authorization_code",
        "refresh_token",
      ]);
      assert.deepEqual((await admin.createPublicClient({ grant_types: ["authorization_code"] })).grant_types, [
        "authorization_code",
      ]);
      assert.deepEqual((await admin.createPublicClient()).grant_types, ["authorization_code", "refresh_token"]);
    });

    it("'Refresh Token: Allows the application to obtain new access tokens without re-prompting the user.'", async () => {
      const open = await admin.createPublicClient();
      const first = await tokensFor(used.server, open, { user: used.viewer });
      assert.equal((await refresh(used.server, open, first.refresh_token)).status, 200);
    });

    it("'response types: code'", async () => {
      assert.deepEqual((await admin.createClient()).response_types, ["code"]);
    });
  });
});
