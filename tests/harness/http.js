// HTTP as a browser without JavaScript does it: a cookie jar, redirects followed by hand, forms filled by name.

import { parse } from "node-html-parser";

/** One visitor with cookies of their own. Redirects are never followed by themselves. */
export class Session {
  #cookies = new Map();

  constructor(headers = {}) {
    this.headers = headers;
  }

  /** @returns {Promise<Response & {url: string}>} the answer to this one request. */
  async fetch(url, { headers = {}, ...options } = {}) {
    const sent = new Headers({ ...this.headers, ...headers });
    const cookies = this.cookieHeader(url);
    if (cookies && !sent.has("cookie")) sent.set("cookie", cookies);
    const answer = await fetch(url, { redirect: "manual", ...options, headers: sent });
    for (const line of answer.headers.getSetCookie()) this.#keep(url, line);
    return answer;
  }

  get(url, options = {}) {
    return this.fetch(url, options);
  }

  /** Posts `fields` (an object, pairs or URLSearchParams) as a form. */
  post(url, fields, options = {}) {
    return this.fetch(url, { method: "POST", body: new URLSearchParams(fields), ...options });
  }

  /**
   * Follows redirects that stay on `url`'s origin.
   * @returns {Promise<{answer: Response, url: string, location: string|null}>} the last answer, its
   * address, and where it points when that is another origin.
   */
  async follow(url, options = {}) {
    const origin = new URL(url).origin;
    let at = url;
    let answer = await this.fetch(at, options);
    for (let hops = 0; hops < 20; hops += 1) {
      const location = answer.headers.get("location");
      if (location === null) return { answer, url: at, location: null };
      const next = new URL(location, at);
      if (next.origin !== origin) return { answer, url: at, location: next.href };
      await answer.arrayBuffer();
      at = next.href;
      answer = await this.fetch(at);
    }
    throw new Error(`more than 20 redirects from ${url}`);
  }

  /** Submits a form that readForm() gave, with `changes` to its fields; follows as follow() does. */
  submit(form, changes = {}) {
    const fields = [...form.fields.filter(([name]) => !(name in changes)), ...pairs(changes)];
    return this.follow(form.action, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { origin: new URL(form.action).origin },
    });
  }

  cookie(name) {
    return this.#cookies.get(name)?.value;
  }

  setCookie(name, value, path = "/") {
    this.#cookies.set(name, { value, path });
  }

  get cookieNames() {
    return [...this.#cookies.keys()];
  }

  cookieHeader(url) {
    const { pathname } = new URL(url);
    return [...this.#cookies]
      .filter(([, { path }]) => pathname === path || pathname.startsWith(path.replace(/\/?$/, "/")))
      .map(([name, { value }]) => `${name}=${value}`)
      .join("; ");
  }

  #keep(url, line) {
    const [pair, ...rest] = line.split(";").map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf("="));
    const attributes = new Map(
      rest.map((part) => part.split("=")).map(([key, value = ""]) => [key.toLowerCase(), value]),
    );
    const ended =
      Number(attributes.get("max-age") ?? 1) <= 0 ||
      (attributes.has("expires") && new Date(attributes.get("expires")) <= new Date());
    if (ended) this.#cookies.delete(name);
    else {
      const path = attributes.get("path") ?? new URL("./", url).pathname;
      this.#cookies.set(name, { value: pair.slice(name.length + 1), path });
    }
  }
}

function pairs(fields) {
  return Object.entries(fields).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((one) => [name, one]) : value == null ? [] : [[name, value]],
  );
}

/**
 * The form of a page that has the field `having` (or its first form): where it goes, and the
 * fields as a browser would send them untouched, without any submit button.
 * @returns {{action: string, method: string, fields: [string, string][], element: object}}
 */
export function readForm(html, pageUrl, having) {
  const forms = parse(html).querySelectorAll("form");
  const form = having ? forms.find((one) => one.querySelector(`[name="${having}"]`)) : forms[0];
  if (!form) throw new Error(`no form${having ? ` with ${having}` : ""} in: ${html.slice(0, 2000)}`);
  const fields = [];
  for (const input of form.querySelectorAll("input, textarea, select")) {
    const name = input.getAttribute("name");
    const type = (input.getAttribute("type") ?? "text").toLowerCase();
    if (!name || input.hasAttribute("disabled") || ["submit", "button", "image", "reset"].includes(type)) continue;
    if (["checkbox", "radio"].includes(type) && !input.hasAttribute("checked")) continue;
    fields.push([name, input.getAttribute("value") ?? (type === "checkbox" ? "on" : "")]);
  }
  const action = new URL(form.getAttribute("action") || pageUrl, pageUrl).href;
  return { action, method: (form.getAttribute("method") ?? "get").toUpperCase(), fields, element: form };
}

/** The page's visible words, for tests of what the user is told. */
export function textOf(html) {
  const page = parse(html);
  for (const hidden of page.querySelectorAll("style, script")) hidden.remove();
  return page.textContent.replace(/\s+/g, " ").trim();
}

export function basic(clientId, clientSecret) {
  const encode = (text) => new URLSearchParams({ x: text }).toString().slice(2);
  return `Basic ${Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString("base64")}`;
}
