#include "store/audit.hpp"
#include "store/audit_chain.hpp"

namespace latchkey::store::audit {

namespace {

constexpr std::int64_t rows_at_once = 1'000;

std::expected<std::int64_t, std::string> verify_chain(Transaction& tx, Chain chain) {
  const auto begin = find_begin(tx, chain);
  ChainWalk walk(begin);
  for (bool may_have_more = true; may_have_more;) {
    const auto records = records_after(tx, walk.last().id, rows_at_once);
    for (const auto& record : records)
      if (auto fault = walk.step(record))
        return std::unexpected(std::move(fault->reason));
    may_have_more = std::ssize(records) == rows_at_once;
  }
  if (auto fault = walk.finish(find_head(tx, chain).value()))
    return std::unexpected(std::move(fault->reason));
  return walk.last().id - begin.id;
}

}  // namespace

std::expected<std::int64_t, std::string> verify(Transaction& tx) {
  const auto all = chains(tx);
  if (all.empty())
    return std::unexpected("the record of the newest event is missing");
  if (auto stray = find_stray(tx))
    return std::unexpected(std::move(stray->reason));
  std::int64_t events = 0;
  for (const auto& chain : all) {
    const auto found = verify_chain(tx, chain);
    if (!found)
      return found;
    events += *found;
  }
  return events;
}

}  // namespace latchkey::store::audit
