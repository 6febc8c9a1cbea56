#include "audit/export.hpp"

#include <algorithm>

#include "audit/filter.hpp"
#include "audit/piece.hpp"

namespace latchkey::audit {

namespace {

using store::audit::Archive;
using store::audit::Chain;
using store::audit::Record;

bool may_match(const store::audit::Filter& filter, const Archive& archive) {
  return (!filter.from || archive.last_time >= *filter.from) &&
         (!filter.to || archive.first_time < *filter.to);
}

// Where the table begins, or the first event in it that can match.
std::int64_t find_start(db::Transaction& tx, Chain chain, bool with_archives,
                        const store::audit::Filter& filter) {
  const auto begin = store::audit::find_begin(tx, chain).id;
  if (with_archives && begin > chain.base)
    return chain.base;
  if (!filter.from)
    return begin;
  return std::max(begin, store::audit::first_id_at_or_after(tx, chain, *filter.from) - 1);
}

std::optional<store::audit::ChainFault> for_each_of_chain(db::Database& database,
                                                          const std::filesystem::path& archives,
                                                          Chain chain, bool with_archives,
                                                          const store::audit::Filter& filter,
                                                          const OnRecord& on_record) {
  auto last_id = database.read_now(
      [&](db::Transaction& tx) { return find_start(tx, chain, with_archives, filter); });
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

}  // namespace

std::optional<store::audit::ChainFault> for_each_event(db::Database& database,
                                                       const std::filesystem::path& archives,
                                                       bool with_archives,
                                                       const store::audit::Filter& filter,
                                                       const OnRecord& on_record) {
  for (const auto& chain : database.read_now(store::audit::chains))
    if (auto fault = for_each_of_chain(database, archives, chain, with_archives, filter, on_record))
      return fault;
  return {};
}

}  // namespace latchkey::audit
