// oauth4webapi (npm) as a public client: every check that its documentation asks for, RFC 9068 included.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import * as oauth from "oauth4webapi";
import { startApp } from "../harness/app.js";
import { launchBrowser, passThrough } from "../harness/browser.js";
import { startServer } from "../harness/server.js";

const INSECURE = { [oauth.allowInsecureRequests]: true };
const SCOPE = "openid email pipelines:read";

describe("oauth4webapi", () => {
  let server, app, browser, as, user, registered, redirect_uri, client, tokens;

  before(async () => {
    server = await startServer();
    app = await startApp({ "/callback": "<!doctype html><title>Signed in</title>" });
    redirect_uri = `${app.origin}/callback`;
    registered = await server.admin.createPublicClient({
      redirect_uris: [redirect_uri],
      scopes: SCOPE.split(" "),
    });
    client = { client_id: registered.client_id };
    user = await server.admin.createUser({ roles: ["Engineer"] });
    browser = await launchBrowser();
  });

  after(async () => {
    await browser?.close();
    await app?.close();
    assert.equal((await server.stop()).code, 0);
  });

  it("processes both discovery documents", async () => {
    const issuer = new URL(server.issuer);
    for (const algorithm of ["oauth2", "oidc"]) {
      const response = await oauth.discoveryRequest(issuer, { algorithm, ...INSECURE });
      as = await oauth.processDiscoveryResponse(issuer, response);
    }
    assert.deepEqual(as.code_challenge_methods_supported, ["S256"]);
    assert.deepEqual(as.response_types_supported, ["code"]);
  });

  it("signs a user in: code, PKCE, state, nonce", async () => {
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const nonce = oauth.generateRandomNonce();
    const url = new URL(as.authorization_endpoint);
    url.search = new URLSearchParams({
      client_id: client.client_id,
      redirect_uri,
      response_type: "code",
      scope: SCOPE,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      state,
      nonce,
    });
    const page = await browser.newPage();
    await page.goto(url.href);
    const reached = new URL(await passThrough(page, redirect_uri, user));
    await page.close();

    const parameters = oauth.validateAuthResponse(as, client, reached, state);
    const response = await oauth.authorizationCodeGrantRequest(
      as, client, oauth.None(), parameters, redirect_uri, verifier, INSECURE);
    tokens = await oauth.processAuthorizationCodeResponse(as, client, response, {
      expectedNonce: nonce,
      requireIdToken: true,
    });
    await oauth.validateApplicationLevelSignature(as, response, INSECURE);
    const claims = oauth.getValidatedIdTokenClaims(tokens);
    assert.equal(claims.sub, user.id);
    assert.equal(claims.iss, server.issuer);
  });

  it("validates the access token as a resource server does (RFC 9068)", async () => {
    const { aud } = JSON.parse(Buffer.from(tokens.access_token.split(".")[1], "base64url"));
    const request = new Request("https://resource.example.com/", {
      headers: { authorization: `Bearer ${tokens.access_token}` },
    });
    const claims = await oauth.validateJwtAccessToken(as, request, [aud].flat()[0], INSECURE);
    assert.equal(claims.sub, user.id);
    assert.equal(claims.client_id, client.client_id);
    assert.equal(claims.scope, SCOPE);
  });

  it("reads userinfo", async () => {
    const response = await oauth.userInfoRequest(as, client, tokens.access_token, INSECURE);
    const claims = await oauth.processUserInfoResponse(as, client, user.id, response);
    assert.equal(claims.email, user.email);
    assert.equal(claims.name, undefined);
  });

  it("refreshes without a secret", async () => {
    const response = await oauth.refreshTokenGrantRequest(
      as, client, oauth.None(), tokens.refresh_token, INSECURE);
    const answer = await oauth.processRefreshTokenResponse(as, client, response);
    assert.ok(answer.refresh_token);
    assert.equal(answer.scope, SCOPE);
    tokens = answer;
  });

  it("revokes as a public client", async () => {
    const response = await oauth.revocationRequest(as, client, oauth.None(), tokens.refresh_token, INSECURE);
    assert.equal(await oauth.processRevocationResponse(response), undefined);
    const refused = await oauth.refreshTokenGrantRequest(
      as, client, oauth.None(), tokens.refresh_token, INSECURE);
    await assert.rejects(oauth.processRefreshTokenResponse(as, client, refused), { error: "invalid_grant" });
  });

  it("introspects and uses client credentials as a confidential client", async () => {
    const registeredService = await server.admin.createService();
    const service = { client_id: registeredService.client_id };
    const authentication = oauth.ClientSecretBasic(registeredService.client_secret);
    const response = await oauth.clientCredentialsGrantRequest(
      as, service, authentication, new URLSearchParams({ scope: "pipelines:read" }), INSECURE);
    const answer = await oauth.processClientCredentialsResponse(as, service, response);
    const introspection = await oauth.introspectionRequest(
      as, service, authentication, answer.access_token, INSECURE);
    const state = await oauth.processIntrospectionResponse(as, service, introspection);
    assert.equal(state.active, true);
    assert.equal(state.scope, "pipelines:read");
  });

  it("is told about a wrong secret by a challenge", async () => {
    const registeredService = await server.admin.createService();
    const service = { client_id: registeredService.client_id };
    const response = await oauth.clientCredentialsGrantRequest(
      as, service, oauth.ClientSecretBasic("lks_wrong"), new URLSearchParams(), INSECURE);
    await assert.rejects(
      oauth.processClientCredentialsResponse(as, service, response),
      (error) => error instanceof oauth.WWWAuthenticateChallengeError && error.status === 401,
    );
  });
});
