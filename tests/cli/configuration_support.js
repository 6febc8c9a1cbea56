// Configuration files for tests, and a server to apply them to.

import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { tokenRequest } from "../harness/flow.js";
import { ADMIN, startServer, temporaryFolder } from "../harness/server.js";
import { Cli } from "./support.js";

export const SERVICE = `
    client_type: confidential
    grant_types: [client_credentials]
    scopes: [pipelines:read]
    acting_user: ${ADMIN.email}`;
export const APPLICATION = `
    client_type: public
    grant_types: [authorization_code]
    redirect_uris: [https://app.example.com/cb]`;

/** A client of a file, by name, with more keys. */
export const client = (name, keys, more = "") => `  - name: ${name}${keys}\n${more}`;
export const file = (...clients) => `version: 1\nclients:\n${clients.join("")}`;

export class Fixture {
  async start() {
    this.server = await startServer();
    this.cli = new Cli(this.server);
    this.folder = temporaryFolder();
    return this;
  }
  stop() {
    return this.server.stop();
  }
  /** Writes a file into the folder; resolves to its path. */
  write(text, name = "clients.yaml", mode = 0o600) {
    const target = path.join(this.folder, name);
    writeFileSync(target, text);
    chmodSync(target, mode);
    return target;
  }
  apply(text, more = [], options) {
    return this.cli.must(["apply", "-f", this.write(text), ...more], options);
  }
  /** What must not be applied: what it says; the store is as before. */
  async refused(text, code = 1, more = [], options) {
    const before = await this.cli.must(["export"]);
    const events = await this.lastEvent();
    const said = await this.cli.fails(["apply", "-f", this.write(text), ...more], code, options);
    assert.equal(await this.cli.must(["export"]), before);
    assert.equal(await this.lastEvent(), events);
    return said;
  }
  async lastEvent() {
    return (await this.server.admin.get("/audit?page_size=1")).body.items[0].id;
  }
  async clientNamed(name) {
    const { body } = await this.server.admin.get(`/oauth2/clients?q=${encodeURIComponent(name)}`);
    return body.items.find((found) => found.name === name);
  }
  async tokenStatus(client_id, client_secret) {
    const answer = await tokenRequest(
      this.server,
      { client_id, client_secret },
      { grant_type: "client_credentials" },
    );
    return answer.status;
  }
}
