#include "api/user_roles.hpp"

#include <algorithm>
#include <spdlog/fmt/fmt.h>

#include "store/roles.hpp"
#include "store/users.hpp"

namespace latchkey::api {
namespace {

bool holds(const oauth::User& user, const std::string& role_id) {
  return std::ranges::find(user.role_ids, role_id) != user.role_ids.end();
}

Problem beyond_the_caller(std::string detail) {
  Problem problem = forbidden(detail);
  problem.errors.push_back({.field = "role_ids", .message = std::move(detail)});
  return problem;
}

}  // namespace

void read_roles(Fields& body, oauth::User& user, store::Transaction& tx) {
  const auto role_ids = body.texts("role_ids");
  if (!role_ids)
    return;
  user.role_ids.clear();
  for (const auto& role_id : *role_ids) {
    if (!store::roles::find(tx, user.org_id, role_id)) {
      if (!body.faults.concerns("role_ids"))
        body.faults.add("role_ids", "must hold ids of roles only");
    } else if (!holds(user, role_id)) {
      user.role_ids.push_back(role_id);
    }
  }
}

std::optional<Problem> refuse_role_change(const Call& call, const oauth::User* before,
                                          const oauth::User& after, store::Transaction& tx) {
  const auto administrator = store::roles::system_administrator(tx, call.org_id());
  const bool was_administrator = before != nullptr && holds(*before, administrator.id);
  if (was_administrator != holds(after, administrator.id) && !call.caller.is_system_administrator)
    return beyond_the_caller(
        "Only System Administrators may give or take the System Administrator role.");
  for (const auto& role_id : after.role_ids) {
    if (before != nullptr && holds(*before, role_id))
      continue;
    const auto role = store::roles::find(tx, call.org_id(), role_id);
    if (role && !holds_all_of(call.caller, *role))
      return beyond_the_caller(
          fmt::format("The role {} has permissions that you do not hold.", role->name));
  }
  return std::nullopt;
}

std::optional<Problem> protect_administrator(const Call& call, const oauth::User& user,
                                             store::Transaction& tx) {
  if (call.caller.is_system_administrator ||
      !holds(user, store::roles::system_administrator(tx, call.org_id()).id))
    return std::nullopt;
  return forbidden("Only System Administrators may change a System Administrator.");
}

std::expected<oauth::User, Problem> find_changeable_user(const Call& call, store::Transaction& tx) {
  auto user = store::users::find(tx, call.org_id(), call.path_parameter());
  if (!user)
    return std::unexpected(not_found("user"));
  if (auto problem = protect_administrator(call, *user, tx))
    return std::unexpected(std::move(*problem));
  return std::move(*user);
}

std::optional<Problem> refuse_take_over(const Call& call, const oauth::User& user,
                                        store::Transaction& tx) {
  for (const auto& role_id : user.role_ids) {
    const auto role = store::roles::find(tx, call.org_id(), role_id);
    if (role && !holds_all_of(call.caller, *role))
      return forbidden(fmt::format(
          "This user has the role {}, which has permissions that you do not hold.", role->name));
  }
  return std::nullopt;
}

bool holds_all_of(const Caller& caller, const oauth::Role& role) {
  if (role.is_system_administrator)
    return caller.is_system_administrator;
  return caller.is_system_administrator || caller.permissions.contains_all(role.permissions);
}

}  // namespace latchkey::api
