// The audit events of all work that shares a commit, appended together.
#pragma once

#include "db/database.hpp"

namespace latchkey::store::audit {

// For Database::before_commit: nothing else is left by the work of this store.
void append_gathered(db::Transaction& tx, db::Leavings leavings);

}  // namespace latchkey::store::audit
