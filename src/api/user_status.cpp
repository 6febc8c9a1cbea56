#include "api/audit_event.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"
#include "api/user_fields.hpp"
#include "api/user_json.hpp"
#include "api/user_roles.hpp"
#include "store/users.hpp"

namespace latchkey::api {
namespace {

Answer set_status(store::Transaction& tx, const Call& call, oauth::Status status) {
  auto user = find_changeable_user(call, tx);
  if (!user)
    return std::unexpected(std::move(user.error()));
  if (user->status != status) {
    user->status = status;
    user->updated_at = call.now;
    if (auto problem = problem_of(store::users::update(tx, *user, call.now)))
      return std::unexpected(std::move(*problem));
    append_event(tx, call, user->is_active() ? "user.enabled" : "user.disabled",
                 user_target(*user));
  }
  UserDirectory directory(tx, call.org_id());
  return json_answer(200, user_json(*user, directory));
}

}  // namespace

Task<Answer> enable_user(const Call& call) {
  auto change = [&](store::Transaction& tx) { return set_status(tx, call, oauth::Status::active); };
  co_return co_await call.store().change(std::move(change));
}

Task<Answer> disable_user(const Call& call) {
  auto change = [&](store::Transaction& tx) {
    return set_status(tx, call, oauth::Status::disabled);
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
