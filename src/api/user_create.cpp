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

struct NewUser {
  oauth::User user;
  Secret password;
};

oauth::User new_user(const Call& call) {
  oauth::User user;
  user.id = make_id(call.store().random(), "usr_");
  user.org_id = call.org_id();
  user.created_at = user.updated_at = call.now;
  return user;
}

NewUser read_user(const Call& call, Fields& body, store::Transaction& tx) {
  NewUser made{.user = new_user(call), .password = {}};
  body.require("email");
  read_email(body, made.user);
  read_names(body, made.user);
  made.password = read_password(body, "password", made.user.email);
  read_roles(body, made.user, tx);
  body.fixed("status", "cannot be set at creation");
  refuse_immutable_user_fields(body);
  body.refuse_the_rest();
  return made;
}

std::optional<Problem> refuse_email(const oauth::User& user, store::Transaction& tx) {
  if (!store::users::find_login(tx, store::users::canonical_email(user.email)))
    return std::nullopt;
  return email_taken();
}

}  // namespace

// Hashing comes between two transactions: the first finds every fault before it is worth the cost,
// the second judges again what may have changed meanwhile.
Task<Answer> create_user(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  auto judge = [&](store::Transaction& tx) -> std::expected<NewUser, Problem> {
    NewUser made = read_user(call, *body, tx);
    if (!body->faults.empty())
      return std::unexpected(body->faults.problem());
    if (auto problem = refuse_role_change(call, nullptr, made.user, tx))
      return std::unexpected(std::move(*problem));
    if (auto problem = refuse_email(made.user, tx))
      return std::unexpected(std::move(*problem));
    return made;
  };
  auto made = co_await call.store().read(std::move(judge));
  if (!made)
    co_return std::unexpected(std::move(made.error()));

  const oauth::User& user = made->user;
  const std::string hash = co_await call.services.hashing.hash(std::move(made->password));
  auto change = [&](store::Transaction& tx) -> Answer {
    for (const auto& role_id : user.role_ids)
      if (!UserDirectory(tx, call.org_id()).role(role_id))
        return std::unexpected(
            bad_request({{.field = "role_ids", .message = "must hold ids of roles only"}}));
    if (auto problem = refuse_role_change(call, nullptr, user, tx))
      return std::unexpected(std::move(*problem));
    if (store::users::insert(tx, user, hash) == store::users::Insert::email_taken)
      return std::unexpected(email_taken());
    UserDirectory directory(tx, call.org_id());
    append_event(tx, call, "user.created", user_target(user),
                 {{"roles", directory.role_references(user)}});
    return json_answer(201, user_json(user, directory)).set("Location", "/api/v1/users/" + user.id);
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
