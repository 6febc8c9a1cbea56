import { expect, test } from "vitest";
import type { ClientDetails } from "~generated/schema";
import { changesOf, valuesOf } from "./changes";

const client: ClientDetails = {
  client_id: "lkc_1",
  name: "Dashboard",
  description: "",
  client_type: "confidential",
  grant_types: ["authorization_code", "refresh_token"],
  response_types: ["code"],
  redirect_uris: ["https://a.example/", "https://b.example/"],
  post_logout_redirect_uris: [],
  scopes: ["openid", "email"],
  require_pkce: true,
  id_token_signed_response_alg: "RS256",
  acting_user: null,
  status: "active",
  created_by: { id: "usr_1", name: "Ada" },
  created_at: "2026-01-01T00:00:00Z",
  updated_by: { id: "usr_1", name: "Ada" },
  updated_at: "2026-01-01T00:00:00Z",
  last_used_at: null,
  secrets: [],
};

test("an untouched form changes nothing", () => {
  expect(changesOf(valuesOf(client), client)).toEqual({});
});

test("only what differs is sent", () => {
  const values = { ...valuesOf(client), name: "Board", require_pkce: false };
  expect(changesOf(values, client)).toEqual({ name: "Board", require_pkce: false });
});

test("another order of scopes is no change, one of redirect URIs is", () => {
  const values = valuesOf(client);
  expect(changesOf({ ...values, scopes: ["email", "openid"] }, client)).toEqual({});
  const uris = ["https://b.example/", "https://a.example/"];
  expect(changesOf({ ...values, redirect_uris: uris }, client)).toEqual({ redirect_uris: uris });
});

test("an acting user is set, changed and left to the default", () => {
  const acting: ClientDetails = {
    ...client,
    acting_user: { id: "usr_2", name: "Grace", status: "active" },
  };
  expect(changesOf({ ...valuesOf(acting), acting_user_id: "usr_3" }, acting)).toEqual({
    acting_user_id: "usr_3",
  });
  expect(changesOf({ ...valuesOf(acting), acting_user_id: null }, acting)).toEqual({
    acting_user_id: null,
  });
});
