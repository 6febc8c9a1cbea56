// The names of archive files: audit-FIRST-LAST.jsonl.gz, in the order of their events.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace latchkey::audit {

std::string archive_name(std::int64_t first_id, std::int64_t last_id);
// The first event by the name; nothing for other names.
std::optional<std::int64_t> first_id_of(std::string_view name);
std::string manifest_name(std::string_view archive);

}  // namespace latchkey::audit
