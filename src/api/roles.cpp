#include "store/roles.hpp"

#include <array>

#include "api/handlers.hpp"
#include "api/query.hpp"
#include "api/render.hpp"
#include "api/role_json.hpp"
#include "store/permission_catalogues.hpp"

namespace latchkey::api {

Task<Answer> list_roles(const Call& call) {
  auto query = Query::read(call.request);
  if (!query)
    co_return std::unexpected(std::move(query.error()));
  const auto page = query->page({.keys = store::roles::sort_keys, .key = "name"});
  if (auto problem = query->problem())
    co_return std::unexpected(std::move(*problem));
  auto find = [&](store::Transaction& tx) {
    const auto found = store::roles::list(tx, call.org_id(), page);
    const auto catalogue = store::permission_catalogues::find(tx, call.org_id());
    json::array items;
    for (const auto& role : found.items) items.push_back(role_json(role, catalogue, tx));
    return list_json(std::move(items), found.total, page);
  };
  co_return json_answer(200, co_await call.store().read(std::move(find)));
}

Task<Answer> show_role(const Call& call) {
  auto find = [&](store::Transaction& tx) -> Answer {
    const auto role = store::roles::find(tx, call.org_id(), call.path_parameter());
    if (!role)
      return std::unexpected(not_found("role"));
    const auto catalogue = store::permission_catalogues::find(tx, call.org_id());
    return json_answer(200, role_json(*role, catalogue, tx));
  };
  co_return co_await call.store().read(std::move(find));
}

}  // namespace latchkey::api
