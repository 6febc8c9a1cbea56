// The migrations by name, one for each file of this folder.
#pragma once

#include "db/migrations.hpp"

namespace latchkey::db {

extern const Migration initial;
extern const Migration activity;
extern const Migration permission_catalogues;
extern const Migration audit_archives;
extern const Migration grant_resources;

}  // namespace latchkey::db
