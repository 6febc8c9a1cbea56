// The pages in the visitor's language: ui_locales first, then Accept-Language, else English.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "node-html-parser";
import { authorizeUrl, ENDPOINT } from "../harness/flow.js";
import { Session, textOf } from "../harness/http.js";
import { authorization, send, signedIn, useServer } from "./support.js";

const GERMAN = { "accept-language": "de-DE,de;q=0.9,en;q=0.5" };
const ENGLISH = { "accept-language": "en-US" };

describe("the language of the pages", () => {
  let client, user;
  const used = useServer({}, async ({ admin }) => {
    client = await admin.createClient({
      name: "Anlage & Co",
      scopes: ["openid", "profile", "email", "pipelines:read", "audit:read", "acme.custom"],
    });
    user = await admin.createUser({ roles: ["Viewer"] });
  });

  const at = (path) => used.server.origin + path;
  const asking = (changes = {}) => authorizeUrl(used.server, authorization(client, { prompt: "consent", ...changes }).parameters);

  async function pageOf(answer, language) {
    const html = await answer.text();
    assert.equal(parse(html).querySelector("html").getAttribute("lang"), language, html);
    assert.equal(answer.headers.get("content-language"), language);
    assert.match(answer.headers.get("content-type"), /charset=utf-8/i);
    return textOf(html);
  }
  const open = async (url, headers, session = new Session()) => {
    const step = await session.get(url, { headers });
    const location = step.headers.get("location");
    return location ? session.get(new URL(location, url).href, { headers }) : step;
  };

  it("is English where nothing else is asked for", async () => {
    assert.match(await pageOf(await open(asking()), "en"), /Sign in to continue to Anlage & Co/);
    assert.match(await pageOf(await open(asking({ ui_locales: "fr" }), ENGLISH), "en"), /Password/);
  });

  it("follows Accept-Language on every page", async () => {
    const session = await signedIn(used.server, user);
    const pages = [
      [await open(asking(), GERMAN), /Anmelden und weiter zu Anlage & Co E-Mail Passwort/],
      [await open(asking(), GERMAN, session), /Anlage & Co bittet um Zugriff .*Ihre Identität .*Pipelines und die Ergebnisse/],
      [await open(at("/logout"), GERMAN, session), /Abmelden\? Sie sind angemeldet als/],
      [await open(at("/account"), GERMAN, session), /Ihr Konto/],
      [await open(at("/logout"), GERMAN), /Sie sind abgemeldet/],
      [await open(at("/error"), GERMAN), /Etwas hat nicht funktioniert/],
      [await open(asking({ client_id: "nobody" }), GERMAN), /Diese Anmeldung funktioniert nicht .*Kennung der Anfrage/],
      [await open(at("/login?interaction=x"), GERMAN), /Diese Anmeldung ist zu Ende/],
      [await open(asking({ prompt: "none", response_mode: "form_post" }), GERMAN), /Zurück zur Anwendung/],
      [await open(`${at(ENDPOINT.logout)}?post_logout_redirect_uri=x`, GERMAN), /Diese Abmeldung funktioniert nicht/],
    ];
    for (const [answer, words] of pages) assert.match(await pageOf(answer, "de"), words);
  });

  it("leaves names, custom scopes and the brand as they were written", async () => {
    const session = await signedIn(used.server, user);
    const words = await pageOf(await open(asking(), GERMAN, session), "de");
    assert.match(words, /acme\.custom/);
    assert.match(words, /bei Latchkey für Sie handeln/);
    assert.match(words, /Nicht verfügbar: Ihre Rollen erlauben es nicht/);
  });

  it("prefers the request's ui_locales, also on the consent screen and at sign-out", async () => {
    assert.match(await pageOf(await open(asking({ ui_locales: "fr de" }), ENGLISH), "de"), /Anmelden/);
    assert.match(await pageOf(await open(asking({ ui_locales: "en" }), GERMAN), "en"), /Sign in/);
    const session = await signedIn(used.server, user);
    assert.match(await pageOf(await open(asking({ ui_locales: "de" }), ENGLISH, session), "de"), /bittet um Zugriff/);
    assert.match(await pageOf(await open(`${at(ENDPOINT.logout)}?ui_locales=de`, ENGLISH, session), "de"), /Abmelden\?/);
    const returned = asking({ ui_locales: "de", prompt: "none", response_mode: "form_post" });
    assert.match(await pageOf(await open(returned, ENGLISH), "de"), /Zurück zur Anwendung/);
  });

  it("discovery names the languages", async () => {
    const { body } = await send(at("/.well-known/openid-configuration"));
    assert.deepEqual(body.ui_locales_supported, ["en", "de"]);
  });
});
