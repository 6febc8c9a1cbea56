#include <algorithm>
#include <iterator>

#include "store/audit.hpp"
#include "store/audit_chain.hpp"
#include "store/audit_rows.hpp"
#include "store/columns.hpp"
#include "store/page_query.hpp"
#include "store/search.hpp"

namespace latchkey::store::audit {

namespace {

std::string action_pattern(std::string_view action) {
  if (action.ends_with(".*"))
    return escape_pattern(action.substr(0, action.size() - 1)) + "%";
  return escape_pattern(action);
}

// Of ids, without its end.
struct Range {
  std::int64_t first_id;
  std::int64_t end_id;
};

Range range_of(Transaction& tx, Chain chain, const Filter& filter) {
  return {.first_id = filter.from ? first_id_at_or_after(tx, chain, *filter.from) : chain.base + 1,
          .end_id = filter.to ? first_id_at_or_after(tx, chain, *filter.to) : chain.end()};
}

std::vector<Range> ranges_of(Transaction& tx, const Filter& filter) {
  std::vector<Range> ranges;
  for (const auto& chain : chains(tx)) ranges.push_back(range_of(tx, chain, filter));
  return ranges;
}

// In the order of the list: where nodes did something at the same time, that of the later node is
// taken for newer.
bool is_newer(const Event& one, const Event& other) {
  return one.time != other.time ? one.time > other.time : one.id > other.id;
}

// A filter as SQL and the values of its placeholders $1 to $8, of which the first two are the range
// of ids of a chain.
class Condition {
 public:
  Condition(std::string_view org_id, const Filter& filter) : org_id_(org_id), filter_(filter) {
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
  [[nodiscard]] std::vector<db::Value> values(const Range& range,
                                              std::initializer_list<std::int64_t> further) const {
    std::vector<db::Value> values{range.first_id,
                                  range.end_id,
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
  std::optional<std::string> action_;
  std::optional<std::string> names_;
};

std::vector<Event> events_in(Transaction& tx, const Condition& condition, const Range& range,
                             std::int64_t limit, std::int64_t offset) {
  static const std::string select = "SELECT " + std::string(columns);
  return tx.all(select + condition.sql() + " ORDER BY id DESC LIMIT $9 OFFSET $10",
                condition.values(range, {limit, offset}), event_of);
}

// The newest events of all ranges together, after the first offset of them.
std::vector<Event> newest(Transaction& tx, const Condition& condition,
                          const std::vector<Range>& ranges, std::int64_t limit,
                          std::int64_t offset = 0) {
  if (ranges.size() == 1)
    return events_in(tx, condition, ranges.front(), limit, offset);
  std::vector<Event> events;
  for (const auto& range : ranges) {
    auto more = events_in(tx, condition, range, offset + limit, 0);
    const auto middle = std::ssize(events);
    std::ranges::move(more, std::back_inserter(events));
    std::ranges::inplace_merge(events, events.begin() + middle, is_newer);
  }
  const auto first = std::min(offset, static_cast<std::int64_t>(std::ssize(events)));
  events.erase(events.begin(), events.begin() + first);
  events.resize(std::min(events.size(), static_cast<std::size_t>(limit)));
  return events;
}

std::int64_t count_up_to(Transaction& tx, const Condition& condition,
                         const std::vector<Range>& ranges, std::int64_t limit) {
  std::int64_t count = 0;
  for (const auto& range : ranges)
    tx.run("SELECT count(*) FROM (SELECT 1" + condition.sql() + " LIMIT $9) AS counted",
           condition.values(range, {limit}), [&](const db::Row& row) { count += row.integer(0); });
  return std::min(count, limit);
}

// What the list has after the place: of its own chain what is before it, of others what is older.
void end_at(Transaction& tx, const Place& place, std::vector<Range>& ranges) {
  const auto own = Chain::of_event(place.id);
  for (auto& range : ranges) {
    const auto chain = Chain::of_event(range.first_id);
    auto end = place.id;
    if (chain != own) {
      const auto same_time = chain.base < own.base ? Duration(1) : Duration(0);
      end = first_id_at_or_after(tx, chain, place.time + same_time);
    }
    range.end_id = std::min(range.end_id, end);
  }
}

}  // namespace

Page<Event> list(Transaction& tx, std::string_view org_id, const Filter& filter,
                 const PageRequest& request) {
  const Condition condition(org_id, filter);
  const auto ranges = ranges_of(tx, filter);
  Page<Event> page;
  if (const auto first = offset(request); first < max_total)
    page.items = newest(tx, condition, ranges, request.page_size, first);
  page.total = count_up_to(tx, condition, ranges, max_total);
  return page;
}

std::vector<Event> older(Transaction& tx, std::string_view org_id, const Filter& filter,
                         const std::optional<Place>& after, std::int64_t limit) {
  const Condition condition(org_id, filter);
  auto ranges = ranges_of(tx, filter);
  if (after)
    end_at(tx, *after, ranges);
  return newest(tx, condition, ranges, limit);
}

}  // namespace latchkey::store::audit
