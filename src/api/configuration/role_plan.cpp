#include "api/configuration/role_plan.hpp"

#include <algorithm>
#include <set>
#include <spdlog/fmt/fmt.h>

#include "api/role_fields.hpp"
#include "store/roles.hpp"
#include "store/search.hpp"

namespace latchkey::api::configuration {

namespace {

constexpr std::string_view section = "roles";

// Names are the same without regard to case, as in the store.
const oauth::Role* find_by_name(const std::vector<oauth::Role>& roles, std::string_view name) {
  const auto key = store::fold(name);
  const auto found = std::ranges::find_if(
      roles, [&](const oauth::Role& role) { return store::fold(role.name) == key; });
  return found == roles.end() ? nullptr : &*found;
}

oauth::Role role_to_fill(const Call& call, const oauth::Role* present) {
  oauth::Role role;
  if (present != nullptr) {
    role = *present;
  } else {
    role.id = make_id(call.store().random(), "rol_");
    role.org_id = call.org_id();
    role.created_at = call.now;
  }
  role.updated_at = call.now;
  role.description.clear();
  role.permissions = {};
  return role;
}

void judge_name(Fields& entry, const std::string& name, const std::string& administrator,
                std::set<std::string>& names) {
  const auto key = store::fold(name);
  if (key == store::fold(administrator))
    entry.faults.add("name", "is always there and holds every permission: leave it out");
  else if (!names.insert(key).second)
    entry.faults.add("name", "is there twice");
}

void prune_roles(store::Transaction& tx, Fields& file, const std::vector<oauth::Role>& present,
                 const std::set<std::string>& names, RolePlan& plan) {
  for (const auto& role : present) {
    if (names.contains(store::fold(role.name)))
      continue;
    if (const auto holders = store::roles::holders(tx, role.id); holders != 0)
      file.faults.add(section, fmt::format("must name \"{}\", which {} {}", role.name, holders,
                                           holders == 1 ? "user holds" : "users hold"));
    plan.changes.push_back({.before = role, .after = {}});
  }
}

}  // namespace

RolePlan plan_roles(store::Transaction& tx, const Call& call, Fields& file,
                    const std::vector<oauth::Role>& present,
                    const oauth::PermissionCatalogue& catalogue, bool prune) {
  RolePlan plan;
  auto entries = file.objects(section);
  if (!entries) {
    plan.all = present;
    return plan;
  }
  const auto administrator = store::roles::system_administrator(tx, call.org_id()).name;
  std::set<std::string> names;
  for (std::size_t index = 0; index < entries->size(); ++index) {
    Fields& entry = (*entries)[index];
    const std::string name = entry.required_text("name");
    judge_name(entry, name, administrator, names);
    const oauth::Role* before = find_by_name(present, name);
    oauth::Role role = role_to_fill(call, before);
    read_role(entry, role, catalogue);
    file.adopt(section, index, entry);
    if (before == nullptr || role_members(*before) != role_members(role))
      plan.changes.push_back(
          {.before = before != nullptr ? std::optional(*before) : std::nullopt, .after = role});
    plan.all.push_back(std::move(role));
  }
  if (prune)
    prune_roles(tx, file, present, names, plan);
  else
    for (const auto& role : present)
      if (!names.contains(store::fold(role.name)))
        plan.all.push_back(role);
  return plan;
}

}  // namespace latchkey::api::configuration
