#include "api/client_json.hpp"
#include "api/handlers.hpp"
#include "api/query.hpp"
#include "api/render.hpp"
#include "store/clients.hpp"
#include "store/grants.hpp"

namespace latchkey::api {
namespace {

json::object grant_json(const store::grants::LiveGrant& live) {
  return {{"id", live.grant.id},
          {"user",
           json::object{
               {"id", live.grant.user_id}, {"name", live.user_name}, {"email", live.user_email}}},
          {"scopes", texts_json(live.grant.scopes.values())},
          {"created_at", time_or_null(live.grant.created_at)},
          {"expires_at", time_or_null(live.grant.expires_at)}};
}

}  // namespace

Task<Answer> show_client_impact(const Call& call) {
  auto find = [&](store::Transaction& tx) -> Answer {
    const std::string& client_id = call.path_parameter();
    if (!store::clients::find(tx, call.org_id(), client_id))
      return std::unexpected(not_found("client"));
    const auto impact = store::clients::impact(tx, call.org_id(), client_id, call.now);
    return json_answer(200, json::object{{"live_grants", impact.live_grants},
                                         {"live_refresh_tokens", impact.live_refresh_tokens},
                                         {"sessions", impact.sessions},
                                         {"users", impact.users},
                                         {"consents", impact.consents}});
  };
  co_return co_await call.store().read(std::move(find));
}

Task<Answer> list_client_grants(const Call& call) {
  auto query = Query::read(call.request);
  if (!query)
    co_return std::unexpected(std::move(query.error()));
  const auto page = query->page();
  if (auto problem = query->problem())
    co_return std::unexpected(std::move(*problem));
  auto find = [&](store::Transaction& tx) -> Answer {
    const std::string& client_id = call.path_parameter();
    if (!store::clients::find(tx, call.org_id(), client_id))
      return std::unexpected(not_found("client"));
    const auto found = store::grants::list_of_client(tx, call.org_id(), client_id, page, call.now);
    json::array items;
    for (const auto& live : found.items) items.push_back(grant_json(live));
    return json_answer(200, list_json(std::move(items), found.total, page));
  };
  co_return co_await call.store().read(std::move(find));
}

}  // namespace latchkey::api
