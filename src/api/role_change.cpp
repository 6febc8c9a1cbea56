#include <spdlog/fmt/fmt.h>

#include "api/audit_event.hpp"
#include "api/fields.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"
#include "api/role_fields.hpp"
#include "api/role_json.hpp"
#include "api/user_roles.hpp"
#include "store/permission_catalogues.hpp"
#include "store/roles.hpp"

namespace latchkey::api {
namespace {

using store::roles::Change;

std::optional<Problem> beyond_the_caller(const Call& call, const oauth::Role& role) {
  if (holds_all_of(call.caller, role))
    return std::nullopt;
  Problem problem = forbidden("The role has permissions that you do not hold.");
  problem.errors.push_back({.field = "permissions", .message = "must be ones that you hold"});
  return problem;
}

std::optional<Problem> problem_of(Change change, store::Transaction& tx, const oauth::Role& role) {
  switch (change) {
    case Change::done:
      return std::nullopt;
    case Change::gone:
      return not_found("role");
    case Change::name_taken:
      return conflict("Another role has this name.", {{.field = "name", .message = "is taken"}});
    case Change::built_in:
      return conflict("The System Administrator role cannot be edited or deleted.");
    case Change::in_use: {
      const auto holders = store::roles::holders(tx, role.id);
      return conflict(
          fmt::format("The role is held by {} {}.", holders, holders == 1 ? "user" : "users"));
    }
  }
  return std::nullopt;
}

}  // namespace

Task<Answer> create_role(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  oauth::Role role;
  role.id = make_id(call.store().random(), "rol_");
  role.org_id = call.org_id();
  role.created_at = role.updated_at = call.now;
  body->require("name");
  auto change = [&](store::Transaction& tx) -> Answer {
    const auto catalogue = store::permission_catalogues::find(tx, call.org_id());
    read_role(*body, role, catalogue);
    if (!body->faults.empty())
      return std::unexpected(body->faults.problem());
    if (auto problem = beyond_the_caller(call, role))
      return std::unexpected(std::move(*problem));
    if (auto problem = problem_of(store::roles::insert(tx, role), tx, role))
      return std::unexpected(std::move(*problem));
    append_event(tx, call, "role.created", role_target(role), editable_role_fields(role));
    return json_answer(201, role_json(role, catalogue, tx))
        .set("Location", "/api/v1/roles/" + role.id);
  };
  co_return co_await call.store().change(std::move(change));
}

Task<Answer> update_role(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  auto change = [&](store::Transaction& tx) -> Answer {
    const auto before = store::roles::find(tx, call.org_id(), call.path_parameter());
    if (!before)
      return std::unexpected(not_found("role"));
    if (before->is_system_administrator)
      return std::unexpected(*problem_of(Change::built_in, tx, *before));
    const auto catalogue = store::permission_catalogues::find(tx, call.org_id());
    oauth::Role role = *before;
    read_role(*body, role, catalogue);
    if (!body->faults.empty())
      return std::unexpected(body->faults.problem());
    for (const oauth::Role* version : {&*before, static_cast<const oauth::Role*>(&role)})
      if (auto problem = beyond_the_caller(call, *version))
        return std::unexpected(std::move(*problem));
    const json::object changed = changes(editable_role_fields(*before), editable_role_fields(role));
    if (!changed.empty()) {
      role.updated_at = call.now;
      if (auto problem = problem_of(store::roles::update(tx, role), tx, role))
        return std::unexpected(std::move(*problem));
      append_event(tx, call, "role.updated", role_target(role), changed);
    }
    return json_answer(200, role_json(role, catalogue, tx));
  };
  co_return co_await call.store().change(std::move(change));
}

Task<Answer> delete_role(const Call& call) {
  auto change = [&](store::Transaction& tx) -> Answer {
    const auto role = store::roles::find(tx, call.org_id(), call.path_parameter());
    if (!role)
      return std::unexpected(not_found("role"));
    if (role->is_system_administrator)
      return std::unexpected(*problem_of(Change::built_in, tx, *role));
    if (auto problem = problem_of(store::roles::erase(tx, call.org_id(), role->id), tx, *role))
      return std::unexpected(std::move(*problem));
    append_event(tx, call, "role.deleted", role_target(*role), editable_role_fields(*role));
    return http::empty_response(204);
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
