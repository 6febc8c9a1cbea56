#include <algorithm>

#include "api/audit_event.hpp"
#include "api/client_json.hpp"
#include "api/client_secret.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"
#include "store/clients.hpp"

namespace latchkey::api {

using store::clients::AddSecret;

// The contract: up to two, so that one can be replaced without an outage.
Task<Answer> add_client_secret(const Call& call) {
  const NewClientSecret secret = make_client_secret(call.store().random(), call.now);
  auto change = [&](store::Transaction& tx) -> std::expected<void, Problem> {
    const auto client = store::clients::find(tx, call.org_id(), call.path_parameter());
    if (!client)
      return std::unexpected(not_found("client"));
    if (client->is_public())
      return std::unexpected(conflict("A public client has no secret."));
    if (store::clients::add_secret(tx, call.org_id(), client->id, secret.stored) !=
        AddSecret::added)
      return std::unexpected(conflict("The client has two secrets already; remove one first."));
    append_event(tx, call, "client.secret_added", client_target(*client),
                 {{"secret_id", secret.stored.id}});
    return {};
  };
  auto added = co_await call.store().change(std::move(change));
  if (!added)
    co_return std::unexpected(std::move(added.error()));
  co_return json_answer(201, json::object{{"id", secret.stored.id},
                                          {"client_secret", secret.value.reveal()},
                                          {"created_at", time_or_null(secret.stored.created_at)},
                                          {"last_used_at", nullptr}});
}

Task<Answer> remove_client_secret(const Call& call) {
  auto change = [&](store::Transaction& tx) -> Answer {
    const std::string& secret_id = call.path_parameter(1);
    const auto client = store::clients::find(tx, call.org_id(), call.path_parameter(0));
    if (!client)
      return std::unexpected(not_found("client"));
    if (std::ranges::find(client->secrets, secret_id, &oauth::ClientSecret::id) ==
        client->secrets.end())
      return std::unexpected(not_found("secret"));
    if (client->secrets.size() == 1)
      return std::unexpected(conflict("This is the client's only secret; add another one first."));
    store::clients::erase_secret(tx, call.org_id(), client->id, secret_id);
    append_event(tx, call, "client.secret_removed", client_target(*client),
                 {{"secret_id", secret_id}});
    return http::empty_response(204);
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
