#include "api/configuration/apply.hpp"

#include <stdexcept>

#include "api/audit_event.hpp"
#include "api/client_json.hpp"
#include "api/permission_change.hpp"
#include "api/role_json.hpp"
#include "api/settings_fields.hpp"
#include "store/permission_catalogues.hpp"
#include "store/roles.hpp"
#include "store/settings.hpp"

namespace latchkey::api::configuration {

namespace {

void must_be_done(store::roles::Change change) {
  if (change != store::roles::Change::done)
    throw std::logic_error("a role that was planned cannot be changed so");
}

void apply_role(store::Transaction& tx, const Call& call, const RoleChange& change) {
  const auto& [before, after] = change;
  if (!after) {
    must_be_done(store::roles::erase(tx, call.org_id(), before->id));
    append_event(tx, call, "role.deleted", role_target(*before), editable_role_fields(*before));
  } else if (!before) {
    must_be_done(store::roles::insert(tx, *after));
    append_event(tx, call, "role.created", role_target(*after), editable_role_fields(*after));
  } else {
    must_be_done(store::roles::update(tx, *after));
    append_event(tx, call, "role.updated", role_target(*after),
                 changes(editable_role_fields(*before), editable_role_fields(*after)));
  }
}

void create_client(store::Transaction& tx, const Call& call, const ClientChange& change) {
  oauth::Client client = *change.after;
  if (change.new_secret)
    client.secrets.push_back(*change.new_secret);
  store::clients::insert(tx, client);
  append_event(tx, call, "client.created", client_target(client), created_client_fields(client));
}

void update_client_fields(store::Transaction& tx, const Call& call, const oauth::Client& before,
                          const oauth::Client& after) {
  const auto changed = changes(editable_client_fields(before), editable_client_fields(after));
  if (changed.empty() && before.status == after.status)
    return;
  store::clients::update(tx, after);
  if (!changed.empty())
    append_event(tx, call, "client.updated", client_target(after), changed);
  if (before.status != after.status)
    append_event(tx, call, after.is_active() ? "client.enabled" : "client.disabled",
                 client_target(after));
}

void add_secret(store::Transaction& tx, const Call& call, const ClientChange& change) {
  const auto& client = *change.after;
  if (change.replaced_secret) {
    store::clients::erase_secret(tx, call.org_id(), client.id, change.replaced_secret->id);
    append_event(tx, call, "client.secret_removed", client_target(client),
                 {{"secret_id", change.replaced_secret->id}});
  }
  if (store::clients::add_secret(tx, call.org_id(), client.id, *change.new_secret) !=
      store::clients::AddSecret::added)
    throw std::logic_error("a secret that was planned cannot be added");
  append_event(tx, call, "client.secret_added", client_target(client),
               {{"secret_id", change.new_secret->id}});
}

void apply_client(store::Transaction& tx, const Call& call, const ClientChange& change) {
  if (!change.after) {
    store::clients::erase(tx, call.org_id(), change.before->id);
    append_event(tx, call, "client.deleted", client_target(*change.before),
                 impact_fields(*change.impact));
  } else if (!change.before) {
    create_client(tx, call, change);
  } else {
    update_client_fields(tx, call, *change.before, *change.after);
    if (change.new_secret)
      add_secret(tx, call, change);
  }
}

}  // namespace

void apply(store::Transaction& tx, const Call& call, const State& state, const Plan& plan) {
  if (plan.settings) {
    store::settings::update(tx, call.org_id(), *plan.settings);
    append_event(tx, call, "settings.updated", settings_target(call.org_id(), *plan.settings),
                 changes(settings_json(state.settings), settings_json(*plan.settings)));
  }
  if (plan.catalogue) {
    store::permission_catalogues::update(tx, call.org_id(), *plan.catalogue);
    append_event(tx, call, "permissions.replaced", catalogue_target(call.org_id()),
                 catalogue_changes(state.catalogue, *plan.catalogue));
  }
  for (const auto& change : plan.roles) apply_role(tx, call, change);
  for (const auto& change : plan.clients) apply_client(tx, call, change);
}

}  // namespace latchkey::api::configuration
