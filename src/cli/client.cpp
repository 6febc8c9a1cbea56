#include "cli/client.hpp"

#include <spdlog/fmt/fmt.h>

#include "cli/commands.hpp"
#include "cli/plain_text.hpp"
#include "cli/reference.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

std::string secret_line(const json::object& secret) {
  return fmt::format("{}, created {}, last used {}", text_of(secret, "id"),
                     time_of(secret, "created_at"), time_of(secret, "last_used_at"));
}

std::string change_line(const json::object& client, std::string_view what) {
  return fmt::format("{} by {}", time_of(client, fmt::format("{}_at", what)),
                     reference_of(client, fmt::format("{}_by", what)));
}

}  // namespace

void add_client_commands(CLI::App& app, Context& context) {
  CLI::App& group = add_group(app, "client", "Register and manage OAuth2 clients");
  add_client_list(group, context);
  add_client_show(group, context);
  add_client_create(group, context);
  add_client_edit(group, context);
  add_client_status(group, context);
  add_client_delete(group, context);
  add_client_secret(group, context);
}

void add_client_field_options(CLI::App& command, ClientFields& fields) {
  command.add_option("--description", fields.description, "What it is for")->type_name("TEXT");
  command
      .add_option("--acting-user", fields.acting_user,
                  "The user that client credentials act as: e-mail address or id")
      ->type_name("USER");
  command.add_flag_function(
      "--require-pkce,!--no-require-pkce",
      [&fields](std::int64_t sum) { fields.requires_pkce = sum > 0; },
      "Whether authorization requests need PKCE");
  one_of(command.add_option("--id-token-alg", fields.id_token_algorithm, "Signature of ID tokens"),
         {"ES256", "RS256"});
}

json::object client_body(const ServerApi& server, const ClientFields& fields) {
  json::object body;
  if (fields.description)
    body["description"] = *fields.description;
  if (fields.acting_user)
    body["acting_user_id"] = find_user(server, *fields.acting_user).at("id");
  if (fields.requires_pkce)
    body["require_pkce"] = *fields.requires_pkce;
  if (fields.id_token_algorithm)
    body["id_token_signed_response_alg"] = *fields.id_token_algorithm;
  return body;
}

void show_client(const Context& context, const json::object& client) {
  Facts facts;
  facts.add("Client id", text_of(client, "client_id"));
  facts.add("Name", text_of(client, "name"));
  facts.add("Description", text_of(client, "description"));
  facts.add("Status", text_of(client, "status"));
  facts.add("Type", text_of(client, "client_type"));
  facts.add("Grant types", joined(texts_of(client, "grant_types")));
  facts.add("Redirect URIs", texts_of(client, "redirect_uris"));
  facts.add("Post-logout URIs", texts_of(client, "post_logout_redirect_uris"));
  facts.add("Scopes", joined(texts_of(client, "scopes"), " "));
  facts.add("PKCE required", yes_or_no(client, "require_pkce"));
  facts.add("ID tokens", text_of(client, "id_token_signed_response_alg"));
  facts.add("Acting user", reference_of(client, "acting_user"));
  facts.add("Created", change_line(client, "created"));
  facts.add("Updated", change_line(client, "updated"));
  facts.add("Last used", time_of(client, "last_used_at"));
  std::vector<std::string> secrets;
  for (const auto& secret : client.at("secrets").as_array())
    secrets.push_back(secret_line(secret.as_object()));
  facts.add("Secrets", secrets);
  context.show(facts);
}

std::string client_title(const json::object& client) {
  return fmt::format("{} ({})", plain_text(text_of(client, "name")), text_of(client, "client_id"));
}

}  // namespace latchkey::cli
