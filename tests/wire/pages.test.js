// security.md, "Pages".

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "node-html-parser";
import { authorizeUrl, ENDPOINT } from "../harness/flow.js";
import { readForm, Session } from "../harness/http.js";
import { authorization, CALLBACK, fill, FORM_TYPE, openForm, signedIn, useServer } from "./support.js";

describe("pages", () => {
  let client, user;
  const used = useServer({}, async ({ admin }) => {
    client = await admin.createClient({
      scopes: ["openid", "profile", "email", "pipelines:read", "acme.custom"],
      description: "Shows the plant",
    });
    user = await admin.createUser();
  });

  const asking = (changes = {}) => authorizeUrl(used.server, authorization(client, { prompt: "consent", ...changes }).parameters);
  const at = (path) => used.server.origin + path;

  // Each page by the request that shows it.
  const PAGES = {
    "sign-in": async () => (await new Session().follow(asking())).answer,
    "sign-in after a wrong password": async () => {
      const session = new Session();
      const { form } = await openForm(session, asking(), "password");
      return (await session.submit(form, { email: user.email, password: "wrong" })).answer;
    },
    "sign-in without a request": () => new Session().get(at("/login")),
    consent: async () => (await (await signedIn(used.server, user)).follow(asking())).answer,
    "the logout question": async () => (await signedIn(used.server, user)).get(at("/logout")),
    "the logout question at the endpoint": async () => (await signedIn(used.server, user)).get(at(ENDPOINT.logout)),
    "signed out": () => new Session().get(at("/logout")),
    account: async () => (await signedIn(used.server, user)).get(at("/account")),
    error: () => new Session().get(at("/error")),
    "authorization error": () => new Session().get(asking({ client_id: "unknown" })),
    "form post": () => new Session().get(asking({ prompt: "none", response_mode: "form_post" })),
    "not found": () => new Session().get(at("/nothing/here")),
    "wrong method": () => new Session().fetch(at("/login"), { method: "DELETE" }),
    "forged form": () => new Session().post(at("/login"), { email: "a@b.c", password: "x" }),
  };

  const directives = (policy) =>
    new Map(
      policy
        .split(";")
        .map((one) => one.trim().split(/\s+/))
        .map(([name, ...values]) => [name, values]),
    );

  for (const [name, show] of Object.entries(PAGES)) {
    it(`${name}: 'CSP without inline script, frame-ancestors 'none', X-Content-Type-Options, Referrer-Policy, no third-party content, no-store'`, async () => {
      const answer = await show();
      const html = await answer.text();
      assert.match(answer.headers.get("content-type"), /^text\/html; charset=utf-8$/i);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
      assert.equal(answer.headers.get("referrer-policy"), "no-referrer");
      assert.equal(answer.headers.get("cache-control"), "no-store");
      assert.equal(answer.headers.get("access-control-allow-origin"), null);
      const policy = directives(answer.headers.get("content-security-policy"));
      assert.deepEqual(policy.get("frame-ancestors"), ["'none'"]);
      assert.deepEqual(policy.get("default-src"), ["'none'"]);
      assert.deepEqual(policy.get("base-uri"), ["'none'"]);
      assert.ok(policy.has("form-action"));
      for (const [directive, sources] of policy) {
        if (directive === "form-action") continue;
        for (const source of sources) assert.ok(["'none'", "'self'"].includes(source), `${directive} ${source}`);
      }
      const page = parse(html);
      for (const script of page.querySelectorAll("script")) assert.equal(script.textContent.trim(), "", "inline script");
      assert.equal(page.querySelectorAll("style").length, 0);
      for (const element of page.querySelectorAll("*")) {
        for (const [attribute, value] of Object.entries(element.attributes)) {
          assert.doesNotMatch(attribute, /^on|^style$/i, element.outerHTML);
          if (["src", "href", "action", "srcset", "data", "poster"].includes(attribute)) {
            const target = new URL(value, used.server.origin);
            const isFormPost = name === "form post" && target.href.startsWith(CALLBACK);
            assert.ok(target.origin === used.server.origin || isFormPost, `${attribute}=${value}`);
          }
        }
      }
    });
  }

  it("what the pages refer to is there, and is of the kind that it says", async () => {
    const seen = new Set();
    for (const show of Object.values(PAGES)) {
      const page = parse(await (await show()).text());
      for (const element of page.querySelectorAll("link[href], script[src], img[src]"))
        seen.add(element.getAttribute("href") ?? element.getAttribute("src"));
    }
    assert.ok(seen.size > 0);
    for (const reference of seen) {
      const answer = await fetch(new URL(reference, used.server.origin));
      assert.equal(answer.status, 200, reference);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
      assert.match(
        answer.headers.get("content-type"),
        /^(text\/css|text\/javascript|image\/svg\+xml|image\/png|image\/x-icon)\b/,
      );
      assert.equal(/https?:\/\/(?!www\.w3\.org\/)/.test(await answer.text()), false, `${reference} refers elsewhere`);
    }
  });

  describe("'Every POST carries a CSRF token bound to the session; a cross-site login POST is 403'", () => {
    const forms = {
      login: async () => {
        const session = new Session();
        return {
          session,
          ...(await openForm(session, asking(), "password")),
          filled: { email: user.email, password: user.password },
        };
      },
      consent: async () => {
        const session = await signedIn(used.server, user);
        return { session, ...(await openForm(session, asking(), "decision")), filled: { decision: "allow" } };
      },
      logout: async () => {
        const session = await signedIn(used.server, user);
        return { session, ...(await openForm(session, at("/logout"), "csrf")), filled: {} };
      },
    };

    async function post({ session, form, filled }, changes = {}, headers = {}) {
      const fields = new URLSearchParams(form.fields);
      for (const [name, value] of Object.entries({ ...filled, ...changes })) {
        fields.delete(name);
        if (value !== null) fields.append(name, value);
      }
      return session.fetch(form.action, { method: "POST", body: fields, headers: { origin: used.server.origin, ...headers } });
    }

    for (const [name, open] of Object.entries(forms)) {
      it(`${name}: without a token, with a made-up one and with another session's it is 403`, async () => {
        const theirs = await open();
        const token = theirs.form.fields.find(([field]) => field === "csrf")[1];
        for (const csrf of [null, "", "x", token.slice(0, -1), `${token}A`, token.toLowerCase()]) {
          const mine = await open();
          const answer = await post(mine, { csrf });
          assert.equal(answer.status, 403, `${csrf}`);
          assert.equal(
            answer.headers.getSetCookie().some((line) => /latchkey_session=.+;/.test(line)),
            false,
          );
        }
        const mine = await open();
        assert.equal((await post(mine, { csrf: token })).status, 403, "another session's");
        assert.ok([200, 303].includes((await post(mine)).status), "its own");
      });

      it(`${name}: from another site it is 403, whatever it carries`, async () => {
        for (const headers of [
          { origin: "https://evil.example.com" },
          { "sec-fetch-site": "cross-site" },
          { origin: "null", "sec-fetch-site": "cross-site" },
          { origin: "null", "sec-fetch-site": "same-site" },
          { origin: "https://evil.example.com", "sec-fetch-site": "same-origin" },
          { origin: `${used.server.origin}.evil.example.com` },
        ]) {
          const mine = await open();
          assert.equal((await post(mine, {}, headers)).status, 403, JSON.stringify(headers));
        }
      });

      it(`${name}: from a browser without Sec-Fetch-Site, which sends "Origin: null" for want of a referrer, the token decides`, async () => {
        const headers = { origin: "null" };
        assert.ok([200, 303].includes((await post(await open(), {}, headers)).status), "its own");
        assert.equal((await post(await open(), { csrf: null }, headers)).status, 403, "another site's");
        const mine = await open();
        const crossSite = await fetch(mine.form.action, { method: "POST", headers, body: new URLSearchParams(mine.form.fields) });
        assert.deepEqual(crossSite.headers.getSetCookie(), [], "without the SameSite cookies");
        assert.equal(crossSite.headers.get("location"), null);
      });

      it(`${name}: as another content type it is refused`, async () => {
        const { session, form, filled } = await open();
        const body = JSON.stringify({ ...Object.fromEntries(form.fields), ...filled });
        for (const type of ["application/json", "text/plain", "multipart/form-data; boundary=x"]) {
          const answer = await session.fetch(form.action, { method: "POST", body, headers: { "content-type": type } });
          assert.equal(answer.status, 415, type);
        }
      });
    }

    it("the token of one page is no token of another session's cookie, nor is the session's for sign-in", async () => {
      const mine = await forms.login();
      const session = await signedIn(used.server, user);
      assert.equal((await post(mine, { csrf: session.csrfToken })).status, 403);
      const consent = await forms.consent();
      const login = mine.form.fields.find(([field]) => field === "csrf")[1];
      assert.equal((await post(consent, { csrf: login })).status, 403);
    });

    it("a sign-in at the REST API from another site is 403", async () => {
      for (const headers of [{ origin: "https://evil.example.com" }, { "sec-fetch-site": "cross-site" }, { origin: "null" }]) {
        const answer = await fetch(at("/api/v1/auth/login"), {
          method: "POST",
          headers: { "content-type": "application/json", ...headers },
          body: JSON.stringify({ email: user.email, password: user.password }),
        });
        assert.equal(answer.status, 403, JSON.stringify(headers));
        assert.deepEqual(answer.headers.getSetCookie(), []);
      }
    });
  });

  it("'After a credential POST: 303, never 307'", async () => {
    const session = new Session();
    const { form } = await openForm(session, asking(), "password");
    const login = await session.post(form.action, fill(form, { email: user.email, password: user.password }));
    assert.equal(login.status, 303);
    const step = await session.follow(new URL(login.headers.get("location"), at("/")).href);
    const consent = readForm(await step.answer.text(), step.url, "decision");
    const answer = await session.post(consent.action, fill(consent, { decision: "allow" }));
    assert.equal(answer.status, 303);
    const back = await session.get(new URL(answer.headers.get("location"), at("/")).href);
    assert.equal(back.status, 303);
    assert.ok(back.headers.get("location").startsWith(CALLBACK));
    const posted = await session.post(at(ENDPOINT.authorize), authorization(client).parameters);
    assert.equal(posted.status, 303);
  });

  describe("'Return targets are local paths as a browser understands them (//, /\\, tabs, schemes are refused)'", () => {
    const BAD = [
      "//evil.example.com",
      "/\\evil.example.com",
      "\\\\evil.example.com",
      "\\/evil.example.com",
      "https://evil.example.com/",
      "http:evil.example.com",
      "javascript:alert(1)",
      "data:text/html,x",
      "/\t/evil.example.com",
      "\t//evil.example.com",
      "/\n/evil.example.com",
      " //evil.example.com",
      "evil.example.com",
      "///evil.example.com",
      "/%09/evil.example.com\t",
      "",
      "@evil.example.com",
      "/é",
    ];

    async function afterSignIn(return_to, session = new Session()) {
      const { form } = await openForm(session, at("/login"), "password");
      return session.post(form.action, fill(form, { email: user.email, password: user.password, return_to }));
    }

    it("in the form", async () => {
      for (const return_to of BAD) {
        const answer = await afterSignIn(return_to);
        assert.equal(answer.status, 303, JSON.stringify(return_to));
        const location = new URL(answer.headers.get("location"), at("/"));
        assert.equal(location.origin, used.server.origin, JSON.stringify(return_to));
        assert.equal(location.pathname, "/", JSON.stringify(return_to));
      }
    });

    it("in the page's address, signed in or not", async () => {
      const session = await signedIn(used.server, user);
      for (const return_to of BAD) {
        const address = at(`/login?${new URLSearchParams({ return_to })}`);
        const answer = await session.get(address);
        assert.equal(answer.status, 303, JSON.stringify(return_to));
        assert.equal(new URL(answer.headers.get("location"), at("/")).href, at("/"), JSON.stringify(return_to));
        const html = await (await new Session().get(address)).text();
        assert.equal(html.includes("evil.example.com"), false, JSON.stringify(return_to));
      }
    });

    it("while a local path is followed", async () => {
      for (const return_to of ["/account", "/console/", "/account?x=1&y=%2F%2Fevil.example.com"]) {
        assert.equal((await afterSignIn(return_to)).headers.get("location"), return_to);
      }
    });
  });

  it("names, descriptions and what was typed are data, never HTML", async () => {
    const name = `<img src=x onerror=alert(1)>"'&{{brand}}`;
    const evil = await used.server.admin.createClient({ name, description: "<script>alert(2)</script>" });
    const typed = `"><script>alert(3)</script>@example.com`;
    const session = new Session();
    const login = await openForm(
      session,
      authorizeUrl(used.server, authorization(evil, { prompt: "consent", login_hint: typed }).parameters),
      "password",
    );
    const failed = await session.submit(login.form, { email: typed, password: "x" });
    const html = [login.html, await failed.answer.text()];
    const consent = await openForm(
      await signedIn(used.server, user),
      authorizeUrl(used.server, authorization(evil, { prompt: "consent" }).parameters),
      "decision",
    );
    html.push(consent.html);
    for (const one of html) assert.equal(/<img src=x|<script>alert/.test(one), false);
    assert.ok(parse(consent.html).textContent.includes("Shows") === false);
    assert.ok(consent.html.includes("&lt;script&gt;alert(2)"));
    assert.ok(consent.html.includes("{{brand}}") || consent.html.includes("&#123;"), "a template in a name is not expanded");
  });

  it("a form of more than 64 kB is 413, and a chunk of binary is 400", async () => {
    const session = new Session();
    const { form } = await openForm(session, asking(), "password");
    const big = await session.fetch(form.action, { method: "POST", headers: FORM_TYPE, body: `x=${"y".repeat(65536)}` });
    assert.equal(big.status, 413);
    const binary = await session.fetch(form.action, {
      method: "POST",
      headers: FORM_TYPE,
      body: Buffer.from([0x61, 0x3d, 0xff, 0xfe, 0x00]),
    });
    assert.equal(binary.status, 400);
  });
});
