// openid-client (npm) as a confidential web application, with Chromium as its user's browser.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import * as oidc from "openid-client";
import { startApp } from "../harness/app.js";
import { launchBrowser, passThrough } from "../harness/browser.js";
import { startServer } from "../harness/server.js";

const SCOPE = "openid profile email";

describe("openid-client", () => {
  let server, app, browser, redirect_uri, registered, user, config, tokens, context;

  const discover = (client, authentication) =>
    oidc.discovery(new URL(server.issuer), client.client_id, undefined, authentication, {
      execute: [oidc.allowInsecureRequests],
    });

  async function signInWithBrowser(configuration, parameters = {}) {
    const pkceCodeVerifier = oidc.randomPKCECodeVerifier();
    const expectedState = oidc.randomState();
    const expectedNonce = oidc.randomNonce();
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri,
      scope: SCOPE,
      code_challenge: await oidc.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: "S256",
      state: expectedState,
      nonce: expectedNonce,
      ...parameters,
    });
    const page = await context.newPage();
    await page.goto(url.href);
    const reached = await passThrough(page, redirect_uri, user);
    await page.close();
    const checks = { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true };
    return { reached: new URL(reached), checks };
  }

  before(async () => {
    server = await startServer();
    app = await startApp({ "/callback": "<!doctype html><title>Signed in</title>", "/bye": "Bye" });
    redirect_uri = `${app.origin}/callback`;
    registered = await server.admin.createClient({
      redirect_uris: [redirect_uri],
      post_logout_redirect_uris: [`${app.origin}/bye`],
    });
    user = await server.admin.createUser({ first_name: "Grace", last_name: "Hopper" });
    browser = await launchBrowser();
    context = await browser.newContext();
  });

  after(async () => {
    await browser?.close();
    await app?.close();
    assert.equal((await server.stop()).code, 0);
  });

  it("discovers the server by its issuer", async () => {
    config = await discover(registered, oidc.ClientSecretBasic(registered.client_secret));
    const metadata = config.serverMetadata();
    assert.equal(metadata.issuer, server.issuer);
    assert.equal(metadata.token_endpoint, `${server.issuer}/api/v1/oauth2/token`);
    assert.ok(metadata.supportsPKCE());
    assert.equal(metadata.authorization_response_iss_parameter_supported, true);
  });

  it("discovers the server by RFC 8414 too", async () => {
    const found = await oidc.discovery(new URL(server.issuer), registered.client_id, undefined, oidc.None(), {
      algorithm: "oauth2",
      execute: [oidc.allowInsecureRequests],
    });
    assert.equal(found.serverMetadata().issuer, server.issuer);
  });

  it("signs a user in: code, PKCE, state, nonce, iss", async () => {
    const { reached, checks } = await signInWithBrowser(config);
    assert.equal(reached.searchParams.get("iss"), server.issuer);
    tokens = await oidc.authorizationCodeGrant(config, reached, checks);
    assert.equal(tokens.token_type, "bearer");
    assert.equal(tokens.scope, SCOPE);
    assert.equal(tokens.claims().sub, user.id);
    assert.equal(tokens.claims().aud, registered.client_id);
    assert.ok(tokens.refresh_token);
  });

  it("refuses an answer to another nonce", async () => {
    const { reached, checks } = await signInWithBrowser(config);
    await assert.rejects(
      oidc.authorizationCodeGrant(config, reached, { ...checks, expectedNonce: "another" }),
      (error) => /"nonce"/.test(error.cause.message),
    );
  });

  it("authenticates by client_secret_post as well", async () => {
    const posting = await discover(registered, oidc.ClientSecretPost(registered.client_secret));
    const { reached, checks } = await signInWithBrowser(posting);
    const answer = await oidc.authorizationCodeGrant(posting, reached, checks);
    assert.equal(answer.claims().sub, user.id);
  });

  it("verifies max_age and auth_time", async () => {
    const { reached, checks } = await signInWithBrowser(config, { max_age: "10000" });
    const answer = await oidc.authorizationCodeGrant(config, reached, { ...checks, maxAge: 10000 });
    assert.equal(typeof answer.claims().auth_time, "number");
  });

  it("reads the user's claims from userinfo", async () => {
    const claims = await oidc.fetchUserInfo(config, tokens.access_token, user.id);
    assert.equal(claims.email, user.email);
    assert.equal(claims.name, "Grace Hopper");
    assert.equal(claims.given_name, "Grace");
    assert.equal(claims.family_name, "Hopper");
  });

  it("refreshes", async () => {
    const answer = await oidc.refreshTokenGrant(config, tokens.refresh_token);
    assert.notEqual(answer.refresh_token, tokens.refresh_token);
    assert.equal(answer.scope, SCOPE);
    tokens = { ...answer, id_token: answer.id_token ?? tokens.id_token };
  });

  it("introspects", async () => {
    const answer = await oidc.tokenIntrospection(config, tokens.access_token);
    assert.equal(answer.active, true);
    assert.equal(answer.client_id, registered.client_id);
    assert.equal(answer.sub, user.id);
    assert.equal(answer.scope, SCOPE);
  });

  it("revokes", async () => {
    await oidc.tokenRevocation(config, tokens.access_token);
    assert.deepEqual(await oidc.tokenIntrospection(config, tokens.access_token), { active: false });
    await oidc.tokenRevocation(config, tokens.refresh_token);
    await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token), { error: "invalid_grant" });
  });

  it("signs the user out and comes back", async () => {
    const url = oidc.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: `${app.origin}/bye`,
      state: "bye-state",
    });
    const page = await context.newPage();
    await page.goto(url.href);
    assert.equal(page.url(), `${app.origin}/bye?state=bye-state`);
    const { reached } = await signInWithBrowser(config, { prompt: "login" });
    assert.ok(reached.searchParams.get("code"));
    await page.close();
  });

  it("learns why a user did not come back with a code", async () => {
    const fresh = await browser.newContext();
    const page = await fresh.newPage();
    const state = oidc.randomState();
    const url = oidc.buildAuthorizationUrl(config, { redirect_uri, scope: SCOPE, state, prompt: "none",
      code_challenge: await oidc.calculatePKCECodeChallenge(oidc.randomPKCECodeVerifier()),
      code_challenge_method: "S256" });
    await page.goto(url.href);
    await assert.rejects(
      oidc.authorizationCodeGrant(config, new URL(page.url()), { expectedState: state }),
      { error: "login_required" },
    );
    await fresh.close();
  });

  it("gets a token of its own by client credentials", async () => {
    const service = await server.admin.createService({ scopes: ["pipelines:read", "models:read"] });
    const serviceConfig = await discover(service, oidc.ClientSecretBasic(service.client_secret));
    const answer = await oidc.clientCredentialsGrant(serviceConfig, { scope: "pipelines:read" });
    assert.equal(answer.scope, "pipelines:read");
    assert.equal(answer.refresh_token, undefined);
    const state = await oidc.tokenIntrospection(serviceConfig, answer.access_token);
    assert.equal(state.active, true);
    assert.equal(state.sub, server.admin.me.id);
  });
});
