#include "api/audit_event.hpp"
#include "api/fields.hpp"
#include "api/handlers.hpp"
#include "api/user_fields.hpp"
#include "api/user_roles.hpp"
#include "store/users.hpp"

namespace latchkey::api {
namespace {

std::expected<oauth::User, Problem> find_settable(const Call& call, store::Transaction& tx) {
  auto user = find_changeable_user(call, tx);
  if (!user)
    return user;
  if (auto problem = refuse_take_over(call, *user, tx))
    return std::unexpected(std::move(*problem));
  return user;
}

}  // namespace

// Ends the user's sessions and refresh tokens. Judged before hashing, and again after.
Task<Answer> reset_user_password(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  auto judge = [&](store::Transaction& tx) { return find_settable(call, tx); };
  const auto judged = co_await call.store().read(std::move(judge));
  if (!judged)
    co_return std::unexpected(judged.error());
  Secret password = read_password(*body, "password", judged->email);
  body->refuse_the_rest();
  if (!body->faults.empty())
    co_return std::unexpected(body->faults.problem());

  const std::string hash = co_await call.services.hashing.hash(std::move(password));
  auto change = [&](store::Transaction& tx) -> Answer {
    const auto user = find_settable(call, tx);
    if (!user)
      return std::unexpected(user.error());
    store::users::set_password(tx, user->id, hash, {}, call.now);
    append_event(tx, call, "user.password_reset", user_target(*user));
    return http::empty_response(204);
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
