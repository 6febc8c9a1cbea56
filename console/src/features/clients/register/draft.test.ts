import { expect, test } from "vitest";
import { type Draft, emptyDraft, faultsOf, isUntouched, readDraft, requestOf } from "./draft";

const dashboard: Draft = {
  ...emptyDraft,
  name: " Custom Operations Dashboard ",
  clientType: "public",
  hasCode: true,
  hasRefresh: true,
  redirectUris: ["https://dashboard.example.com/callback"],
  scopes: ["openid"],
};

test("an empty form names everything that is required", () => {
  expect(faultsOf(emptyDraft)).toEqual({
    name: "empty",
    client_type: "required",
    grant_types: "required",
  });
});

test("redirect URIs are required with Authorization Code only", () => {
  expect(faultsOf({ ...dashboard, redirectUris: [] })).toEqual({ redirect_uris: "required" });
  expect(
    faultsOf({ ...dashboard, clientType: "confidential", hasCode: false, hasCredentials: true }),
  ).toEqual({});
});

test("what is typed and not added is not lost silently", () => {
  expect(faultsOf({ ...dashboard, typedRedirectUri: "https://b/cb", typedScope: "x" })).toEqual({
    redirect_uris: "not_added",
    scopes: "not_added",
  });
});

test("a URI that the client type does not allow is found", () => {
  const uris = { ...dashboard, redirectUris: ["com.example.app:/cb"] };
  expect(faultsOf(uris)).toEqual({});
  expect(faultsOf({ ...uris, clientType: "confidential" })).toEqual({ redirect_uris: "invalid" });
});

test("a public client never asks for client credentials", () => {
  const request = requestOf({ ...dashboard, hasCredentials: true, actingUserId: "usr_1" });
  expect(request.grant_types).toEqual(["authorization_code", "refresh_token"]);
  expect(request.acting_user_id).toBeNull();
  expect(request.name).toBe("Custom Operations Dashboard");
});

test("a confidential client refreshes with Authorization Code, and PKCE may be off", () => {
  const request = requestOf({
    ...dashboard,
    clientType: "confidential",
    hasRefresh: false,
    hasCredentials: true,
    actingUserId: "usr_1",
    requirePkce: false,
  });
  expect(request.grant_types).toEqual([
    "authorization_code",
    "client_credentials",
    "refresh_token",
  ]);
  expect(request.acting_user_id).toBe("usr_1");
  expect(request.require_pkce).toBe(false);
});

test("what no shown section holds is not sent", () => {
  const request = requestOf({
    ...dashboard,
    clientType: "confidential",
    hasCode: false,
    hasCredentials: true,
  });
  expect(request.redirect_uris).toEqual([]);
  expect(request.grant_types).toEqual(["client_credentials"]);
});

test("a kept draft is read back, and nonsense is not", () => {
  expect(readDraft(JSON.stringify(dashboard))).toEqual(dashboard);
  expect(readDraft("nonsense")).toBeNull();
  expect(readDraft(null)).toBeNull();
  expect(readDraft('{"name":7,"redirectUris":[1]}')).toEqual(emptyDraft);
  expect(isUntouched(emptyDraft)).toBe(true);
  expect(isUntouched(dashboard)).toBe(false);
});
