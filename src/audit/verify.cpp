#include "audit/verify.hpp"

#include "audit/archive_reader.hpp"
#include "audit/piece.hpp"

namespace latchkey::audit {

namespace {

using store::audit::Chain;
using store::audit::ChainFault;
using store::audit::ChainWalk;
using store::audit::Link;

constexpr std::int64_t events_between_reports = 1'000;

Link find_start(db::Transaction& tx, Chain chain, std::int64_t from_id) {
  if (from_id <= chain.base + 1)
    return {.id = chain.base, .time = {}, .hash = {}};
  if (const auto archive = store::audit::find_archive(tx, from_id))
    return {
        .id = archive->first_id - 1, .time = archive->first_time, .hash = archive->previous_hash};
  return store::audit::find_begin(tx, chain);
}

class Verifier {
 public:
  Verifier(db::Database& database, const std::filesystem::path& directory, const Link& start,
           const Progress& progress)
      : database_(database), directory_(directory), walk_(start), progress_(progress) {}

  // False once the newest event was walked.
  std::expected<bool, ChainFault> next() {
    const auto piece = piece_after(database_, walk_.last().id);
    if (!piece.head)
      return std::unexpected(ChainFault{0, "the record of the newest event is missing"});
    const auto report = [&](const store::audit::Record& record) {
      if (record.event.id % events_between_reports == 0)
        progress_(record.event.id, piece.head->id);
    };
    if (piece.archive) {
      const auto before = walk_.last().id;
      if (auto fault = read_archive(directory_, *piece.archive, walk_, report))
        return std::unexpected(std::move(*fault));
      ++archives_;
      archived_events_ += walk_.last().id - before;
      return true;
    }
    for (const auto& record : piece.records) {
      if (auto fault = walk_.step(record))
        return std::unexpected(std::move(*fault));
      report(record);
    }
    if (!piece.is_last)
      return true;
    if (auto fault = walk_.finish(*piece.head))
      return std::unexpected(std::move(*fault));
    return false;
  }

  [[nodiscard]] std::int64_t last_id() const { return walk_.last().id; }
  [[nodiscard]] std::int64_t archives() const { return archives_; }
  [[nodiscard]] std::int64_t archived_events() const { return archived_events_; }

 private:
  db::Database& database_;
  const std::filesystem::path& directory_;
  ChainWalk walk_;
  const Progress& progress_;
  std::int64_t archives_ = 0;
  std::int64_t archived_events_ = 0;
};

std::expected<Verification, ChainFault> verify_chain(db::Database& database,
                                                     const std::filesystem::path& archives,
                                                     Chain chain, std::int64_t from_id,
                                                     const Progress& progress) {
  const auto start =
      database.read_now([&](db::Transaction& tx) { return find_start(tx, chain, from_id); });
  Verifier verifier(database, archives, start, progress);
  for (;;) {
    const auto has_more = verifier.next();
    if (!has_more)
      return std::unexpected(has_more.error());
    if (!*has_more)
      break;
  }
  Verification verification{.events = verifier.last_id() - start.id,
                            .archives = verifier.archives(),
                            .archived_events = verifier.archived_events()};
  if (verification.events > 0) {
    verification.chains = 1;
    verification.first_id = start.id + 1;
    verification.last_id = verifier.last_id();
  }
  return verification;
}

void add(Verification& sum, const Verification& one) {
  if (sum.chains == 0)
    sum.first_id = one.first_id;
  if (one.chains != 0)
    sum.last_id = one.last_id;
  sum.chains += one.chains;
  sum.events += one.events;
  sum.archives += one.archives;
  sum.archived_events += one.archived_events;
}

}  // namespace

std::expected<Verification, ChainFault> verify(db::Database& database,
                                               const std::filesystem::path& archives,
                                               std::int64_t from_id, const Progress& progress) {
  const auto chains = database.read_now(store::audit::chains);
  if (chains.empty())
    return std::unexpected(ChainFault{0, "the record of the newest event is missing"});
  if (auto stray = database.read_now(store::audit::find_stray))
    return std::unexpected(std::move(*stray));
  Verification sum;
  for (const auto& chain : chains) {
    if (from_id >= chain.end())
      continue;
    const auto one = verify_chain(database, archives, chain, from_id, progress);
    if (!one)
      return one;
    add(sum, *one);
  }
  return sum;
}

}  // namespace latchkey::audit
