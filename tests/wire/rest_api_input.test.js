// Bodies and queries that the REST API must refuse: security.md, "Transport", and the "Bad input".

import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { asAdmin, assertProblem, JSON_TYPE, send, useServer } from "./support.js";

describe("REST API input", () => {
  let admin, api, client, user;
  const used = useServer({}, async (server) => {
    ({ admin } = server);
    api = `${server.origin}/api/v1`;
    client = await admin.createClient();
    user = await admin.createUser();
  });

  const raw = (...call) => asAdmin(used.server, ...call);

  const newClient = (fields = {}) => ({
    name: "New",
    client_type: "confidential",
    grant_types: ["authorization_code"],
    redirect_uris: ["https://app.example.com/cb"],
    scopes: ["openid"],
    ...fields,
  });
  const totals = async () =>
    Promise.all(["/oauth2/clients", "/users", "/roles"].map(async (path) => (await admin.must("GET", path)).total));

  describe("'JSON nesting, duplicate keys, lone surrogates and NULs are 400', as is a body that is not UTF-8", () => {
    const BODIES = {
      nothing: "",
      "no object": "[]",
      "a text": '"x"',
      null: "null",
      "two values": "{} {}",
      "a comment": "{/**/}",
      "a trailing comma": '{"name":"x",}',
      "a single quote": "{'name':'x'}",
      nesting: `{"name":${"[".repeat(100)}${"]".repeat(100)}}`,
      "deep nesting": "[".repeat(30_000),
      "nested objects": '{"a":'.repeat(5000),
      "a duplicate key": '{"name":"a","name":"b"}',
      "an escaped duplicate key": '{"name":"a","n\\u0061me":"b"}',
      "a nested duplicate": '{"name":"x","scopes":[{"a":1,"a":2}]}',
      "a lone high surrogate": '{"name":"\\ud800"}',
      "a lone low surrogate": '{"name":"\\udc00x"}',
      "surrogates swapped": '{"name":"\\udc00\\ud800"}',
      "a surrogate in a key": '{"\\ud800":1}',
      "an escaped NUL": '{"name":"a\\u0000b"}',
      "a NUL in a key": '{"na\\u0000me":"a"}',
      "a raw NUL": '{"name":"a\0b"}',
      "a raw control character": '{"name":"a\u0001b"}',
      "bytes that are not UTF-8": Buffer.from('{"name":"a\xffb"}', "latin1"),
      "an overlong form": Buffer.from('{"name":"a\xc0\x80b"}', "latin1"),
      "an encoded surrogate": Buffer.from('{"name":"\xed\xa0\x80"}', "latin1"),
      "UTF-16": Buffer.from('{"name":"x"}', "utf16le"),
      "a byte order mark": Buffer.from('\ufeff{"name":"x"}'),
      NaN: '{"name":NaN}',
      "a huge number": '{"name":1e999}',
      "a form": "name=x",
    };
    for (const [what, body] of Object.entries(BODIES)) {
      it(what, async () => {
        const before = (await admin.must("GET", `/oauth2/clients/${client.client_id}`)).name;
        assertProblem(await raw("PATCH", `/oauth2/clients/${client.client_id}`, body), 400);
        assertProblem(await raw("POST", "/oauth2/clients", body), 400);
        const login = await send(`${api}/auth/login`, { method: "POST", headers: JSON_TYPE, body });
        assertProblem(login, 400);
        assert.equal((await admin.must("GET", `/oauth2/clients/${client.client_id}`)).name, before);
      });
    }

    it("every other character is a character", async () => {
      for (const name of [
        "é☃😀",
        "a\u2028b".replace("\u2028", " "),
        "\ufffd",
        "Ω".repeat(100),
        "<>&\"'\\/",
        "日本語 アプリ",
        "נָא",
      ]) {
        const answer = await raw("PATCH", `/oauth2/clients/${client.client_id}`, JSON.stringify({ name }));
        assert.equal(answer.status, 200, answer.text);
        assert.equal((await admin.must("GET", `/oauth2/clients/${client.client_id}`)).name, name);
      }
    });
  });

  describe("bad input is '4xx as HTTP says, naming each field, and nothing changed'", () => {
    const BAD_CLIENTS = {
      "a name of 101 characters (characters, not bytes)": [{ name: "é".repeat(101) }, "name"],
      "no name": [{ name: "" }, "name"],
      "a blank name": [{ name: " \u00a0\u2003" }, "name"],
      "a name that nobody can see": [{ name: "\u200d\u200b\ufeff\u2060\u00ad\u3164" }, "name"],
      "a name that is no text": [{ name: 1 }, "name"],
      "a description of 501": [{ description: "😀".repeat(501) }, "description"],
      "no redirect URI with authorization_code": [{ redirect_uris: [] }, "redirect_uris"],
      "a public client with client_credentials": [
        { client_type: "public", grant_types: ["client_credentials"], redirect_uris: [] },
        "grant_types",
      ],
      "no grant type": [{ grant_types: [] }, "grant_types"],
      "an unknown grant type": [{ grant_types: ["implicit"] }, "grant_types"],
      "an unknown acting user": [
        { grant_types: ["client_credentials"], redirect_uris: [], acting_user_id: "usr_unknown" },
        "acting_user_id",
      ],
      "a scope with a quote": [{ scopes: ['a"b'] }, "scopes"],
      "a scope with a space": [{ scopes: ["a b"] }, "scopes"],
      "an empty scope": [{ scopes: [""] }, "scopes"],
      "scopes that are no list": [{ scopes: "openid" }, "scopes"],
      "an unknown client type": [{ client_type: "hybrid" }, "client_type"],
      "a redirect URI of http": [{ redirect_uris: ["http://app.example.com/cb"] }, "redirect_uris"],
      "a redirect URI with a fragment": [{ redirect_uris: ["https://app.example.com/cb#x"] }, "redirect_uris"],
      "a redirect URI with a wildcard": [{ redirect_uris: ["https://*.example.com/cb"] }, "redirect_uris"],
      "a wildcard port of another host": [{ redirect_uris: ["https://app.example.com:*/cb"] }, "redirect_uris"],
      "a redirect URI of javascript": [{ client_type: "public", redirect_uris: ["javascript:alert(1)"] }, "redirect_uris"],
      "a redirect URI with userinfo": [{ redirect_uris: ["https://a:b@app.example.com/cb"] }, "redirect_uris"],
      "a private-use scheme of a confidential client": [{ redirect_uris: ["com.example.app:/cb"] }, "redirect_uris"],
      "PKCE switched off for a public client": [{ client_type: "public", require_pkce: false }, "require_pkce"],
      "an unknown algorithm": [{ id_token_signed_response_alg: "none" }, "id_token_signed_response_alg"],
    };
    for (const [what, [fields, field]] of Object.entries(BAD_CLIENTS)) {
      it(what, async () => {
        const before = await totals();
        assertProblem(await raw("POST", "/oauth2/clients", JSON.stringify(newClient(fields))), 400, [field]);
        assert.deepEqual(await totals(), before);
      });
    }

    it("several faults at once are all named", async () => {
      const answer = await raw(
        "POST",
        "/oauth2/clients",
        JSON.stringify({ ...newClient({ name: "", grant_types: [], scopes: ["a b"] }), extra: 1 }),
      );
      assertProblem(answer, 400, ["name", "grant_types", "scopes", "extra"]);
    });

    it("100 characters of name and 500 of description are fine, whatever their bytes", async () => {
      const made = await raw(
        "POST",
        "/oauth2/clients",
        JSON.stringify(newClient({ name: "😀".repeat(100), description: "é".repeat(500) })),
      );
      assert.equal(made.status, 201, made.text);
    });

    it("lists: page 0, an unknown sort key and what else is no query", async () => {
      for (const query of [
        "page=0",
        "page=-1",
        "page=x",
        "page_size=0",
        "page_size=201",
        "sort=secret",
        "sort=name&sort=name",
        "order=up",
        "status=deleted",
        "nonsense=1",
        "q=%ff",
        "page=99999999999999999999",
      ]) {
        const answer = await raw("GET", `/oauth2/clients?${query}`);
        assertProblem(answer, 400);
      }
      for (const query of ["actor=x&outcome=maybe", "from=yesterday", "to=2026-13-01T00:00:00Z", "order=asc"])
        assertProblem(await raw("GET", `/audit?${query}`), 400);
    });

    it("users: a bad address, a short password, an unknown role, an address taken", async () => {
      const good = {
        email: "fresh@example.com",
        first_name: "F",
        last_name: "R",
        password: "a long enough passphrase",
        role_ids: [],
      };
      const before = await totals();
      for (const [fields, field] of [
        [{ email: "x" }, "email"],
        [{ email: "a b@example.com" }, "email"],
        [{ password: "short" }, "password"],
        [{ password: "é".repeat(600) }, "password"],
        [{ role_ids: ["rol_unknown"] }, "role_ids"],
        [{ first_name: "x".repeat(101) }, "first_name"],
        [{ last_name: "a\nb" }, "last_name"],
      ]) {
        assertProblem(await raw("POST", "/users", JSON.stringify({ ...good, ...fields })), 400, [field]);
      }
      assertProblem(await raw("POST", "/users", JSON.stringify({ ...good, email: user.email.toUpperCase() })), 409);
      assert.deepEqual(await totals(), before);
    });

    it("ids that are none are 404 for every verb, and touch nothing", async () => {
      const { rawRequest } = await import("../harness/raw.js");
      await admin.signIn();
      for (const path of ["/oauth2/clients/", "/users/", "/roles/"]) {
        for (const id of ["unknown", "..%2f..%2f", "%00", "'%20OR%201=1", "x".repeat(500), "%ff"]) {
          for (const method of ["GET", "PATCH", "DELETE"]) {
            const answer = await rawRequest(
              used.server.port,
              `${method} /api/v1${path}${id} HTTP/1.1\r\nHost: x\r\nCookie: ${admin.session.cookieHeader(api)}\r\nX-CSRF-Token: ${admin.csrfToken}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
            );
            assert.equal(answer.status, 404, `${method} ${path}${id}: ${answer.text.slice(0, 200)}`);
          }
        }
      }
    });

    it("search and sort texts are data, never SQL", async () => {
      const before = await totals();
      for (const q of ["'", "%", "l_c", "'; DROP TABLE clients; --", '"', "\\", "a' OR '1'='1"]) {
        const { total } = await admin.must("GET", `/oauth2/clients?${new URLSearchParams({ q })}`);
        assert.equal(total, 0, q);
      }
      assert.deepEqual(await totals(), before);
    });
  });
});
