// Which events an export holds, decided outside the database as the lists decide it in SQL.
#pragma once

#include "store/audit.hpp"

namespace latchkey::audit {

// Letters are folded in ASCII only, as SQLite does.
bool matches(const store::audit::Filter& filter, const store::audit::Event& event);

}  // namespace latchkey::audit
