#include "db/migrations/list.hpp"

namespace latchkey::db {

const Migration initial{.number = 1, .name = "initial", .sql = R"sql(
CREATE TABLE settings (
  organization_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (organization_id, name)
);
)sql"};

}  // namespace latchkey::db
