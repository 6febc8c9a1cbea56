#include "api/audit_event.hpp"
#include "api/fields.hpp"
#include "api/handlers.hpp"
#include "api/permission_change.hpp"
#include "api/permission_fields.hpp"
#include "api/render.hpp"
#include "store/clients.hpp"
#include "store/permission_catalogues.hpp"
#include "store/roles.hpp"

namespace latchkey::api {
namespace {

http::Response answer(const oauth::PermissionCatalogue& catalogue) {
  return json_answer(200, json::object{{"permissions", permissions_json(catalogue)}});
}

}  // namespace

Task<Answer> show_permissions(const Call& call) {
  const auto snapshot = call.store().snapshot();
  co_return answer(snapshot->catalogue_of(call.org_id()));
}

Task<Answer> replace_permissions(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  body->require("permissions");
  const auto catalogue = read_permissions(*body);
  body->refuse_the_rest();
  if (!body->faults.empty())
    co_return std::unexpected(body->faults.problem());
  auto change = [&](store::Transaction& tx) -> Answer {
    const auto before = store::permission_catalogues::find(tx, call.org_id());
    if (before == *catalogue)
      return answer(*catalogue);
    auto faults = held_but_removed(before, *catalogue, store::roles::all(tx, call.org_id()),
                                   store::clients::all(tx, call.org_id()));
    if (!faults.empty())
      return std::unexpected(
          conflict("Roles or clients hold permissions that would be removed.", std::move(faults)));
    store::permission_catalogues::update(tx, call.org_id(), *catalogue);
    append_event(tx, call, "permissions.replaced", catalogue_target(call.org_id()),
                 catalogue_changes(before, *catalogue));
    return answer(*catalogue);
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
