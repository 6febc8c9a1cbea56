#include <array>
#include <limits>
#include <spdlog/fmt/fmt.h>

#include "store/audit.hpp"
#include "store/audit_hash.hpp"
#include "store/audit_rows.hpp"
#include "store/columns.hpp"

namespace latchkey::store::audit {

namespace {

constexpr std::int64_t rows_at_once = 1'000;

struct Link {
  std::int64_t id = 0;
  Time time;
  std::string hash;
};

// Follows the chain from link to link; stops at the first fault.
class Walk {
 public:
  void step(const db::Row& row) {
    if (!fault_.empty())
      return;
    const auto event = event_of(row);
    if (event.id != last_.id + 1) {
      fault_ = fmt::format("event {} is missing", last_.id + 1);
      return;
    }
    last_.id = event.id;
    last_.hash = chain_hash(last_.hash, event);
    last_.time = event.time;
    if (last_.hash != row.text(hash_column) || name(event.outcome) != row.text(11) ||
        flag_column(row, is_seldom_column) != is_seldom(event.action))
      fault_ = fmt::format("event {} was altered", event.id);
  }

  // The chain ends where the record says that it does.
  void finish(const Link& recorded) {
    if (!fault_.empty())
      return;
    if (last_.id < recorded.id)
      fault_ = fmt::format("event {} is missing", last_.id + 1);
    else if (last_.id > recorded.id)
      fault_ = fmt::format("event {} was added from outside", recorded.id + 1);
    else if (last_.hash != recorded.hash)
      fault_ = fmt::format("event {} was altered", last_.id);
    else if (last_.time != recorded.time)
      fault_ = "the record of the newest event was altered";
  }

  [[nodiscard]] std::int64_t last_id() const { return last_.id; }
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  Link last_;
  std::string fault_;
};

}  // namespace

std::expected<std::int64_t, std::string> verify(Transaction& tx) {
  const auto recorded = tx.one(
      "SELECT last_id, last_time, last_hash FROM audit_chain WHERE node = 'main'", {},
      [](const db::Row& row) {
        return Link{.id = row.integer(0), .time = time_column(row, 1), .hash = text_column(row, 2)};
      });
  if (!recorded)
    return std::unexpected("the record of the newest event is missing");
  static const std::string sql =
      "SELECT " + std::string(columns) + " FROM audit_events WHERE id > $1 ORDER BY id LIMIT $2";
  Walk walk;
  std::int64_t before = -1;
  for (std::int64_t from = std::numeric_limits<std::int64_t>::min(); before != walk.last_id();) {
    before = walk.last_id();
    const std::array parameters{db::Value(from), db::Value(rows_at_once)};
    tx.run(sql, parameters, [&](const db::Row& row) { walk.step(row); });
    from = walk.last_id();
  }
  walk.finish(*recorded);
  if (!walk.fault().empty())
    return std::unexpected(walk.fault());
  return walk.last_id();
}

}  // namespace latchkey::store::audit
