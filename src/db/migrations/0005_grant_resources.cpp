#include "db/migrations/list.hpp"

namespace latchkey::db {

const Migration grant_resources{.number = 5, .name = "grant_resources", .sql = R"sql(
-- The resources that the tokens of a grant are for (RFC 8707), as a JSON array of identifiers.
ALTER TABLE grants ADD COLUMN resources TEXT NOT NULL DEFAULT '[]';
)sql"};

}  // namespace latchkey::db
