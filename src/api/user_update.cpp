#include "api/audit_event.hpp"
#include "api/fields.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"
#include "api/user_fields.hpp"
#include "api/user_json.hpp"
#include "api/user_roles.hpp"
#include "store/users.hpp"

namespace latchkey::api {
namespace {

void read_changes(Fields& body, oauth::User& user, store::Transaction& tx) {
  read_email(body, user);
  read_names(body, user);
  read_roles(body, user, tx);
  body.fixed("status", "is changed by enabling or disabling the user");
  body.fixed("password", "is changed at the user's password");
  refuse_immutable_user_fields(body);
  body.refuse_the_rest();
}

}  // namespace

Task<Answer> update_user(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  auto change = [&](store::Transaction& tx) -> Answer {
    const auto before = store::users::find(tx, call.org_id(), call.path_parameter());
    if (!before)
      return std::unexpected(not_found("user"));
    oauth::User user = *before;
    read_changes(*body, user, tx);
    if (!body->faults.empty())
      return std::unexpected(body->faults.problem());
    if (auto problem = protect_administrator(call, *before, tx))
      return std::unexpected(std::move(*problem));
    if (user.email != before->email)
      if (auto problem = refuse_take_over(call, *before, tx))
        return std::unexpected(std::move(*problem));
    if (auto problem = refuse_role_change(call, &*before, user, tx))
      return std::unexpected(std::move(*problem));
    UserDirectory directory(tx, call.org_id());
    const json::object changed = user_changes(*before, user, directory);
    if (!changed.empty()) {
      user.updated_at = call.now;
      if (auto problem = problem_of(store::users::update(tx, user, call.now)))
        return std::unexpected(std::move(*problem));
      append_event(tx, call, "user.updated", user_target(user), changed);
    }
    return json_answer(200, user_json(user, directory));
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
