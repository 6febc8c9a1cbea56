#include "store/users.hpp"

#include "api/audit_event.hpp"
#include "api/handlers.hpp"
#include "api/query.hpp"
#include "api/render.hpp"
#include "api/status_choice.hpp"
#include "api/user_fields.hpp"
#include "api/user_json.hpp"
#include "api/user_roles.hpp"

namespace latchkey::api {

Task<Answer> list_users(const Call& call) {
  auto query = Query::read(call.request);
  if (!query)
    co_return std::unexpected(std::move(query.error()));
  const auto status = read_status(*query);
  const auto page = query->page({.keys = store::users::sort_keys, .key = "email"});
  if (auto problem = query->problem())
    co_return std::unexpected(std::move(*problem));
  auto find = [&](store::Transaction& tx) {
    const auto found = store::users::list(tx, call.org_id(), status, page);
    UserDirectory directory(tx, call.org_id());
    json::array items;
    for (const auto& user : found.items) items.push_back(user_json(user, directory));
    return list_json(std::move(items), found.total, page);
  };
  co_return json_answer(200, co_await call.store().read(std::move(find)));
}

Task<Answer> show_user(const Call& call) {
  auto find = [&](store::Transaction& tx) -> Answer {
    const auto user = store::users::find(tx, call.org_id(), call.path_parameter());
    if (!user)
      return std::unexpected(not_found("user"));
    UserDirectory directory(tx, call.org_id());
    return json_answer(200, user_json(*user, directory));
  };
  co_return co_await call.store().read(std::move(find));
}

Task<Answer> delete_user(const Call& call) {
  auto change = [&](store::Transaction& tx) -> Answer {
    const auto user = find_changeable_user(call, tx);
    if (!user)
      return std::unexpected(user.error());
    if (user->id == call.caller.user.id)
      return std::unexpected(conflict("You cannot delete yourself."));
    if (store::users::erase(tx, call.org_id(), user->id, call.now) ==
        store::users::Change::last_administrator)
      return std::unexpected(last_administrator());
    append_event(tx, call, "user.deleted", user_target(*user));
    return http::empty_response(204);
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
