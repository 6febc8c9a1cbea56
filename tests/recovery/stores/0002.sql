-- What schema version 2 adds up from the events of version 1.

INSERT INTO hourly_activity (org_id, hour, kind, count) VALUES
('org_6npy6s24pkixlh3agfhhix33lm', 1795597200000000, 'token_issued', 2),
  ('org_6npy6s24pkixlh3agfhhix33lm', 1795597200000000, 'sign_in_succeeded', 2);

INSERT INTO client_activity (client_id, org_id, last_used_at) VALUES
('lkc_uupq64triw5sdxpexflt7z4una', 'org_6npy6s24pkixlh3agfhhix33lm', 1795600564840249),
  ('lkc_7jnqfj2uo7dmt2i7iopjvei2o5', 'org_6npy6s24pkixlh3agfhhix33lm', 1795600564822164);

DELETE FROM activity_position;
INSERT INTO activity_position (node, last_id) VALUES
('main', 13);
