// The kinds of events, by what they are about.

import type { Event } from "~generated/schema";

export const actionGroups = {
  sign_in: [
    "sign_in.succeeded",
    "sign_in.failed",
    "sign_out",
    "session.ended",
    "session.others_ended",
    "password.changed",
    "password.confirmation_failed",
  ],
  token: [
    "token.issued",
    "token.refused",
    "token.revoked",
    "token.code_reused",
    "token.refresh_reused",
    "introspection.refused",
    "revocation.refused",
  ],
  api: ["api.called", "api.refused"],
  consent: [
    "authorization.granted",
    "authorization.refused",
    "consent.granted",
    "consent.withdrawn",
  ],
  client: [
    "client.created",
    "client.updated",
    "client.enabled",
    "client.disabled",
    "client.deleted",
    "client.secret_added",
    "client.secret_removed",
  ],
  user: [
    "user.created",
    "user.updated",
    "user.enabled",
    "user.disabled",
    "user.deleted",
    "user.password_reset",
    "user.session_ended",
    "user.sessions_ended",
  ],
  role: ["role.created", "role.updated", "role.deleted"],
  settings: ["settings.updated", "permissions.replaced", "log_level.changed"],
  key: [
    "signing_key.published",
    "signing_key.rotated",
    "signing_key.removed",
    "sealing_key.changed",
  ],
  audit: ["audit.archived", "backup.taken"],
} as const;

export type ActionGroup = keyof typeof actionGroups;
export type KnownAction = (typeof actionGroups)[ActionGroup][number];

/** Groups whose events share a prefix, which can be asked for as a whole. */
export const prefixes = {
  "sign_in.*": "sign_in",
  "token.*": "token",
  "api.*": "api",
  "client.*": "client",
  "user.*": "user",
  "role.*": "role",
  "signing_key.*": "key",
} as const satisfies Record<string, ActionGroup>;
export type Prefix = keyof typeof prefixes;

type Done = Pick<Event, "actor" | "client" | "action">;

/**
 * The client that did it as the user. Granting and refusing happen at the server's own pages: there
 * the user acts, and the client is what it is about.
 */
export function actingClient({ actor, client, action }: Done): Event["client"] {
  const isUsersOwn = action.startsWith("authorization.") || action.startsWith("consent.");
  return actor && !isUsersOwn ? client : null;
}
