#include <algorithm>
#include <limits>

#include "store/audit.hpp"
#include "store/audit_rows.hpp"
#include "store/columns.hpp"
#include "store/page_query.hpp"
#include "store/search.hpp"

namespace latchkey::store::audit {

namespace {

std::int64_t last_id(Transaction& tx) {
  return tx
      .one("SELECT last_id FROM audit_chain WHERE node = 'main'", {},
           [](const db::Row& row) { return row.integer(0); })
      .value();
}

// Ids grow with time, so the primary key is searched instead of an index by time.
std::int64_t first_id_at_or_after(Transaction& tx, Time time) {
  std::int64_t low = 1;
  std::int64_t high = last_id(tx) + 1;
  while (low < high) {
    const auto middle = low + (high - low) / 2;
    const auto next =
        tx.one("SELECT id, time FROM audit_events WHERE id >= $1 ORDER BY id LIMIT 1", {middle},
               [](const db::Row& row) { return std::pair(row.integer(0), time_column(row, 1)); });
    if (!next || next->second >= time)
      high = middle;
    else
      low = next->first + 1;
  }
  return low;
}

std::string action_pattern(std::string_view action) {
  if (action.ends_with(".*"))
    return escape_pattern(action.substr(0, action.size() - 1)) + "%";
  return escape_pattern(action);
}

// A filter as SQL and the values of its placeholders $1 to $8.
class Condition {
 public:
  Condition(Transaction& tx, std::string_view org_id, const Filter& filter, std::int64_t before_id)
      : org_id_(org_id), filter_(filter) {
    if (filter.from)
      first_id_ = first_id_at_or_after(tx, *filter.from);
    if (filter.to)
      end_id_ = first_id_at_or_after(tx, *filter.to);
    if (before_id > 0)
      end_id_ = std::min(end_id_, before_id);
    if (filter.action)
      action_ = action_pattern(*filter.action);
    if (filter.q)
      names_ = "%" + escape_pattern(*filter.q) + "%";
  }

  // One of two texts.
  [[nodiscard]] std::string sql() const {
    std::string text = R"( FROM audit_events WHERE id >= $1 AND id < $2 AND org_id = $3
        AND (CAST($4 AS TEXT) IS NULL OR actor_id = $4)
        AND (CAST($5 AS TEXT) IS NULL OR client_id = $5
          OR (target_type = 'client' AND target_id = $5))
        AND (CAST($6 AS TEXT) IS NULL OR action LIKE $6 ESCAPE '\')
        AND (CAST($7 AS TEXT) IS NULL OR outcome = $7)
        AND (CAST($8 AS TEXT) IS NULL OR LOWER(actor_name) LIKE LOWER($8) ESCAPE '\'
          OR LOWER(client_name) LIKE LOWER($8) ESCAPE '\'
          OR LOWER(target_name) LIKE LOWER($8) ESCAPE '\'))";
    if (filter_.action && is_seldom(*filter_.action))
      text += " AND is_seldom = 1";
    return text;
  }

  // With the further ones added. Refers to this object.
  [[nodiscard]] std::vector<db::Value> values(std::initializer_list<std::int64_t> further) const {
    std::vector<db::Value> values{first_id_,
                                  end_id_,
                                  org_id_,
                                  db::optional_text(filter_.actor),
                                  db::optional_text(filter_.client_id),
                                  db::optional_text(action_),
                                  filter_.outcome ? db::Value(name(*filter_.outcome)) : nullptr,
                                  db::optional_text(names_)};
    values.insert(values.end(), further.begin(), further.end());
    return values;
  }

 private:
  std::string_view org_id_;
  const Filter& filter_;
  std::int64_t first_id_ = 1;
  std::int64_t end_id_ = std::numeric_limits<std::int64_t>::max();
  std::optional<std::string> action_;
  std::optional<std::string> names_;
};

std::string select() {
  return "SELECT " + std::string(columns);
}

}  // namespace

Page<Event> list(Transaction& tx, std::string_view org_id, const Filter& filter,
                 const PageRequest& request) {
  const Condition condition(tx, org_id, filter, 0);
  Page<Event> page;
  page.items = tx.all(select() + condition.sql() + " ORDER BY id DESC LIMIT $9 OFFSET $10",
                      condition.values({request.page_size, offset(request)}), event_of);
  tx.run("SELECT count(*) FROM (SELECT 1" + condition.sql() + " LIMIT $9) AS counted",
         condition.values({max_total}), [&](const db::Row& row) { page.total = row.integer(0); });
  return page;
}

std::vector<Event> older(Transaction& tx, std::string_view org_id, const Filter& filter,
                         std::int64_t before_id, std::int64_t limit) {
  const Condition condition(tx, org_id, filter, before_id);
  return tx.all(select() + condition.sql() + " ORDER BY id DESC LIMIT $9",
                condition.values({limit}), event_of);
}

}  // namespace latchkey::store::audit
