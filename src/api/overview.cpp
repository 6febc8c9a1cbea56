#include "store/overview.hpp"

#include <algorithm>
#include <optional>

#include "api/activity_chart.hpp"
#include "api/attention.hpp"
#include "api/handlers.hpp"
#include "api/query.hpp"
#include "api/render.hpp"

namespace latchkey::api {
namespace {

constexpr std::size_t max_attention = 50;

// What the caller may see of it.
struct View {
  explicit View(const Caller& caller)
      : clients(caller.is_system_administrator),
        users(caller.permissions.contains("users:read")),
        roles(caller.permissions.contains("roles:read")),
        activity(caller.is_system_administrator || caller.permissions.contains("audit:read")) {}

  bool clients;  // and their grants, and the signing keys
  bool users;
  bool roles;
  bool activity;
};

json::object status_json(const store::overview::StatusCounts& counts) {
  return {{"active", counts.active}, {"disabled", counts.disabled}};
}

json::object counts_json(store::Transaction& tx, const Call& call, const View& view) {
  namespace overview = store::overview;
  json::object counts{
      {"clients", nullptr}, {"users", nullptr}, {"roles", nullptr}, {"live_grants", nullptr}};
  if (view.clients) {
    counts["clients"] = status_json(overview::count_clients(tx, call.org_id()));
    counts["live_grants"] = overview::count_live_grants(tx, call.org_id(), call.now);
  }
  if (view.users)
    counts["users"] = status_json(overview::count_users(tx, call.org_id()));
  if (view.roles)
    counts["roles"] = overview::count_roles(tx, call.org_id());
  return counts;
}

std::optional<ActivityChart> read_chart(store::Transaction& tx, const Call& call,
                                        const View& view) {
  if (!view.activity)
    return std::nullopt;
  return ActivityChart(
      store::activity::hours(tx, call.org_id(), ActivityChart::first_hour(call.now), call.now),
      call.now);
}

std::vector<Attention> find_attention(store::Transaction& tx, const Call& call, const View& view,
                                      const std::optional<ActivityChart>& chart) {
  std::vector<Attention> items;
  const auto add = [&items](std::optional<Attention> item) {
    if (item)
      items.push_back(std::move(*item));
  };
  if (chart)
    add(attention_to_sign_ins(chart->in_last_day(store::activity::Kind::sign_in_failed),
                              chart->day_start()));
  if (view.clients) {
    add(attention_to_keys(store::signing_keys::list(tx), call.now));
    for (const auto& client : store::overview::active_clients(tx, call.org_id()))
      std::ranges::move(attention_to_client(client, call.now), std::back_inserter(items));
  }
  sort_by_urgency(items);
  return items;
}

json::object attention_json(const Attention& item) {
  json::object shown{{"kind", name(item.kind)},
                     {"client", nullptr},
                     {"since", time_or_null(item.since)},
                     {"count", nullptr}};
  if (!item.client_id.empty())
    shown["client"] = json::object{{"client_id", item.client_id}, {"name", item.client_name}};
  if (item.count)
    shown["count"] = *item.count;
  return shown;
}

json::object overview_json(store::Transaction& tx, const Call& call) {
  const View view(call.caller);
  const auto chart = read_chart(tx, call, view);
  const auto items = find_attention(tx, call, view, chart);
  json::array shown;
  for (std::size_t i = 0; i < std::min(items.size(), max_attention); ++i)
    shown.push_back(attention_json(items[i]));
  return {{"counts", counts_json(tx, call, view)},
          {"tokens", chart ? json::value(chart->tokens()) : json::value()},
          {"sign_ins", chart ? json::value(chart->sign_ins()) : json::value()},
          {"attention", std::move(shown)},
          {"attention_total", items.size()}};
}

}  // namespace

Task<Answer> list_attention(const Call& call) {
  auto query = Query::read(call.request);
  if (!query)
    co_return std::unexpected(std::move(query.error()));
  const auto page = query->page();
  if (auto problem = query->problem())
    co_return std::unexpected(std::move(*problem));
  auto find = [&call](store::Transaction& tx) {
    const View view(call.caller);
    return find_attention(tx, call, view, read_chart(tx, call, view));
  };
  const auto found = co_await call.store().read(std::move(find));
  json::array items;
  for (const auto& item : page_of(found, page)) items.push_back(attention_json(item));
  co_return json_answer(200,
                        list_json(std::move(items), static_cast<std::int64_t>(found.size()), page));
}

Task<Answer> show_overview(const Call& call) {
  auto find = [&call](store::Transaction& tx) { return overview_json(tx, call); };
  co_return json_answer(200, co_await call.store().read(std::move(find)));
}

}  // namespace latchkey::api
