#include <optional>

#include "api/audit_event.hpp"
#include "api/client_fields.hpp"
#include "api/client_json.hpp"
#include "api/client_kind.hpp"
#include "api/client_secret.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"
#include "store/clients.hpp"

namespace latchkey::api {
namespace {

oauth::Client new_client(const Call& call) {
  oauth::Client client;
  client.id = make_id(call.store().random(), "lkc_");
  client.org_id = call.org_id();
  client.created_by = client.updated_by = call.caller.user.id;
  client.created_at = client.updated_at = call.now;
  return client;
}

void read_client(Fields& body, oauth::Client& client) {
  body.require("name");
  read_client_kind(body, client);
  read_editable_fields(body, client);
  body.fixed("status", "cannot be set at creation");
  refuse_fields_of_the_server(body);
}

}  // namespace

Task<Answer> create_client(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  oauth::Client client = new_client(call);
  read_client(*body, client);

  std::optional<NewClientSecret> secret;
  if (!client.is_public()) {
    secret = make_client_secret(call.store().random(), call.now);
    client.secrets.push_back(secret->stored);
  }
  auto change = [&](store::Transaction& tx) -> std::expected<json::object, Problem> {
    read_acting_user(*body, client, tx);
    body->refuse_the_rest();
    judge_client(*body, client, nullptr, tx);
    if (!body->faults.empty())
      return std::unexpected(body->faults.problem());
    store::clients::insert(tx, client);
    UserDirectory directory(tx, call.org_id());
    json::object created = client_details_json(tx, client, directory);
    append_event(tx, call, "client.created", client_target(client), created_client_fields(client));
    return created;
  };
  auto created = co_await call.store().change(std::move(change));
  if (!created)
    co_return std::unexpected(std::move(created.error()));
  if (secret)
    (*created)["client_secret"] = secret->value.reveal();
  http::Response response = json_answer(201, *created);
  response.set("Location", "/api/v1/oauth2/clients/" + client.id);
  co_return response;
}

}  // namespace latchkey::api
