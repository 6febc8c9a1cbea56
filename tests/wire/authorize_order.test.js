// security.md, "Order at the authorization endpoint".

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ENDPOINT } from "../harness/flow.js";
import {
  assertAsks,
  assertBack,
  assertPage,
  authorization,
  CALLBACK,
  FORM_TYPE,
  getAuthorize,
  postAuthorize,
  useServer,
} from "./support.js";

// Faults that alone would go back to the client, or ask, or be answered at once.
const OTHER_FAULTS = {
  nothing: {},
  "prompt=none": { prompt: "none" },
  "an unsupported response_type": { response_type: "token" },
  "no response_type": { response_type: null },
  "an unsupported response_mode": { response_mode: "fragment" },
  "response_mode=form_post": { response_mode: "form_post", prompt: "none" },
  "a foreign scope": { scope: "no:such" },
  "a malformed scope": { scope: 'a"b' },
  "no PKCE": { code_challenge: null, code_challenge_method: null },
  "contradictory prompts": { prompt: "none login" },
  "a request object": { request: "e30.e30." },
  "a request_uri": { request_uri: "http://127.0.0.1:1/" },
  "a malformed max_age": { max_age: "-1" },
  "a long state": { state: "x".repeat(4097) },
};

describe("order at the authorization endpoint", () => {
  let client, confidential, service, disabled;
  const used = useServer({}, async ({ admin }) => {
    client = await admin.createPublicClient({ redirect_uris: [CALLBACK, "https://app.example.com/a/b?q=1"] });
    confidential = await admin.createClient();
    service = await admin.createService();
    disabled = await admin.createClient();
    await admin.must("POST", `/oauth2/clients/${disabled.client_id}/disable`, {});
  });

  const IN_DOUBT = {
    "no client_id": () => ({ client_id: null }),
    "an empty client_id": () => ({ client_id: "" }),
    "an unknown client_id": () => ({ client_id: "lkc0000000000000000000000000" }),
    "a client_id in another case": () => ({ client_id: client.client_id.toUpperCase() }),
    "a disabled client": () => ({ client_id: disabled.client_id }),
    "a client without the grant": () => ({ client_id: service.client_id }),
    "no redirect_uri": () => ({ redirect_uri: null }),
    "an empty redirect_uri": () => ({ redirect_uri: "" }),
    "an unregistered redirect_uri": () => ({ redirect_uri: "https://evil.example.com/callback" }),
  };

  describe("'while either is in doubt every fault ends in a page, whatever else is wrong, also with prompt=none'", () => {
    for (const [doubt, changesOf] of Object.entries(IN_DOUBT)) {
      it(doubt, async () => {
        for (const [what, changes] of Object.entries(OTHER_FAULTS)) {
          const { parameters } = authorization(client, { ...changes, ...changesOf() });
          await assertPage(await getAuthorize(used.server, parameters), `GET with ${what}`);
          await assertPage(await postAuthorize(used.server, parameters), `POST with ${what}`);
        }
      });
    }

    for (const name of ["client_id", "redirect_uri"]) {
      it(`${name} given twice, also when both are good`, async () => {
        for (const [what, changes] of Object.entries(OTHER_FAULTS)) {
          const { parameters } = authorization(client, changes);
          const twice = [...parameters, parameters.find(([key]) => key === name)];
          await assertPage(await getAuthorize(used.server, twice), `GET with ${what}`);
          await assertPage(await postAuthorize(used.server, twice), `POST with ${what}`);
        }
      });
    }

    it("parameters that do not decode", async () => {
      const { parameters } = authorization(client);
      const good = new URLSearchParams(parameters).toString();
      for (const bad of ["x=%", "x=%zz", "x=%00", "x=%ff", "%c3%28=1", "state=%ed%a0%80"]) {
        const url = `${used.server.origin}${ENDPOINT.authorize}`;
        await assertPage(await fetch(`${url}?${good}&${bad}`, { redirect: "manual" }), `GET ${bad}`);
        const body = `${good}&${bad}`;
        await assertPage(await fetch(url, { method: "POST", headers: FORM_TYPE, body, redirect: "manual" }), `POST ${bad}`);
      }
    });

    it("a body that is not a form", async () => {
      const { parameters } = authorization(client);
      const body = JSON.stringify(Object.fromEntries(parameters));
      const url = used.server.origin + ENDPOINT.authorize;
      for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x"]) {
        const answer = await fetch(url, { method: "POST", headers: { "content-type": type }, body, redirect: "manual" });
        await assertPage(answer, type);
      }
    });
  });

  const PARAMETERS = {
    response_type: "code",
    scope: "openid",
    response_mode: "query",
    nonce: "n",
    display: "page",
    prompt: "login",
    max_age: "100",
    ui_locales: "en",
    claims_locales: "en",
    id_token_hint: "x",
    login_hint: "x",
    acr_values: "x",
    claims: "{}",
    request: "x",
    request_uri: "https://x",
    registration: "{}",
    code_challenge: "a".repeat(43),
    code_challenge_method: "S256",
  };

  describe("'a parameter given twice is a fault'", () => {
    for (const [name, value] of Object.entries(PARAMETERS)) {
      it(name, async () => {
        const once = authorization(client).parameters.filter(([key]) => key !== name);
        for (const [first, second] of [
          [value, value],
          [value, "other"],
          ["", value],
          ["", ""],
        ]) {
          const twice = [...once, [name, first], [name, second]];
          await assertBack(await getAuthorize(used.server, twice), "invalid_request", used, `${first}, ${second}`);
          await assertBack(await postAuthorize(used.server, twice), "invalid_request", used, `${first}, ${second}`);
        }
      });
    }

    it("state, which then does not go back", async () => {
      const { parameters } = authorization(client);
      const twice = [...parameters, ["state", "a state"]];
      await assertBack(await getAuthorize(used.server, twice), "invalid_request", { ...used, state: null });
    });

    it("more by POST than a GET can bring: a page, not a redirection that fails", async () => {
      const posted = (size) => {
        const { parameters } = authorization(client);
        const body = new URLSearchParams([...parameters, ["unknown", "x".repeat(size)]]);
        return fetch(used.server.origin + ENDPOINT.authorize, { method: "POST", body, redirect: "manual" });
      };
      await assertPage(await posted(20_000), "20,000 characters");
      await assertPage(await posted(60_000), "60,000 characters");
      const { parameters } = authorization(client);
      await assertAsks(await postAuthorize(used.server, [...parameters, ["unknown", "x".repeat(15_000)]]), "login", "15,000 characters");
    });

    it("one in the query and one in the body: the query does not count in a POST", async () => {
      const { parameters } = authorization(client, { client_id: null });
      const url = `${used.server.origin}${ENDPOINT.authorize}?client_id=${client.client_id}`;
      const answer = await fetch(url, { method: "POST", body: new URLSearchParams(parameters), redirect: "manual" });
      await assertPage(answer, "client_id in the query");
    });
  });

  describe("'an empty one counts as omitted'", () => {
    for (const name of Object.keys(PARAMETERS)) {
      it(name, async () => {
        const { parameters } = authorization(confidential, { [name]: "" });
        const answer = await getAuthorize(used.server, parameters);
        const required = { response_type: 1, code_challenge: 1, code_challenge_method: 1 };
        if (required[name]) await assertBack(answer, "invalid_request", used, name);
        else await assertAsks(answer, "login", name);
      });
    }

    it("state, which then does not go back", async () => {
      const { parameters } = authorization(client, { state: "", prompt: "none" });
      await assertBack(await getAuthorize(used.server, parameters), "login_required", { ...used, state: null });
    });
  });

  it("'unknown ones are ignored', however often they occur", async () => {
    const { parameters } = authorization(client);
    const more = [
      ...parameters,
      ["foo", "1"],
      ["foo", "2"],
      ["audience", "x"],
      ["Client_id", "x"],
      ["client_id ", "x"],
      ["dpop_jkt", "x"],
      ["", "x"],
    ];
    await assertAsks(await getAuthorize(used.server, more), "login");
    await assertAsks(await postAuthorize(used.server, more), "login");
  });

  describe("never match a registered URI:", () => {
    const NEAR_MISSES = {
      Case: ["HTTPS://app.example.com/callback", "https://APP.example.com/callback", "https://app.example.com/Callback"],
      "dot segments": [
        "https://app.example.com/x/../callback",
        "https://app.example.com/./callback",
        "https://app.example.com/callback/.",
        "https://app.example.com/%2e/callback",
        "https://app.example.com/callback/..",
      ],
      "percent-encodings": [
        "https://app.example.com/%63allback",
        "https://app.example.com/callback%20",
        "https://app.example.com%2fcallback",
        "https%3A//app.example.com/callback",
        "https://app.example.com/callback%3f",
        "https://app.example.com/callback%00",
      ],
      userinfo: [
        "https://user@app.example.com/callback",
        "https://user:pw@app.example.com/callback",
        "https://@app.example.com/callback",
        "https://app.example.com@evil.example.com/callback",
        "https://app.example.com:443@evil.example.com/callback",
      ],
      "matrix parameters": [
        "https://app.example.com/callback;x=1",
        "https://app.example.com/;x/callback",
        "https://app.example.com/callback;",
      ],
      "trailing slashes": [
        "https://app.example.com/callback/",
        "https://app.example.com/callback//",
        "https://app.example.com//callback",
      ],
      backslashes: [
        "https:\\\\app.example.com\\callback",
        "https://app.example.com\\callback",
        "https://evil.example.com\\@app.example.com/callback",
        "https://app.example.com/callback\\",
      ],
      "control characters": [
        "https://app.example.com/callback\n",
        "\thttps://app.example.com/callback",
        "https://app.example.com/call\rback",
        "https://app.example.com/callback ",
        " https://app.example.com/callback",
        "https://app.example.com/callback\u007f",
      ],
      homographs: [
        "https://аpp.example.com/callback",
        "https://app.example.com/сallback",
        "https://app。example。com/callback",
        "https://xn--pp-7kc.example.com/callback",
        "https://app.example.com／callback",
      ],
      "bare #": ["https://app.example.com/callback#", "https://app.example.com/callback#x", "https://app.example.com#/callback"],
      "queries and ports": [
        "https://app.example.com/callback?",
        "https://app.example.com/callback?x=1",
        "https://app.example.com:443/callback",
        "https://app.example.com./callback",
        "https://app.example.com/a/b",
        "https://app.example.com/a/b?q=1&",
        "https://app.example.com/a/b?q=%31",
      ],
      "prefixes and schemes": [
        "https://app.example.com/callback.evil",
        "https://app.example.com/callbac",
        "https://app.example.com.evil.example/callback",
        "http://app.example.com/callback",
        "//app.example.com/callback",
        "/callback",
        "callback",
        "javascript:https://app.example.com/callback",
      ],
    };
    for (const [kind, uris] of Object.entries(NEAR_MISSES)) {
      it(kind, async () => {
        for (const redirect_uri of uris) {
          for (const prompt of [null, "none"]) {
            const { parameters } = authorization(client, { redirect_uri, prompt });
            await assertPage(await getAuthorize(used.server, parameters), JSON.stringify(redirect_uri));
            await assertPage(await postAuthorize(used.server, parameters), JSON.stringify(redirect_uri));
          }
        }
      });
    }

    it("while the registered ones do, byte for byte", async () => {
      for (const redirect_uri of client.redirect_uris) {
        await assertAsks(
          await getAuthorize(used.server, authorization(client, { redirect_uri }).parameters),
          "login",
          redirect_uri,
        );
      }
    });
  });

  it("the page shows nothing that the request brought", async () => {
    const { parameters } = authorization(client, {
      redirect_uri: "https://evil.example.com/<script>alert(1)</script>",
      state: "<b>canary",
    });
    const text = await assertPage(await getAuthorize(used.server, parameters));
    assert.equal(/evil\.example|<script>alert|canary/.test(text), false);
  });
});
