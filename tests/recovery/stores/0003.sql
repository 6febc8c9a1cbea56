-- The catalogue, replaced by a smaller one: what Latchkey itself asks for, and pipelines.

INSERT INTO permission_catalogues (org_id, content)
SELECT id, '[["Pipelines",[["pipelines:read","View pipelines"]]],["Administration",[
["clients:read","See clients"],["clients:write","Change clients"],
["users:read","See users"],["users:write","Change users"],
["roles:read","See roles"],["roles:write","Change roles"],
["audit:read","See the audit log"],
["settings:read","See settings"],["settings:write","Change settings"],
["tokens:introspect","Introspect any token"]]]]'
FROM organizations;
