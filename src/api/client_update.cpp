#include "api/audit_event.hpp"
#include "api/client_fields.hpp"
#include "api/client_json.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"
#include "store/clients.hpp"

namespace latchkey::api {
namespace {

void read_changes(Fields& body, oauth::Client& client, store::Transaction& tx) {
  read_editable_fields(body, client);
  read_acting_user(body, client, tx);
  for (const std::string_view name : {"client_type", "grant_types", "response_types"})
    body.fixed(name, "cannot be changed after creation");
  body.fixed("status", "is changed by enabling or disabling the client");
  refuse_fields_of_the_server(body);
  body.refuse_the_rest();
}

}  // namespace

// The user's document: name, description, redirect URIs, scopes and acting user can be updated;
// grant types, client type and response types cannot be changed after creation.
Task<Answer> update_client(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  auto change = [&](store::Transaction& tx) -> Answer {
    const auto before = store::clients::find(tx, call.org_id(), call.path_parameter());
    if (!before)
      return std::unexpected(not_found("client"));
    oauth::Client client = *before;
    read_changes(*body, client, tx);
    judge_client(*body, client, &*before, tx);
    if (!body->faults.empty())
      return std::unexpected(body->faults.problem());
    const json::object changed =
        changes(editable_client_fields(*before), editable_client_fields(client));
    if (!changed.empty()) {
      client.updated_by = call.caller.user.id;
      client.updated_at = call.now;
      store::clients::update(tx, client);
      append_event(tx, call, "client.updated", client_target(client), changed);
    }
    UserDirectory directory(tx, call.org_id());
    return json_answer(200, client_details_json(tx, client, directory));
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
