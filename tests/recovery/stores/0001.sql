-- What a server of schema version 1 had stored; what runs out does so in 2126. The secrets are in known.json.

INSERT INTO organizations (id, name, is_default, created_at) VALUES
('org_6npy6s24pkixlh3agfhhix33lm', 'Default', 1, 1795600563712888);

INSERT INTO settings (org_id, content) VALUES
('org_6npy6s24pkixlh3agfhhix33lm', '{"rbac_enabled":true,"brand_name":"MaestroHub","access_token_lifetime":900,"id_token_lifetime":3600,"authorization_code_lifetime":60,"refresh_token_idle_lifetime":1209600,"refresh_token_absolute_lifetime":7776000,"session_idle_lifetime":28800,"session_absolute_lifetime":604800}');

INSERT INTO server_secrets (name, box) VALUES
('refresh_key', 'Zq4DYaXpV2c4VUaQob0D3RNbbA9jlnXKYm5CS20-LfH9kjydDaou9sjhs39IljCCctny4lB7N6bAWt7j8yNJfV-vlos17S0R'),
  ('csrf_key', 'GOspQ1edONK9NsjPMCo_QxCddr4aOoXqdr2Mk82D_b8UewJKS-A2wbc4SwPwxNBvuY3DYxNbRZnn5yGn8Eq8-E-_3RlZywEn');

INSERT INTO signing_keys (kid, algorithm, private_key, created_at, active_from, retired_at, expires_at) VALUES
('bsGtlOLfPluod6AYE8gU4Zfh8SombPiahokPnYBJHUo', 'ES256', 'N7IazDv2llk4mZTusl8cx0T5iSDcGmkGnMEkqEHBWuj6aVjcboA-knN9zDaYJtlksCDCT-2sqE-p1JePqLEq_xucel3aQcLuE_SO5biMYBb44NbFt6CoW_cVwzLUc7d_Rgh9uLYU3vo5L49uQC2hlFPUSAgFaI2dZIPnP_F_HIdqLF7J7YGNuH1JCF2ZkECriGFkXiPEFJAtaxu1hEWMdewnkbv2Zf0uKfNu7vwc3BVVbg', 1795600563712888, 1795600563712888, NULL, NULL),
  ('ZLKrIa60zziYMsY8CRIinbhLbU8JlAA1QbTISdP8aVc', 'RS256', 'zXGtjoU6xsu9ZoYkvstVzPyGzNc-EJhnmeZY2AR66pnlTo-FvL3-2NmFp472wJ2MTHyxomb1GDmump0gOy3qJTuwe6M6JdE4TkfiAPDUa-uMElDF0J0FVffADDWJW7xlE1VUvbsIbRUK69HJbGowb8vv0w0hY29uQhnTsU73ZQXdo9YzxCb70h906cW4guOBPReaK-goE_Q1FWvkTjHHXmGDGCdH-ZQG6kr-2YfUqO11hx1DITFW58IMBPILSzthxdgD7V6PMjXPymBRUWEOT5oY_S_Oqokb1Sn5aPYCe2J2OmCDqu3dVbhxz2RgktP6kd-a_UNkTAru2-pvCl1GHUZaywJt_apRcyUF5LpvDaL78q4TDSzTTq7fxsis_FD_rvuiOhLp7jU49J7SiF5IQvt-Dao_5QwAp_k16528C3uA7Xx9fRydpZeqgBx7zjvMYohaahU0k5pLO9eBL8XSwJmwKcc70dvVIt09tXFmjIAjkjqvaVBSLAeL7Joa16YVqkCz1y16sppYBaQV86xZUn4CJRFeRedDvF8nlUPCJfGrXtetuc-iwOipPZbE19NgGoOC2g2fwu4wl38F5g2SQafzmaJoddhPoUVsitZEiBb9j5Rx4VMr7T9pZUasm1wd-7YRWrwwt08r1U3Pec3fEz_GJJBfOVCQH2eUNUhn2XbJzpiA7pRd3a-wheXQwU7iqaE6J5fXjplrbgoydImDtvuhYqjAkPWGIHI_xyZZNHR5eNQBkTDQUHmzUXIzYqp2CbNAKrEHBAOOtwZkbQyZLhRBPYKa3w8f4YO135vsDGzo4kqVB1hmRmLUeNnmMhsZb8go8mcGifUeUl4KMYflcjj5lnKM4ON3X7U90B5joDlgmlhC-E7ClNrMy47FTP5Cv4RY2Llgx59tkjmVyry09DeXp0y6qq8z50QBlti_W3sKwwH1gjg9D4_Uwk0GGSW973MN2irl0-VKxfu1nZ8ODvmUBzxMWM7qHTMWHM40BDZFGaS8ifqGyfMUQ9UE8da-5nhYjBw7L6zLk13xK4M3WuDqjzI8JHL7zP6a0cGk140B8H55RB6_KJmfEKTEc5aVpZj5ebdS7mVmwzO8pev0Ts_6reTRpfo0OrRO8GTJjidMy9YfgGB9MIb5s2hNo-QAE7I9DjBJAE7NtfFc1UZteV2YCL5cYqFwypFz1b7bFxUQE6AyTjT0Hj5x_Xh3bjZBqE2Gys8h8oOsdw5AaAi5iRgLehS7HFPE3OO0ZuH1DUgvKFBKmHFcKyGac12K_yI98zXuQ4-CmCqnJLE8UhFfBMKyTlOukSxOOM7IKDsXfxfjcysKrGnZW-Qc7ylqr0w9N3l9ExdhCDwd5tojuKymbphCn5sb2Xn_xNwR8D0LcuMi1jcrVDDwN-G2YYpFtSMfZmk16azVmdqugX4ClwmLejBEX5FwIH1qC6qSj5s3EPQMsXxM76vrNG_Kxb6waGQu0cqQ0LV4Xb3nYc5it5IJLR71GD9FtezKAgqHkzg0lA6Ku_R-fvw4-tnrUHEbitIBjquGgG98wmTjAyaM_CWDZmCEEbYL9LRg3mLoWTdHpwnXijgSCVsOOWAw_WKjuwjeq_NVrwdvMhI_wl8LRs38f9cZl22k3jsT-dJYNZpv2I2fr2j0OXsmDg6I7250BcF4KmS0qofHsOwxAg', 1795600563712888, 1795600563712888, NULL, NULL);

