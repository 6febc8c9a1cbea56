// The browser's part of the code flow without a browser: sign-in and consent by their HTML forms.

import { createHash, randomBytes } from "node:crypto";
import { basic, readForm, Session } from "./http.js";

export const ENDPOINT = {
  authorize: "/api/v1/oauth2/authorize",
  token: "/api/v1/oauth2/token",
  introspect: "/api/v1/oauth2/introspect",
  revoke: "/api/v1/oauth2/revoke",
  userinfo: "/api/v1/oauth2/userinfo",
  logout: "/api/v1/oauth2/logout",
};

export function pkce() {
  const verifier = randomBytes(32).toString("base64url");
  return { verifier, challenge: createHash("sha256").update(verifier).digest("base64url") };
}

export function authorizeUrl(server, parameters) {
  return `${server.origin}${ENDPOINT.authorize}?${new URLSearchParams(parameters)}`;
}

/**
 * Answers whatever pages come between an authorization request and the redirect back.
 * @param {object} options
 * @param {Session} [options.session] a visitor who may be signed in already
 * @param {{email: string, password: string}} options.user
 * @param {"allow"|"deny"} [options.decision]
 * @param {string[]} [options.scopes] what stays ticked on the consent screen; all by default
 * @returns {Promise<URL>} the redirect to the client
 */
export async function authorize(url, { session = new Session(), user, decision = "allow", scopes } = {}) {
  let step = await session.follow(url);
  for (let pages = 0; pages < 4; pages += 1) {
    if (step.location) return new URL(step.location);
    const html = await step.answer.text();
    if (/name="?password/.test(html)) {
      if (!user) throw new Error("asked to sign in");
      const form = readForm(html, step.url, "password");
      step = await session.submit(form, { email: user.email, password: user.password });
    } else if (/name="?decision/.test(html)) {
      const form = readForm(html, step.url, "decision");
      step = await session.submit(form, { decision, ...(scopes ? { scope: scopes } : {}) });
    } else {
      throw new Error(`${step.url} answered ${step.answer.status}: ${html.slice(0, 3000)}`);
    }
  }
  throw new Error(`no redirect to the client; stopped at ${step.url}`);
}

/** POSTs to the token endpoint; resolves with {status, body, headers}. */
export async function tokenRequest(server, client, parameters) {
  const headers = {};
  const form = new URLSearchParams(parameters);
  if (client.client_secret) headers.authorization = basic(client.client_id, client.client_secret);
  else form.set("client_id", client.client_id);
  const answer = await fetch(server.origin + ENDPOINT.token, { method: "POST", headers, body: form });
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
}

/**
 * The whole code flow with PKCE.
 * @returns {Promise<{tokens: object, code: string, verifier: string, redirect: URL, redirect_uri: string}>}
 */
export async function codeFlow(server, client, { session, user, scopes, ...parameters } = {}) {
  const { verifier, challenge } = pkce();
  const redirect_uri = parameters.redirect_uri ?? client.redirect_uris[0];
  const redirect = await authorize(
    authorizeUrl(server, {
      response_type: "code",
      client_id: client.client_id,
      redirect_uri,
      state: randomBytes(8).toString("hex"),
      code_challenge: challenge,
      code_challenge_method: "S256",
      ...parameters,
    }),
    { session, user: user ?? server.adminUser, scopes },
  );
  const code = redirect.searchParams.get("code");
  if (!code) throw new Error(`no code: ${redirect}`);
  const { status, body } = await tokenRequest(server, client, {
    grant_type: "authorization_code",
    code,
    redirect_uri,
    code_verifier: verifier,
  });
  if (status !== 200) throw new Error(`token: ${status} ${JSON.stringify(body)}`);
  return { tokens: body, code, verifier, redirect, redirect_uri };
}
