// What the edit form holds, and what of it was changed.

import type { ClientChange, ClientDetails } from "~generated/schema";

export interface ClientValues {
  name: string;
  description: string;
  redirect_uris: string[];
  post_logout_redirect_uris: string[];
  scopes: string[];
  acting_user_id: string | null;
  require_pkce: boolean;
  id_token_signed_response_alg: ClientDetails["id_token_signed_response_alg"];
}

export const clientFields = [
  "name",
  "description",
  "redirect_uris",
  "post_logout_redirect_uris",
  "scopes",
  "acting_user_id",
  "require_pkce",
  "id_token_signed_response_alg",
] as const satisfies readonly (keyof ClientValues)[];

export function valuesOf(client: ClientDetails): ClientValues {
  return {
    name: client.name,
    description: client.description,
    redirect_uris: [...client.redirect_uris],
    post_logout_redirect_uris: [...client.post_logout_redirect_uris],
    scopes: [...client.scopes],
    acting_user_id: client.acting_user?.id ?? null,
    require_pkce: client.require_pkce,
    id_token_signed_response_alg: client.id_token_signed_response_alg,
  };
}

function isSame(field: keyof ClientValues, left: unknown, right: unknown): boolean {
  // The order of scopes means nothing; that of redirect URIs is kept as entered.
  const plain = (value: unknown) =>
    field === "scopes" && Array.isArray(value) ? [...value].sort() : value;
  return JSON.stringify(plain(left)) === JSON.stringify(plain(right));
}

/** Only what differs, so that what others changed meanwhile stays. */
export function changesOf(values: ClientValues, before: ClientDetails): ClientChange {
  const saved = valuesOf(before);
  return Object.fromEntries(
    clientFields
      .filter((field) => !isSame(field, values[field], saved[field]))
      .map((field) => [field, values[field]]),
  );
}
