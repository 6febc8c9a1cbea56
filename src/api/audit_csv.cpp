#include "store/audit_csv.hpp"

#include <algorithm>
#include <string>

#include "api/audit_query.hpp"
#include "api/handlers.hpp"
#include "store/audit.hpp"

namespace latchkey::api {
namespace {

constexpr std::int64_t max_rows = 100'000;
constexpr std::int64_t rows_a_step = 1'000;

http::Response csv_response(std::string csv, bool is_truncated) {
  http::Response response;
  response.set("Content-Type", "text/csv; charset=utf-8; header=present")
      .set("Content-Disposition", R"(attachment; filename="audit.csv")");
  if (is_truncated)
    response.set("X-Truncated", "true");
  response.body = std::move(csv);
  return response;
}

}  // namespace

// The newest 100,000 events that match; X-Truncated says that there are more.
Task<Answer> export_audit(const Call& call) {
  auto query = Query::read(call.request);
  if (!query)
    co_return std::unexpected(std::move(query.error()));
  const auto filter = read_audit_filter(*query);
  if (auto problem = query->problem())
    co_return std::unexpected(std::move(*problem));
  std::string csv;
  store::audit::append_csv_header(csv);
  std::optional<store::audit::Place> place;
  std::int64_t rows = 0;
  for (bool may_have_more = true; may_have_more;) {
    const std::int64_t limit = std::min(rows_a_step, max_rows + 1 - rows);
    auto find = [&](store::Transaction& tx) {
      return store::audit::older(tx, call.org_id(), filter, place, limit);
    };
    const auto events = co_await call.store().read(std::move(find));
    for (const auto& event : events) {
      if (++rows > max_rows)
        co_return csv_response(std::move(csv), true);
      store::audit::append_csv_event(csv, event);
      place = {.time = event.time, .id = event.id};
    }
    may_have_more = static_cast<std::int64_t>(events.size()) == limit;
  }
  co_return csv_response(std::move(csv), false);
}

}  // namespace latchkey::api
