#include <algorithm>
#include <limits>

#include "store/audit.hpp"
#include "store/audit_chain.hpp"
#include "store/audit_rows.hpp"
#include "store/page_query.hpp"
#include "store/search.hpp"

namespace latchkey::store::audit {

namespace {

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
