-- A second grant, whose tokens are for a resource.

INSERT INTO grants (id, org_id, client_id, user_id, session_id, scopes, claims, auth_time, created_at, expires_at,
  revoked_at, remove_at, resources)
SELECT 'grt_ofaresource2345672345672', org_id, client_id, user_id, session_id, scopes, claims, auth_time, created_at,
  expires_at, revoked_at, remove_at, '["https://api.example.com/plant"]'
FROM grants;
