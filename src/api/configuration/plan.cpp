#include "api/configuration/plan.hpp"

#include "api/configuration/client_plan.hpp"
#include "api/configuration/role_plan.hpp"
#include "api/permission_change.hpp"
#include "api/permission_fields.hpp"
#include "api/settings_fields.hpp"

namespace latchkey::api::configuration {

namespace {

void judge_version(Fields& file) {
  file.require("version");
  const auto given = file.integer("version");
  if (given && *given != version)
    file.faults.add("version", "must be 1");
}

oauth::Settings read_settings_section(Fields& file, const oauth::Settings& present) {
  oauth::Settings settings = present;
  if (auto section = file.object("settings")) {
    read_settings(*section, settings);
    file.adopt("settings", *section);
  }
  return settings;
}

void judge_removed_permissions(Fields& file, const State& state,
                               const oauth::PermissionCatalogue& catalogue, const RolePlan& roles,
                               const ClientPlan& clients) {
  for (const auto& fault : held_but_removed(state.catalogue, catalogue, roles.all, clients.all))
    file.faults.add(fault.field, fault.message);
}

}  // namespace

std::expected<Plan, Problem> make_plan(store::Transaction& tx, const Call& call, Fields file,
                                       const State& state, bool prune) {
  judge_version(file);
  const auto settings = read_settings_section(file, state.settings);
  const auto catalogue = read_permissions(file).value_or(state.catalogue);
  const oauth::ScopePolicy policy{.catalogue = catalogue, .rbac_enabled = settings.rbac_enabled};
  auto roles = plan_roles(tx, call, file, state.roles, catalogue, prune);
  auto clients = plan_clients(tx, call, file, state.clients, policy, prune);
  file.refuse_the_rest();
  judge_removed_permissions(file, state, catalogue, roles, clients);
  if (!file.faults.empty())
    return std::unexpected(file.faults.problem());
  Plan plan;
  if (settings_json(settings) != settings_json(state.settings))
    plan.settings = settings;
  if (!(catalogue == state.catalogue))
    plan.catalogue = catalogue;
  plan.roles = std::move(roles.changes);
  plan.clients = std::move(clients.changes);
  return plan;
}

}  // namespace latchkey::api::configuration
