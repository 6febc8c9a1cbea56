#include "api/audit_event.hpp"
#include "api/client_json.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"
#include "store/clients.hpp"

namespace latchkey::api {
namespace {

Answer set_status(store::Transaction& tx, const Call& call, oauth::Status status) {
  auto client = store::clients::find(tx, call.org_id(), call.path_parameter());
  if (!client)
    return std::unexpected(not_found("client"));
  if (client->status != status) {
    client->status = status;
    client->updated_by = call.caller.user.id;
    client->updated_at = call.now;
    store::clients::update(tx, *client);
    append_event(tx, call, client->is_active() ? "client.enabled" : "client.disabled",
                 client_target(*client));
  }
  UserDirectory directory(tx, call.org_id());
  return json_answer(200, client_details_json(tx, *client, directory));
}

}  // namespace

Task<Answer> enable_client(const Call& call) {
  auto change = [&](store::Transaction& tx) { return set_status(tx, call, oauth::Status::active); };
  co_return co_await call.store().change(std::move(change));
}

Task<Answer> disable_client(const Call& call) {
  auto change = [&](store::Transaction& tx) {
    return set_status(tx, call, oauth::Status::disabled);
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
