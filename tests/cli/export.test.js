// latchkey export

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { APPLICATION, client, Fixture, file, SERVICE } from "./configuration_support.js";

describe("latchkey export", () => {
  const names = [
    "no", "Yes", "null", "~", "true", "1", "-1", "1.5", "0777", "1e3", "12:30:45", "2026-01-31", ".inf",
    "a: b", "a #b", "# a", "- a", "? a", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a`", "[a]", "{a: b}", "a, b",
    '"double"', "'single'", "back\\slash", "<b>bold</b>", "Zürich", "日本語", "🔑 key", "a:b", "ends:", " leading",
    "trailing ", "  both  ", "=", "<<",
  ];
  const descriptions = ["", "one\ntwo", "one\n\nthree\n", "\nbegins", "  indented\n    more", "tab\there", "a\n# b\n- c\n---\n", "'\"\\"];

  it("applied to an empty second server makes the same but for secrets", async () => {
    const [first, second] = [await new Fixture().start(), await new Fixture().start()];
    try {
      let index = 0;
      for (const name of names) {
        const description = descriptions[index++ % descriptions.length];
        const { status, body } = await first.server.admin.post("/oauth2/clients", {
          name,
          description,
          client_type: index % 2 ? "public" : "confidential",
          grant_types: ["authorization_code"],
          redirect_uris: ["https://app.example.com/?x=1&y=%5B2%5D", "http://localhost:*/cb"],
          scopes: ["openid", "urn:acme:orders#read", "yes"],
        });
        assert.equal(status, 201, JSON.stringify(body));
        if (index % 5 === 0) await first.server.admin.post(`/oauth2/clients/${body.client_id}/disable`);
        const role = await first.server.admin.post("/roles", { name: `${name}.`, description, permissions: ["uns:read"] });
        assert.equal(role.status, 201, JSON.stringify(role.body));
      }
      await first.server.admin.post("/oauth2/clients", {
        name: "Service",
        client_type: "confidential",
        grant_types: ["client_credentials"],
        scopes: ["pipelines:read"],
      });
      await first.server.admin.patch("/settings", { brand_name: 'No: "1" #', session_idle_lifetime_seconds: 301 });
      const exported = await first.cli.must(["export"]);
      await second.apply(exported, ["--prune", "--yes"]);
      assert.equal(await second.cli.must(["export"]), exported);
      assert.deepEqual(await second.cli.json(["export"]), await first.cli.json(["export"]));
      assert.equal(await second.apply(exported, ["--prune"]), "No changes\n");
      assert.equal(await first.apply(exported), "No changes\n");
    } finally {
      await Promise.all([first.stop(), second.stop()]);
    }
  });

  it("reads in YAML as people write it", async () => {
    const all = await new Fixture().start();
    try {
      await all.apply(file(client("ERP sync", SERVICE, "    client_id: erp-sync\n    description: |-\n      one\n      two\n")));
      assert.match(
        await all.cli.must(["export"]),
        /^clients:\n {2}- client_id: erp-sync\n {4}name: ERP sync\n {4}client_type: confidential\n {4}grant_types:\n {6}- client_credentials\n {4}description: \|-\n {6}one\n {6}two\n/m,
      );
    } finally {
      await all.stop();
    }
  });

  it("is as large as it must be, and so may a file be", async () => {
    const all = await new Fixture().start();
    try {
      const many = Array.from({ length: 2000 }, (_, index) =>
        client(`Application ${index}`, APPLICATION, `    description: ${"x".repeat(200)}\n`),
      );
      assert.match(await all.apply(file(...many)), /^Applied: 2000 created/m);
      const exported = await all.cli.must(["export"]);
      assert.ok(exported.length > 64 * 1024 * 8);
      assert.equal(await all.apply(exported), "No changes\n");
    } finally {
      await all.stop();
    }
  });
});
