#include "api/audit_event.hpp"
#include "api/caller.hpp"
#include "api/fields.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"
#include "api/user_fields.hpp"
#include "api/user_json.hpp"
#include "store/users.hpp"

namespace latchkey::api {

Task<Answer> show_me(const Call& call) {
  const oauth::User& user = call.caller.user;
  auto describe = [&user](store::Transaction& tx) {
    UserDirectory directory(tx, user.org_id);
    return user_json(user, directory);
  };
  json::object described = co_await call.store().read(std::move(describe));
  json::object answer{
      {"user", described},
      {"roles", described.at("roles")},
      {"permissions", texts_json(call.caller.permissions.values())},
      {"is_system_administrator", call.caller.is_system_administrator},
      {"csrf_token", nullptr},
  };
  const auto cookie = session_cookie_value(call.request, call.services.deployment);
  if (call.caller.session && cookie)
    answer["csrf_token"] = call.services.sessions.csrf_token(*cookie);
  co_return json_answer(200, answer);
}

Task<Answer> update_me(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  auto change = [&](store::Transaction& tx) -> Answer {
    auto user = store::users::find(tx, call.org_id(), call.caller.user.id);
    if (!user)
      return std::unexpected(not_found("user"));
    const oauth::User before = *user;
    read_names(*body, *user);
    for (const std::string_view name : {"email", "role_ids", "status"})
      body->fixed(name, "can be changed by an administrator only");
    body->fixed("password", "is changed at /me/password");
    refuse_immutable_user_fields(*body);
    body->refuse_the_rest();
    if (!body->faults.empty())
      return std::unexpected(body->faults.problem());
    UserDirectory directory(tx, call.org_id());
    const json::object changed = user_changes(before, *user, directory);
    if (!changed.empty()) {
      user->updated_at = call.now;
      if (store::users::update(tx, *user, call.now) != store::users::Change::done)
        return std::unexpected(not_found("user"));
      append_event(tx, call, "user.updated", user_target(*user), changed);
    }
    return json_answer(200, user_json(*user, directory));
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
