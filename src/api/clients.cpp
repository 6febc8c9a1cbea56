#include "store/clients.hpp"

#include <array>

#include "api/audit_event.hpp"
#include "api/client_json.hpp"
#include "api/handlers.hpp"
#include "api/query.hpp"
#include "api/render.hpp"
#include "api/status_choice.hpp"

namespace latchkey::api {

Task<Answer> list_clients(const Call& call) {
  auto query = Query::read(call.request);
  if (!query)
    co_return std::unexpected(std::move(query.error()));
  const auto status = read_status(*query);
  const auto page = query->page({.keys = store::clients::sort_keys, .key = "name"});
  if (auto problem = query->problem())
    co_return std::unexpected(std::move(*problem));
  auto find = [&](store::Transaction& tx) {
    const auto found = store::clients::list(tx, call.org_id(), status, page);
    UserDirectory directory(tx, call.org_id());
    json::array items;
    for (const auto& client : found.items) items.push_back(client_json(client, directory));
    return list_json(std::move(items), found.total, page);
  };
  co_return json_answer(200, co_await call.store().read(std::move(find)));
}

Task<Answer> show_client(const Call& call) {
  auto find = [&](store::Transaction& tx) -> Answer {
    const auto client = store::clients::find(tx, call.org_id(), call.path_parameter());
    if (!client)
      return std::unexpected(not_found("client"));
    UserDirectory directory(tx, call.org_id());
    return json_answer(200, client_details_json(tx, *client, directory));
  };
  co_return co_await call.store().read(std::move(find));
}

Task<Answer> delete_client(const Call& call) {
  auto change = [&](store::Transaction& tx) -> Answer {
    const auto client = store::clients::find(tx, call.org_id(), call.path_parameter());
    if (!client)
      return std::unexpected(not_found("client"));
    const auto lost = store::clients::impact(tx, call.org_id(), client->id, call.now);
    store::clients::erase(tx, call.org_id(), client->id);
    append_event(tx, call, "client.deleted", client_target(*client), impact_fields(lost));
    return http::empty_response(204);
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
