#include "audit/export.hpp"

#include <algorithm>

#include "audit/filter.hpp"
#include "audit/piece.hpp"

namespace latchkey::audit {

namespace {

using store::audit::Archive;
using store::audit::Record;

bool may_match(const store::audit::Filter& filter, const Archive& archive) {
  return (!filter.from || archive.last_time >= *filter.from) &&
         (!filter.to || archive.first_time < *filter.to);
}

// Where the table begins, or the first event in it that can match.
std::int64_t find_start(db::Transaction& tx, bool with_archives,
                        const store::audit::Filter& filter) {
  const auto begin = store::audit::find_begin(tx).id;
  if (with_archives && begin > 0)
    return 0;
  if (!filter.from)
    return begin;
  return std::max(begin, store::audit::first_id_at_or_after(tx, *filter.from) - 1);
}

}  // namespace

std::optional<store::audit::ChainFault> for_each_event(db::Database& database,
                                                       const std::filesystem::path& archives,
                                                       bool with_archives,
                                                       const store::audit::Filter& filter,
                                                       const OnRecord& on_record) {
  auto last_id =
      database.read_now([&](db::Transaction& tx) { return find_start(tx, with_archives, filter); });
  const auto take = [&](const Record& record) {
    if (record.event.id > last_id && matches(filter, record.event))
      on_record(record);
  };
  for (bool may_have_more = true; may_have_more;) {
    const auto piece = piece_after(database, last_id);
    if (piece.archive) {
      if (may_match(filter, *piece.archive))
        if (auto fault = read_events(archives, *piece.archive, take))
          return fault;
      last_id = piece.archive->last_id;
      continue;
    }
    for (const auto& record : piece.records) {
      if (filter.to && record.event.time >= *filter.to)
        return {};
      take(record);
      last_id = record.event.id;
    }
    may_have_more = !piece.is_last;
  }
  return {};
}

}  // namespace latchkey::audit
