#include "db/migrations/list.hpp"

namespace latchkey::db {

const Migration initial{.number = 1, .name = "initial", .sql = R"sql(
-- Times are microseconds since 1970, booleans 0 or 1, lists and maps JSON. *_key and search hold
-- text folded to lower case, to sort and search by.

CREATE TABLE organizations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  is_default BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE settings (
  org_id TEXT PRIMARY KEY REFERENCES organizations (id),
  content TEXT NOT NULL
);

-- Secrets of the server itself, sealed.
CREATE TABLE server_secrets (
  name TEXT PRIMARY KEY,
  box TEXT NOT NULL
);

-- private_key is sealed.
CREATE TABLE signing_keys (
  kid TEXT PRIMARY KEY,
  algorithm TEXT NOT NULL,
  private_key TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  active_from BIGINT NOT NULL,
  retired_at BIGINT,
  expires_at BIGINT
);

-- Numbers that only grow, whatever is deleted.
CREATE TABLE counters (
  name TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);
INSERT INTO counters (name, value) VALUES ('client_revision', 0), ('revocation', 0);

CREATE TABLE roles (
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  description TEXT NOT NULL,
  search TEXT NOT NULL,
  is_built_in BIGINT NOT NULL,
  is_system_administrator BIGINT NOT NULL,
  permissions TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (org_id, name_key)
);

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES organizations (id),
  email TEXT NOT NULL,
  canonical_email TEXT NOT NULL UNIQUE,
  email_verified BIGINT NOT NULL,
  first_name TEXT NOT NULL,
  last_name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  search TEXT NOT NULL,
  status TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  last_sign_in_at BIGINT
);
CREATE INDEX users_by_organization ON users (org_id);

CREATE TABLE user_roles (
  user_id TEXT NOT NULL REFERENCES users (id),
  role_id TEXT NOT NULL REFERENCES roles (id),
  position BIGINT NOT NULL,
  PRIMARY KEY (user_id, role_id)
);
CREATE INDEX user_roles_by_role ON user_roles (role_id);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  org_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  auth_time BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  address TEXT NOT NULL,
  user_agent TEXT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

CREATE TABLE interactions (
  digest TEXT PRIMARY KEY,
  browser_digest TEXT NOT NULL,
  query TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  user_id TEXT,
  offered TEXT NOT NULL,
  answer TEXT NOT NULL,
  approved TEXT NOT NULL
);
CREATE INDEX interactions_by_expiry ON interactions (expires_at);

-- created_by, updated_by and acting_user_id may name users who are gone. revision comes from
-- counters and grows with every change.
CREATE TABLE clients (
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL REFERENCES organizations (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  description TEXT NOT NULL,
  search TEXT NOT NULL,
  type TEXT NOT NULL,
  grant_types TEXT NOT NULL,
  redirect_uris TEXT NOT NULL,
  post_logout_redirect_uris TEXT NOT NULL,
  scopes TEXT NOT NULL,
  requires_pkce BIGINT NOT NULL,
  id_token_algorithm TEXT NOT NULL,
  acting_user_id TEXT NOT NULL,
  status TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  revision BIGINT NOT NULL
);
CREATE INDEX clients_by_revision ON clients (revision);
CREATE INDEX clients_by_acting_user ON clients (acting_user_id);

CREATE TABLE client_secrets (
  id TEXT PRIMARY KEY,
  client_id TEXT NOT NULL REFERENCES clients (id),
  digest TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  last_used_at BIGINT
);
CREATE INDEX client_secrets_by_client ON client_secrets (client_id);

CREATE TABLE consents (
  user_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  org_id TEXT NOT NULL,
  scopes TEXT NOT NULL,
  claims TEXT NOT NULL,
  granted_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (user_id, client_id)
);
CREATE INDEX consents_by_client ON consents (client_id);

-- A grant is of no more use from remove_at on, whether it expired or was revoked.
CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  scopes TEXT NOT NULL,
  claims TEXT NOT NULL,
  auth_time BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT,
  remove_at BIGINT NOT NULL
);
CREATE INDEX grants_by_client ON grants (client_id);
CREATE INDEX grants_by_user ON grants (user_id);
CREATE INDEX grants_by_session ON grants (session_id);
CREATE INDEX grants_by_removal ON grants (remove_at);

CREATE TABLE authorization_codes (
  digest TEXT PRIMARY KEY,
  grant_id TEXT NOT NULL REFERENCES grants (id),
  client_id TEXT NOT NULL,
  redirect_uri TEXT NOT NULL,
  code_challenge TEXT,
  nonce TEXT,
  expires_at BIGINT NOT NULL,
  redeemed_at BIGINT
);
CREATE INDEX authorization_codes_by_grant ON authorization_codes (grant_id);
CREATE INDEX authorization_codes_by_expiry ON authorization_codes (expires_at);

CREATE TABLE refresh_tokens (
  digest TEXT PRIMARY KEY,
  grant_id TEXT NOT NULL REFERENCES grants (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  rotated_at BIGINT
);
CREATE INDEX refresh_tokens_by_grant ON refresh_tokens (grant_id);
CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at);

-- Access tokens that are dead before they expire, by jti or grant id, in order of revocation.
CREATE TABLE access_revocations (
  number BIGINT PRIMARY KEY,
  id TEXT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX access_revocations_by_expiry ON access_revocations (expires_at);

-- Appended to for every token issued, so it has no index on what every event has. Ids have no
-- gaps and time never goes back from one id to the next. is_seldom: no token event.
CREATE TABLE audit_events (
  id BIGINT PRIMARY KEY,
  time BIGINT NOT NULL,
  org_id TEXT NOT NULL,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  client_id TEXT NOT NULL,
  client_name TEXT NOT NULL,
  action TEXT NOT NULL,
  target_type TEXT NOT NULL,
  target_id TEXT NOT NULL,
  target_name TEXT NOT NULL,
  outcome TEXT NOT NULL,
  address TEXT NOT NULL,
  request_id TEXT NOT NULL,
  details TEXT NOT NULL,
  is_seldom BIGINT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_events_seldom ON audit_events (id) WHERE is_seldom = 1;

-- The newest link of the audit chain.
CREATE TABLE audit_chain (
  node TEXT PRIMARY KEY,
  last_id BIGINT NOT NULL,
  last_time BIGINT NOT NULL,
  last_hash TEXT NOT NULL
);
INSERT INTO audit_chain (node, last_id, last_time, last_hash) VALUES ('main', 0, 0, '');
)sql"};

}  // namespace latchkey::db
