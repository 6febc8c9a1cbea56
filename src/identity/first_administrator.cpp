#include "identity/first_administrator.hpp"

#include <stdexcept>
#include <utility>

#include "crypto/password.hpp"
#include "crypto/readable_password.hpp"
#include "identity/email.hpp"
#include "identity/password_policy.hpp"
#include "store/audit.hpp"
#include "store/organizations.hpp"
#include "store/roles.hpp"
#include "store/users.hpp"

namespace latchkey::identity {

namespace {

constexpr std::string_view default_email = "admin@localhost";

store::audit::Event created_event(const oauth::User& user) {
  store::audit::Event event;
  event.time = user.created_at;
  event.org_id = user.org_id;
  event.actor = {.id = "system", .name = "system"};
  event.action = "user.created";
  event.target = {.type = "user", .id = user.id, .name = user.email};
  return event;
}

void refuse_faults(const std::string& email, const Secret& password) {
  if (const auto fault = email_fault(email))
    throw std::runtime_error("the first administrator's e-mail address: " + *fault);
  if (const auto fault = password_fault(password, email))
    throw std::runtime_error("the first administrator's password: " + *fault);
}

}  // namespace

std::optional<FirstAdministrator> create_first_administrator(
    store::Store& store, const std::optional<std::string>& email,
    const std::optional<Secret>& password) {
  const auto has_users = [](store::Transaction& tx) { return store::users::count(tx) > 0; };
  if (store.read_now(has_users))
    return std::nullopt;

  FirstAdministrator first{
      .email = email.value_or(std::string(default_email)),
      .password = password ? *password : crypto::make_readable_password(store.random()),
      .is_generated = !password};
  refuse_faults(first.email, first.password);
  const std::string password_hash = crypto::hash_password(first.password);
  const bool was_created = store.write_now([&](store::Transaction& tx) {
    tx.lock(db::Lock::management);
    if (has_users(tx))
      return false;
    oauth::User user;
    user.id = make_id(store.random(), "usr_");
    user.org_id = store::organizations::default_id(tx);
    user.email = first.email;
    user.role_ids = {store::roles::system_administrator(tx, user.org_id).id};
    user.created_at = user.updated_at = store.clock().now();
    store::users::insert(tx, user, password_hash);
    store::audit::append(tx, created_event(user));
    return true;
  });
  return was_created ? std::optional(std::move(first)) : std::nullopt;
}

}  // namespace latchkey::identity