DELETE FROM counters;
INSERT INTO counters (name, value) VALUES
('client_revision', 2),
  ('revocation', 1);

INSERT INTO roles (id, org_id, name, name_key, description, search, is_built_in, is_system_administrator, permissions, created_at, updated_at) VALUES
('rol_dpalrevp7tgdmimid3tstmhmkz', 'org_6npy6s24pkixlh3agfhhix33lm', 'System Administrator', 'system administrator', 'Holds every permission and manages OAuth2 clients', 'system administrator,
holds every permission and manages oauth2 clients', 1, 1, '["pipelines:read","pipelines:write","pipelines:execute","pipelines:delete","models:read","models:write","models:delete","connectors:read","connectors:write","connectors:delete","uns:read","uns:write","uns:publish","uns:delete","dashboards:read","dashboards:write","dashboards:delete","organizations:read","organizations:write","clients:read","clients:write","users:read","users:write","roles:read","roles:write","audit:read","settings:read","settings:write","tokens:introspect"]', 1795600563712888, 1795600563712888),
  ('rol_usyysed7y4vezff5rakq6cypj3', 'org_6npy6s24pkixlh3agfhhix33lm', 'Engineer', 'engineer', 'Builds and changes everything but the administration', 'engineer,
builds and changes everything but the administration', 1, 0, '["pipelines:read","pipelines:write","pipelines:execute","pipelines:delete","models:read","models:write","models:delete","connectors:read","connectors:write","connectors:delete","uns:read","uns:write","uns:publish","uns:delete","dashboards:read","dashboards:write","dashboards:delete","organizations:read"]', 1795600563712888, 1795600563712888),
  ('rol_wb6sneuatosuq57krblghytyng', 'org_6npy6s24pkixlh3agfhhix33lm', 'Operator', 'operator', 'Views everything, runs pipelines and publishes', 'operator,
views everything, runs pipelines and publishes', 1, 0, '["pipelines:read","pipelines:execute","models:read","connectors:read","uns:read","uns:publish","dashboards:read","organizations:read"]', 1795600563712888, 1795600563712888),
  ('rol_sn5f2srhgaa6trly5zto2tsbnh', 'org_6npy6s24pkixlh3agfhhix33lm', 'Viewer', 'viewer', 'Views everything but the administration', 'viewer,
views everything but the administration', 1, 0, '["pipelines:read","models:read","connectors:read","uns:read","dashboards:read","organizations:read"]', 1795600563712888, 1795600563712888),
  ('rol_xpdtz4l2islbgaq4oxouz6xfri', 'org_6npy6s24pkixlh3agfhhix33lm', 'Auditor', 'auditor', '', 'auditor,
', 0, 0, '["audit:read"]', 1795600564291811, 1795600564291811);

INSERT INTO users (id, org_id, email, canonical_email, email_verified, first_name, last_name, name_key, search, status, password_hash, created_at, updated_at, last_sign_in_at) VALUES
('usr_cr7wymwqybd5jo72ktt2mhqhwn', 'org_6npy6s24pkixlh3agfhhix33lm', 'admin@example.com', 'admin@example.com', 1, '', '', ' ', 'admin@example.com,
 ,
usr_cr7wymwqybd5jo72ktt2mhqhwn', 'active', '$argon2id$v=19$m=19456,t=2,p=1$jElq2dnkeVRnFlHpUzbIIA$LIj+aYyyLRNZM0ICkxS0ZlHLZwQvrJmW7PdFpU/+ubA', 1795600563961317, 1795600563961317, 1795600564189629),
  ('usr_nkdanihc4hshv3az2cgnunj5sm', 'org_6npy6s24pkixlh3agfhhix33lm', 'grace@example.com', 'grace@example.com', 1, 'Grace', 'Hopper', 'grace hopper', 'grace@example.com,
grace hopper,
usr_nkdanihc4hshv3az2cgnunj5sm', 'active', '$argon2id$v=19$m=19456,t=2,p=1$014RfSqjPeSz89nqS0I76g$0cZ/mt1F2zbKrMJ+4Znsrbg9ipRO52EyniXhzzk3Nxg', 1795600564336084, 1795600564336084, 1795600564754149);

INSERT INTO user_roles (user_id, role_id, position) VALUES
('usr_cr7wymwqybd5jo72ktt2mhqhwn', 'rol_dpalrevp7tgdmimid3tstmhmkz', 0),
  ('usr_nkdanihc4hshv3az2cgnunj5sm', 'rol_wb6sneuatosuq57krblghytyng', 0);

INSERT INTO sessions (id, digest, org_id, user_id, auth_time, created_at, last_seen_at, expires_at, address, user_agent) VALUES
('ses_fzwreq5j5xvwmloywikmv4zswv', 'OoNOEkOptMa_Nt5TxrKUnfwio3lI-C-BMNZ6DjEAgCw', 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 1795600564189629, 1795600564189629, 1795600564189629, 4923000000000000, '127.0.0.1', 'node'),
  ('ses_qbdnukr4th5eshinpkq5yoc523', 'uDsdDUMH4GNRLjKOxYw8Gwuk7WBDeP8CaPrnX9cCBj8', 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_nkdanihc4hshv3az2cgnunj5sm', 1795600564754149, 1795600564754149, 1795600564754149, 4923000000000000, '127.0.0.1', 'node');

INSERT INTO interactions (digest, browser_digest, query, created_at, expires_at, user_id, offered, answer, approved) VALUES
('cnXn-Dt5Ey30pKCQOK8JfTHs7VHvMnR-_a9Xk3ArQuk', 'sZqTCGswzuw7qRx06OdOvwj8Ud6Gm_-YAge1hR41BbM', 'response_type=code&client_id=lkc_7jnqfj2uo7dmt2i7iopjvei2o5&redirect_uri=https%3A%2F%2Fapp.example.com%2Fcallback&state=a+state&code_challenge=krE02sRMGbBkp7g6zZ1UnRF2Xnw67DIGZEsjHYfnOBU&code_challenge_method=S256', 1795600564878926, 4923000000000000, NULL, '[]', 'none', '[]');

INSERT INTO clients (id, org_id, name, name_key, description, search, type, grant_types, redirect_uris, post_logout_redirect_uris, scopes, requires_pkce, id_token_algorithm, acting_user_id, status, created_by, created_at, updated_by, updated_at, revision) VALUES
('lkc_uupq64triw5sdxpexflt7z4una', 'org_6npy6s24pkixlh3agfhhix33lm', 'ERP sync', 'erp sync', '', 'erp sync,
lkc_uupq64triw5sdxpexflt7z4una,
', 'confidential', '["client_credentials"]', '[]', '[]', '["pipelines:read","tokens:introspect"]', 1, 'RS256', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 'active', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 1795600564238594, 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 1795600564238594, 1),
  ('lkc_7jnqfj2uo7dmt2i7iopjvei2o5', 'org_6npy6s24pkixlh3agfhhix33lm', 'Operations dashboard', 'operations dashboard', '', 'operations dashboard,
lkc_7jnqfj2uo7dmt2i7iopjvei2o5,
', 'confidential', '["authorization_code","refresh_token"]', '["https://app.example.com/callback"]', '[]', '["openid","profile","pipelines:read"]', 1, 'RS256', '', 'active', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 1795600564270121, 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 1795600564270121, 2);

INSERT INTO client_secrets (id, client_id, digest, created_at, last_used_at) VALUES
('sec_f3ppenuj45qhw2boj5bm6yskw6', 'lkc_uupq64triw5sdxpexflt7z4una', 'wPigfxY-f6AVlJWo-3TKgdILnWPWy68McIB1BPahJVI', 1795600564238594, 1795600564859690),
  ('sec_h7dtphyc4mpgkvwd5jotjtv3w5', 'lkc_7jnqfj2uo7dmt2i7iopjvei2o5', 'UEbniyXZsF1IGM6jicNhq1gYEr67bgt0QylTLwM_lNk', 1795600564270121, 1795600564822164);

INSERT INTO consents (user_id, client_id, org_id, scopes, claims, granted_at, updated_at) VALUES
('usr_nkdanihc4hshv3az2cgnunj5sm', 'lkc_7jnqfj2uo7dmt2i7iopjvei2o5', 'org_6npy6s24pkixlh3agfhhix33lm', '["openid","profile","pipelines:read"]', '{"userinfo":[],"id_token":[]}', 1795600564800903, 1795600564800903);

INSERT INTO grants (id, org_id, client_id, user_id, session_id, scopes, claims, auth_time, created_at, expires_at, revoked_at, remove_at) VALUES
('grt_u3jdb3nqyf65qcf5pgka3hxpf2', 'org_6npy6s24pkixlh3agfhhix33lm', 'lkc_7jnqfj2uo7dmt2i7iopjvei2o5', 'usr_nkdanihc4hshv3az2cgnunj5sm', 'ses_qbdnukr4th5eshinpkq5yoc523', '["openid","profile","pipelines:read"]', '{"userinfo":[],"id_token":[]}', 1795600564754149, 1795600564800903, 4923000000000000, NULL, 4923000000000000);

INSERT INTO authorization_codes (digest, grant_id, client_id, redirect_uri, code_challenge, nonce, expires_at, redeemed_at) VALUES
('AYrPXj2O7X6bQChPdX9ApaSOok9ws3ftdEOohVDczmo', 'grt_u3jdb3nqyf65qcf5pgka3hxpf2', 'lkc_7jnqfj2uo7dmt2i7iopjvei2o5', 'https://app.example.com/callback', 'ihUxZ_lP2Ss2Fh3QC-IzXPpD_Kg8K-9Hed1YNOe39Yw', NULL, 4923000000000000, 1795600564822164);

INSERT INTO refresh_tokens (digest, grant_id, created_at, expires_at, rotated_at) VALUES
('0HTGj9H-xucIUgSlaal2tXuiw_JNe6ikY3Oh-ywA3rc', 'grt_u3jdb3nqyf65qcf5pgka3hxpf2', 1795600564822164, 4923000000000000, NULL);

INSERT INTO access_revocations (number, id, expires_at) VALUES
(1, 'at_vlen3yj5qzx5uplmgugvmukq3w', 4923000000000000);

INSERT INTO audit_events (id, time, org_id, actor_id, actor_name, client_id, client_name, action, target_type, target_id, target_name, outcome, address, request_id, details, is_seldom, hash) VALUES
(1, 1795600563961317, 'org_6npy6s24pkixlh3agfhhix33lm', 'system', 'system', '', '', 'user.created', 'user', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 'admin@example.com', 'success', '', '', '', 1, 'btvnYF3veOZAdMj7OREC3g0t1UoAV5he7trI_-fbheA'),
  (2, 1795600564189629, 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 'admin@example.com', '', '', 'sign_in.succeeded', 'user', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 'admin@example.com', 'success', '127.0.0.1', 'd3a112eecb3c3cd6', '', 1, 'cLiXK0UHT6Ji-BNbXSo4URcpXAvH-s9bBBSXVLt5VKU'),
  (3, 1795600564238594, 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 'admin@example.com', '', '', 'client.created', 'client', 'lkc_uupq64triw5sdxpexflt7z4una', 'ERP sync', 'success', '127.0.0.1', '877b576f06265a0d', '{"name":"ERP sync","description":"","redirect_uris":[],"post_logout_redirect_uris":[],"scopes":["pipelines:read","tokens:introspect"],"require_pkce":true,"id_token_signed_response_alg":"RS256","acting_user_id":"usr_cr7wymwqybd5jo72ktt2mhqhwn","client_type":"confidential","grant_types":["client_credentials"]}', 1, '0MGn0yXBxMXBSVQaoFpZG2bJEe1MNAwmyJi0Nl1b3-M'),
  (4, 1795600564270121, 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 'admin@example.com', '', '', 'client.created', 'client', 'lkc_7jnqfj2uo7dmt2i7iopjvei2o5', 'Operations dashboard', 'success', '127.0.0.1', 'ddd7494451011503', '{"name":"Operations dashboard","description":"","redirect_uris":["https://app.example.com/callback"],"post_logout_redirect_uris":[],"scopes":["openid","profile","pipelines:read"],"require_pkce":true,"id_token_signed_response_alg":"RS256","acting_user_id":null,"client_type":"confidential","grant_types":["authorization_code","refresh_token"]}', 1, 'YK8gPvox3ez7kVkOzEK_29lJfiuoub6cxO2dgoIIrhA'),
  (5, 1795600564291811, 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 'admin@example.com', '', '', 'role.created', 'role', 'rol_xpdtz4l2islbgaq4oxouz6xfri', 'Auditor', 'success', '127.0.0.1', '8dfcda1568fb81f0', '{"name":"Auditor","description":"","permissions":["audit:read"]}', 1, 'MDck8vJdeNp-svexTuuKyWNpYBGHg-urY1kXVqkNsAM'),
  (6, 1795600564336084, 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 'admin@example.com', '', '', 'user.created', 'user', 'usr_nkdanihc4hshv3az2cgnunj5sm', 'grace@example.com', 'success', '127.0.0.1', 'f0c1a28647804846', '{"roles":[{"id":"rol_wb6sneuatosuq57krblghytyng","name":"Operator"}]}', 1, 'jOgd1X7IJwQeAQnUSH6HilRUtp-8oGbJyCrSO5KAPc4'),
  (7, 1795600564531485, 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 'admin@example.com', '', '', 'settings.updated', 'settings', 'org_6npy6s24pkixlh3agfhhix33lm', 'MaestroHub', 'success', '127.0.0.1', 'c4ef09a7f9d11db3', '{"brand_name":{"from":"Latchkey","to":"MaestroHub"}}', 1, 'A9jL1HHP0XYJhYyLNsyI7_Xe6HLauDShL54bFzyvnQE'),
  (8, 1795600564754149, 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_nkdanihc4hshv3az2cgnunj5sm', 'grace@example.com', '', '', 'sign_in.succeeded', 'user', 'usr_nkdanihc4hshv3az2cgnunj5sm', 'grace@example.com', 'success', '127.0.0.1', '68c80541277b7445', '', 1, '0U90mKKTTmb7QhnfRYHosM9BCko8ufubhc_K2aajA7I'),
  (9, 1795600564800903, 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_nkdanihc4hshv3az2cgnunj5sm', 'grace@example.com', 'lkc_7jnqfj2uo7dmt2i7iopjvei2o5', 'Operations dashboard', 'consent.granted', 'grant', 'grt_u3jdb3nqyf65qcf5pgka3hxpf2', '', 'success', '127.0.0.1', '9e175047f60fff3a', '{"scope":"openid profile pipelines:read"}', 1, 'G_B1_1EyrsC0HWc_Zs76-7V0jsiDeGy57fJZtHL7xQo'),
  (10, 1795600564800903, 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_nkdanihc4hshv3az2cgnunj5sm', 'grace@example.com', 'lkc_7jnqfj2uo7dmt2i7iopjvei2o5', 'Operations dashboard', 'authorization.granted', 'grant', 'grt_u3jdb3nqyf65qcf5pgka3hxpf2', '', 'success', '127.0.0.1', '9e175047f60fff3a', '{"scope":"openid profile pipelines:read"}', 1, '2wjBDVU1GExFh7Qc7pKoNE1tv9XzeOkezt0utq0_Q4g'),
  (11, 1795600564822164, 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_nkdanihc4hshv3az2cgnunj5sm', 'grace@example.com', 'lkc_7jnqfj2uo7dmt2i7iopjvei2o5', 'Operations dashboard', 'token.issued', 'token', 'at_leegwwaib3n3yvenvkc5qaajen', '', 'success', '127.0.0.1', '2aa3b4a3b8302898', '{"grant_type":"authorization_code","scope":"openid profile pipelines:read"}', 0, 'q_hmZ6KGKMZuSbb44tA7xdS2jeopyFOcyQRn35hnQiA'),
  (12, 1795600564840249, 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 'admin@example.com', 'lkc_uupq64triw5sdxpexflt7z4una', 'ERP sync', 'token.issued', 'token', 'at_vlen3yj5qzx5uplmgugvmukq3w', '', 'success', '127.0.0.1', '62895452dc0e28ed', '{"grant_type":"client_credentials","scope":"pipelines:read tokens:introspect"}', 0, '3g07XxPUqLrWs1il7np8qrIQJZ_fb4oHh_arWguCXlM'),
  (13, 1795600564859690, 'org_6npy6s24pkixlh3agfhhix33lm', 'usr_cr7wymwqybd5jo72ktt2mhqhwn', 'admin@example.com', 'lkc_uupq64triw5sdxpexflt7z4una', 'ERP sync', 'token.revoked', 'token', 'at_vlen3yj5qzx5uplmgugvmukq3w', '', 'success', '127.0.0.1', 'b4168d75059608cf', '', 0, '7CrUDB0rkiPNMNunqiXM7Zpai6sfgO0-Xydl3aiU0sQ');

DELETE FROM audit_chain;
INSERT INTO audit_chain (node, last_id, last_time, last_hash) VALUES
('main', 13, 1795600564859690, '7CrUDB0rkiPNMNunqiXM7Zpai6sfgO0-Xydl3aiU0sQ');
