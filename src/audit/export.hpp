// The audit log in order, oldest first, for exports of any size.
#pragma once

#include <filesystem>
#include <optional>

#include "audit/archive_reader.hpp"
#include "db/database.hpp"
#include "store/audit.hpp"

namespace latchkey::audit {

// Hands each event that matches to on_record: with_archives from the first there is, otherwise from
// where the table begins. Short reads: a server may work beside it. A fault where an archive is
// missing or damaged; what was handed on before it is right.
std::optional<store::audit::ChainFault> for_each_event(db::Database& database,
                                                       const std::filesystem::path& archives,
                                                       bool with_archives,
                                                       const store::audit::Filter& filter,
                                                       const OnRecord& on_record);

}  // namespace latchkey::audit
