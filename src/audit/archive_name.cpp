#include "audit/archive_name.hpp"

#include <charconv>
#include <spdlog/fmt/fmt.h>

namespace latchkey::audit {

namespace {

constexpr std::string_view prefix = "audit-";
constexpr std::string_view suffix = ".jsonl.gz";

}  // namespace

std::string archive_name(std::int64_t first_id, std::int64_t last_id) {
  return fmt::format("{}{:012}-{:012}{}", prefix, first_id, last_id, suffix);
}

std::optional<std::int64_t> first_id_of(std::string_view name) {
  if (!name.starts_with(prefix) || !name.ends_with(suffix))
    return std::nullopt;
  name.remove_prefix(prefix.size());
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
  if (error != std::errc{} || end == name.data() + name.size() || *end != '-')
    return std::nullopt;
  return id;
}

std::string manifest_name(std::string_view archive) {
  if (archive.ends_with(suffix))
    archive.remove_suffix(suffix.size());
  return std::string(archive) + ".json";
}

}  // namespace latchkey::audit
