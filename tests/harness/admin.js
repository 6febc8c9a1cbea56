// The REST API as an administrator's program uses it: session cookie plus CSRF token.

import { Session } from "./http.js";

export class Admin {
  #signedIn;

  constructor(origin, user) {
    this.base = `${origin}/api/v1`;
    this.user = user;
    this.session = new Session();
  }

  /** Signs in at the first call; later calls reuse the session. */
  signIn() {
    this.#signedIn ??= (async () => {
      const answer = await this.session.fetch(`${this.base}/auth/login`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(this.user),
      });
      const body = await answer.json();
      if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${JSON.stringify(body)}`);
      this.csrfToken = body.csrf_token;
      this.me = body.user;
      return body;
    })();
    return this.#signedIn;
  }

  /** @returns {Promise<{status: number, body: any, headers: Headers}>} whatever the server answered. */
  async call(method, path, body, headers = {}) {
    await this.signIn();
    const answer = await this.session.fetch(this.base + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(method === "GET" ? {} : { "x-csrf-token": this.csrfToken }),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    const isJson = /json/.test(answer.headers.get("content-type") ?? "");
    return { status: answer.status, body: isJson && text ? JSON.parse(text) : text, headers: answer.headers };
  }

  get = (path) => this.call("GET", path);
  post = (path, body = {}) => this.call("POST", path, body);
  patch = (path, body) => this.call("PATCH", path, body);
  delete = (path) => this.call("DELETE", path);

  /** As call(), for what must succeed: resolves with the body, or throws with the whole answer. */
  async must(method, path, body) {
    const answer = await this.call(method, path, body);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  /** A confidential client with code and refresh grants, unless `fields` say otherwise. */
  createClient(fields = {}) {
    return this.must("POST", "/oauth2/clients", {
      name: "Test application",
      description: "",
      client_type: "confidential",
      grant_types: ["authorization_code"],
      redirect_uris: ["https://app.example.com/callback"],
      scopes: ["openid", "profile", "email"],
      ...fields,
    });
  }

  /** A public client for a browser or native application. */
  createPublicClient(fields = {}) {
    return this.createClient({
      client_type: "public",
      grant_types: ["authorization_code", "refresh_token"],
      ...fields,
    });
  }

  /** A client for client_credentials only. */
  createService(fields = {}) {
    return this.createClient({
      grant_types: ["client_credentials"],
      redirect_uris: [],
      scopes: ["pipelines:read"],
      ...fields,
    });
  }

  async roleId(name) {
    const { items } = await this.must("GET", "/roles?page_size=200");
    const role = items.find((one) => one.name === name);
    if (!role) throw new Error(`no role ${name}`);
    return role.id;
  }

  /** A user with the roles named; the answer has the password beside the user's fields. */
  async createUser({ roles = ["Viewer"], ...fields } = {}) {
    const user = {
      email: `user${Math.random().toString(36).slice(2)}@example.com`,
      first_name: "Grace",
      last_name: "Hopper",
      password: "a long enough passphrase",
      role_ids: await Promise.all(roles.map((name) => this.roleId(name))),
      ...fields,
    };
    return { ...(await this.must("POST", "/users", user)), password: user.password };
  }
}
