#include "db/migrations/list.hpp"

namespace latchkey::db {

const Migration permission_catalogues{.number = 3, .name = "permission_catalogues", .sql = R"sql(
-- Those that were replaced; an organization without one has the standard permissions.
CREATE TABLE permission_catalogues (
  org_id TEXT PRIMARY KEY REFERENCES organizations (id),
  content TEXT NOT NULL
);
)sql"};

}  // namespace latchkey::db
