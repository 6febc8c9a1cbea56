#include "api/configuration/plan_json.hpp"

#include <boost/json/serialize.hpp>
#include <spdlog/fmt/fmt.h>

#include "api/audit_event.hpp"
#include "api/client_json.hpp"
#include "api/permission_fields.hpp"
#include "api/settings_fields.hpp"
#include "base/timestamp.hpp"
#include "crypto/digest.hpp"

namespace latchkey::api::configuration {

namespace {

json::object change_json(std::string_view action, std::string_view object, std::string_view name,
                         json::object fields) {
  return {{"action", action}, {"object", object}, {"name", name}, {"fields", std::move(fields)}};
}

template <class T>
std::string_view action_of(const std::optional<T>& before, const std::optional<T>& after) {
  if (!before)
    return "create";
  return after ? "change" : "delete";
}

// "Administration: Check any token of the organization", by permission.
json::object described_permissions(const oauth::PermissionCatalogue& catalogue) {
  json::object described;
  for (const auto& group : catalogue.groups())
    for (const auto& permission : group.permissions)
      described[permission.name] = fmt::format("{}: {}", group.name, permission.description);
  return described;
}

// Of two versions of an object's members; those that went are null afterwards.
json::object differences(const json::object& before, const json::object& after) {
  json::object fields = changes(before, after);
  for (const auto& [name, value] : before)
    if (!after.contains(name))
      fields[name] = json::object{{"from", value}, {"to", nullptr}};
  return fields;
}

json::object catalogue_json(const oauth::PermissionCatalogue& before,
                            const oauth::PermissionCatalogue& after) {
  json::object fields = differences(described_permissions(before), described_permissions(after));
  if (fields.empty())
    fields["order"] = json::object{{"from", "as it is"}, {"to", "as in the file"}};
  return change_json("change", "permissions", "", std::move(fields));
}

json::object role_json(const RoleChange& change) {
  const auto& [before, after] = change;
  json::object fields;
  if (after)
    fields = before ? differences(role_members(*before), role_members(*after))
                    : differences({}, without_defaults(role_members(*after)));
  return change_json(action_of(before, after), "role", (after ? *after : *before).name,
                     std::move(fields));
}

std::string secret_text(const ClientChange& change) {
  if (!change.replaced_secret)
    return change.before && !change.before->secrets.empty() ? "added beside the present one"
                                                            : "added";
  return fmt::format("added; removes the older of the two, {} of {}", change.replaced_secret->id,
                     format_rfc3339(change.replaced_secret->created_at));
}

json::object client_fields(const ClientChange& change, UserDirectory& directory,
                           bool has_lasting_id) {
  json::object fields;
  if (!change.after)
    return fields;
  if (change.before) {
    fields = differences(client_members(*change.before, directory),
                         client_members(*change.after, directory));
  } else {
    json::object members = without_defaults(client_members(*change.after, directory));
    if (!has_lasting_id)
      members["client_id"] = "made up by the server";
    fields = differences({}, members);
  }
  if (change.new_secret)
    fields["secret"] = json::object{{"from", nullptr}, {"to", secret_text(change)}};
  return fields;
}

json::object client_json(const ClientChange& change, UserDirectory& directory, bool is_applied) {
  const auto& client = change.after ? *change.after : *change.before;
  const bool has_lasting_id = change.before || change.has_given_id || is_applied;
  json::object object = change_json(action_of(change.before, change.after), "client", client.name,
                                    client_fields(change, directory, has_lasting_id));
  object["client_id"] = has_lasting_id ? json::value(client.id) : json::value();
  const bool has_secret = change.new_secret || !client.secrets.empty();
  object["lacks_secret"] = change.after && !client.is_public() && !has_secret;
  if (change.impact)
    object["impact"] = impact_fields(*change.impact);
  return object;
}

}  // namespace

json::array changes_json(const State& state, const Plan& plan, UserDirectory& directory,
                         bool is_applied) {
  json::array all;
  if (plan.settings)
    all.push_back(
        change_json("change", "settings", "",
                    changes(settings_json(state.settings), settings_json(*plan.settings))));
  if (plan.catalogue)
    all.push_back(catalogue_json(state.catalogue, *plan.catalogue));
  for (const auto& change : plan.roles) all.push_back(role_json(change));
  for (const auto& change : plan.clients) all.push_back(client_json(change, directory, is_applied));
  return all;
}

std::string fingerprint(const json::array& changes) {
  json::array lasting;
  for (const auto& change : changes) {
    json::object object = change.get_object();
    object.erase("impact");
    lasting.push_back(std::move(object));
  }
  return crypto::digest_text(json::serialize(lasting));
}

}  // namespace latchkey::api::configuration
