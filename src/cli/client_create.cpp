#include <memory>

#include "cli/client.hpp"
#include "cli/list_edit.hpp"
#include "cli/secret_delivery.hpp"
#include "cli/terminal.hpp"

namespace latchkey::cli {

namespace {

struct Creation {
  std::string name;
  std::string type;
  std::vector<std::string> grant_types;
  std::vector<std::string> redirect_uris;
  std::vector<std::string> post_logout_redirect_uris;
  std::vector<std::string> scopes;
  ClientFields fields;
  SecretDelivery secret;
};

void create(const Context& context, Creation& given) {
  const ServerApi server = context.server();
  json::object body = client_body(server, given.fields);
  body["name"] = given.name;
  body["client_type"] = given.type;
  body["grant_types"] = as_array(given.grant_types);
  body["redirect_uris"] = as_array(given.redirect_uris);
  body["post_logout_redirect_uris"] = as_array(given.post_logout_redirect_uris);
  body["scopes"] = as_array(given.scopes);
  given.secret.prepare();
  json::object client = server.post("/oauth2/clients", body).as_object();
  given.secret.keep(client);
  if (context.is_json())
    return Context::show_json(client);
  print("Created " + client_title(client) + "\n\n");
  show_client(context, client);
  given.secret.show(client);
}

}  // namespace

void add_client_create(CLI::App& group, Context& context) {
  const auto given = std::make_shared<Creation>();
  auto& command = add_command(
      group, context,
      {.name = "create",
       .description = "Register a client",
       .examples =
           {"client create \"ERP sync\" --type confidential --grant client_credentials \\\n"
            "      --acting-user erp@example.com --scope pipelines:read",
            "client create Dashboard --type public --grant authorization_code \\\n"
            "      --grant refresh_token --redirect-uri https://app.example.com/callback \\\n"
            "      --scope openid --scope profile",
            "client create Portal --type confidential --grant authorization_code \\\n"
            "      --redirect-uri https://portal.example.com/cb --scope openid \\\n"
            "      --secret-file portal.secret"}},
      [&context, given] { create(context, *given); });
  command.add_option("name", given->name, "What people call it")->required();
  one_of(command.add_option("--type", given->type, "Whether it can keep a secret")->required(),
         {"confidential", "public"});
  one_of(command.add_option("--grant", given->grant_types, "How it gets tokens; repeatable")
             ->required()
             ->allow_extra_args(false),
         {"authorization_code", "client_credentials", "refresh_token"});
  const auto add_list = [&](const char* name, std::vector<std::string>& list,
                            const char* placeholder, const char* description) {
    command.add_option(name, list, description)->type_name(placeholder)->allow_extra_args(false);
  };
  add_list("--redirect-uri", given->redirect_uris, "URI", "Where codes may go; repeatable");
  add_list("--post-logout-redirect-uri", given->post_logout_redirect_uris, "URI",
           "Where browsers may go after signing out; repeatable");
  add_list("--scope", given->scopes, "SCOPE", "What it may ask for; repeatable");
  add_client_field_options(command, given->fields);
  given->secret.add_option(command);
}

}  // namespace latchkey::cli
