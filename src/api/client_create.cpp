#include <optional>

#include "api/audit_event.hpp"
#include "api/client_fields.hpp"
#include "api/client_json.hpp"
#include "api/client_secret.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"
#include "oauth/check/client_metadata.hpp"
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

void read_client_type(Fields& body, oauth::Client& client) {
  constexpr std::string_view field = "client_type";
  const auto type = oauth::parse_client_type(body.required_text(field));
  if (type)
    client.type = *type;
  else if (!body.faults.concerns(field))
    body.faults.add(field, "must be confidential or public");
}

void read_grant_types(Fields& body, oauth::Client& client) {
  constexpr std::string_view field = "grant_types";
  body.require(field);
  const auto names = body.texts(field).value_or(std::vector<std::string>());
  for (const auto& name : names) {
    if (const auto grant_type = oauth::parse_grant_type(name))
      client.grant_types.push_back(*grant_type);
    else if (!body.faults.concerns(field))
      body.faults.add(field,
                      "may hold authorization_code, client_credentials and refresh_token only");
  }
}

// They follow from the grant types; a body may say them too.
void check_response_types(Fields& body, const oauth::Client& client) {
  constexpr std::string_view field = "response_types";
  const auto given = body.texts(field);
  const bool has_code_grant = client.allows(oauth::GrantType::authorization_code);
  const auto expected =
      has_code_grant ? std::vector<std::string>{"code"} : std::vector<std::string>();
  if (given && *given != expected)
    body.faults.add(
        field, has_code_grant ? R"(must be ["code"])" : "must be empty without authorization_code");
}

void read_client(Fields& body, oauth::Client& client) {
  body.require("name");
  read_client_type(body, client);
  read_grant_types(body, client);
  check_response_types(body, client);
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
  oauth::complete_grant_types(client);

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
    json::object details = editable_client_fields(client);
    details["client_type"] = created.at("client_type");
    details["grant_types"] = created.at("grant_types");
    append_event(tx, call, "client.created", client_target(client), details);
    return created;
  };
  auto created = co_await call.store().write(std::move(change));
  if (!created)
    co_return std::unexpected(std::move(created.error()));
  if (secret)
    (*created)["client_secret"] = secret->value.reveal();
  http::Response response = json_answer(201, *created);
  response.set("Location", "/api/v1/oauth2/clients/" + client.id);
  co_return response;
}

}  // namespace latchkey::api
