#include "store/audit.hpp"
#include "store/audit_chain.hpp"

namespace latchkey::store::audit {

namespace {

constexpr std::int64_t rows_at_once = 1'000;

}  // namespace

std::expected<std::int64_t, std::string> verify(Transaction& tx) {
  const auto head = find_head(tx);
  if (!head)
    return std::unexpected("the record of the newest event is missing");
  if (auto stray = find_stray(tx))
    return std::unexpected(std::move(stray->reason));
  const auto begin = find_begin(tx);
  ChainWalk walk(begin);
  for (bool may_have_more = true; may_have_more;) {
    const auto records = records_after(tx, walk.last().id, rows_at_once);
    for (const auto& record : records)
      if (auto fault = walk.step(record))
        return std::unexpected(std::move(fault->reason));
    may_have_more = std::ssize(records) == rows_at_once;
  }
  if (auto fault = walk.finish(*head))
    return std::unexpected(std::move(fault->reason));
  return walk.last().id - begin.id;
}

}  // namespace latchkey::store::audit
