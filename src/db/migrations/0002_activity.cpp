#include "db/migrations/list.hpp"

namespace latchkey::db {

const Migration activity{.number = 2, .name = "activity", .sql = R"sql(
-- What is added up from audit_events, up to the event that activity_position names.

-- hour is the time of its start.
CREATE TABLE hourly_activity (
  org_id TEXT NOT NULL,
  hour BIGINT NOT NULL,
  kind TEXT NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (org_id, hour, kind)
);
CREATE INDEX hourly_activity_by_hour ON hourly_activity (hour);

CREATE TABLE client_activity (
  client_id TEXT PRIMARY KEY,
  org_id TEXT NOT NULL,
  last_used_at BIGINT NOT NULL
);

CREATE TABLE activity_position (
  node TEXT PRIMARY KEY,
  last_id BIGINT NOT NULL
);
INSERT INTO activity_position (node, last_id) VALUES ('main', 0);

-- To count those that live without reading them.
CREATE INDEX grants_unrevoked ON grants (org_id, expires_at) WHERE revoked_at IS NULL;
)sql"};

}  // namespace latchkey::db
