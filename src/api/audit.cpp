#include "store/audit.hpp"

#include <array>

#include "api/audit_query.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"
#include "store/audit_json.hpp"

namespace latchkey::api {
namespace {

// Newest first, the only order that there is.
store::PageRequest read_page(Query& query) {
  static constexpr std::array<std::string_view, 1> sort_keys{"time"};
  static constexpr std::array<std::string_view, 1> orders{"desc"};
  query.choice("sort", sort_keys);
  query.choice("order", orders);
  return query.page();
}

}  // namespace

Task<Answer> list_audit(const Call& call) {
  auto query = Query::read(call.request);
  if (!query)
    co_return std::unexpected(std::move(query.error()));
  const auto filter = read_audit_filter(*query);
  const auto page = read_page(*query);
  if (auto problem = query->problem())
    co_return std::unexpected(std::move(*problem));
  auto find = [&](store::Transaction& tx) {
    return store::audit::list(tx, call.org_id(), filter, page);
  };
  const auto found = co_await call.store().read(std::move(find));
  json::array items;
  for (const auto& event : found.items) items.push_back(store::audit::to_json(event));
  co_return json_answer(200, list_json(std::move(items), found.total, page));
}

}  // namespace latchkey::api
