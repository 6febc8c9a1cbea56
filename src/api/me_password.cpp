#include "api/audit_event.hpp"
#include "api/fields.hpp"
#include "api/handlers.hpp"
#include "api/refusal.hpp"
#include "api/user_fields.hpp"
#include "identity/password_policy.hpp"
#include "store/users.hpp"

namespace latchkey::api {

Task<Answer> change_my_password(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  Secret current(body->required_text("current_password"));
  Secret next = read_password(*body, "new_password", call.caller.user.email);
  body->refuse_the_rest();
  if (!body->faults.empty())
    co_return std::unexpected(body->faults.problem());

  oauth::User user = call.caller.user;
  auto origin = origin_of(call.request);
  const auto confirmed = co_await call.services.sign_in.confirm_password(
      std::move(user), std::move(current), std::move(origin));
  if (!confirmed)
    co_return std::unexpected(refusal_of_password(confirmed.error(), "current_password"));

  const std::string hash = co_await call.services.hashing.hash(std::move(next));
  auto change = [&](store::Transaction& tx) {
    store::users::set_password(tx, call.caller.user.id, hash, call.caller.session->id, call.now);
    append_event(tx, call, "password.changed", user_target(call.caller.user));
  };
  co_await call.store().change(std::move(change));
  co_return http::empty_response(204);
}

}  // namespace latchkey::api
