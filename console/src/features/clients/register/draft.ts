// What is entered in the form, what is wrong with it, and the request it makes.

import type { NewClient } from "~generated/schema";
import { type ClientType, redirectUriFault } from "../fields/redirect_uri";
import { descriptionFault, nameFault } from "../fields/words";

export interface Draft {
  name: string;
  description: string;
  /** Null until it is chosen: it is fixed later, so nothing is preset. */
  clientType: ClientType | null;
  hasCode: boolean;
  hasCredentials: boolean;
  hasRefresh: boolean;
  actingUserId: string | null;
  redirectUris: readonly string[];
  postLogoutUris: readonly string[];
  requirePkce: boolean;
  algorithm: "RS256" | "ES256";
  scopes: readonly string[];
  /** What stands in inputs whose Add has not been pressed. */
  typedRedirectUri: string;
  typedPostLogoutUri: string;
  typedScope: string;
}

export const emptyDraft: Draft = {
  name: "",
  description: "",
  clientType: null,
  hasCode: false,
  hasCredentials: false,
  hasRefresh: false,
  actingUserId: null,
  redirectUris: [],
  postLogoutUris: [],
  requirePkce: true,
  algorithm: "RS256",
  scopes: [],
  typedRedirectUri: "",
  typedPostLogoutUri: "",
  typedScope: "",
};

export const draftFields = [
  "name",
  "description",
  "client_type",
  "grant_types",
  "acting_user_id",
  "redirect_uris",
  "post_logout_redirect_uris",
  "scopes",
] as const;
export type DraftField = (typeof draftFields)[number];

export type DraftFault = "empty" | "too_long" | "control" | "required" | "not_added" | "invalid";

/** What is sent for a confidential client with Authorization Code includes refreshing. */
export function refreshes({ clientType, hasCode, hasRefresh }: Draft): boolean {
  return hasCode && (clientType === "confidential" || hasRefresh);
}

export function hasCredentials(draft: Draft): boolean {
  return draft.clientType === "confidential" && draft.hasCredentials;
}

export function isUntouched(draft: Draft): boolean {
  return JSON.stringify(draft) === JSON.stringify(emptyDraft);
}

export function faultsOf(draft: Draft): Partial<Record<DraftField, DraftFault>> {
  const { clientType } = draft;
  const faults: Partial<Record<DraftField, DraftFault | null>> = {
    name: nameFault(draft.name),
    description: descriptionFault(draft.description),
    client_type: clientType ? null : "required",
    grant_types: draft.hasCode || hasCredentials(draft) ? null : "required",
    redirect_uris: draft.hasCode
      ? (uriFault(draft.redirectUris, draft.typedRedirectUri, clientType) ??
        (draft.redirectUris.length === 0 ? "required" : null))
      : null,
    post_logout_redirect_uris: draft.hasCode
      ? uriFault(draft.postLogoutUris, draft.typedPostLogoutUri, clientType)
      : null,
    scopes: draft.typedScope.trim() ? "not_added" : null,
  };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== null));
}

function uriFault(
  uris: readonly string[],
  typed: string,
  clientType: ClientType | null,
): DraftFault | null {
  if (typed.trim()) return "not_added";
  return uris.some((uri) => redirectUriFault(uri, clientType ?? "public")) ? "invalid" : null;
}

export function requestOf(draft: Draft): NewClient {
  const usesCode = draft.hasCode;
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    client_type: draft.clientType ?? "confidential",
    grant_types: [
      ...(usesCode ? (["authorization_code"] as const) : []),
      ...(hasCredentials(draft) ? (["client_credentials"] as const) : []),
      ...(refreshes(draft) ? (["refresh_token"] as const) : []),
    ],
    redirect_uris: usesCode ? [...draft.redirectUris] : [],
    post_logout_redirect_uris: usesCode ? [...draft.postLogoutUris] : [],
    scopes: [...draft.scopes],
    acting_user_id: hasCredentials(draft) ? draft.actingUserId : null,
    require_pkce: draft.clientType === "public" || draft.requirePkce,
    id_token_signed_response_alg: draft.algorithm,
  };
}

/** A draft as it was kept; null when it is none of this form's. */
export function readDraft(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== "object" || kept === null) return null;
    const entries = Object.entries(emptyDraft).map(([name, preset]) => {
      const value: unknown = (kept as Record<string, unknown>)[name];
      return [name, isLike(value, preset) ? value : preset];
    });
    return Object.fromEntries(entries) as Draft;
  } catch {
    return null;
  }
}

function isLike(value: unknown, preset: unknown): boolean {
  if (Array.isArray(preset))
    return Array.isArray(value) && value.every((item) => typeof item === "string");
  if (preset === null) return value === null || typeof value === "string";
  return typeof value === typeof preset;
}
