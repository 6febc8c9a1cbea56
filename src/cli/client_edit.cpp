#include <memory>

#include "cli/client.hpp"
#include "cli/failure.hpp"
#include "cli/list_edit.hpp"
#include "cli/reference.hpp"
#include "cli/terminal.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

struct Edit {
  std::string client;
  std::optional<std::string> name;
  ClientFields fields;
  ListEdit redirect_uris{"redirect-uri", "redirect URIs", "URI"};
  ListEdit post_logout_uris{"post-logout-redirect-uri", "post-logout redirect URIs", "URI"};
  ListEdit scopes{"scope", "scopes", "SCOPE"};
};

void edit(const Context& context, const Edit& given) {
  const ServerApi server = context.server();
  const json::object before = find_client(server, given.client);
  json::object body = client_body(server, given.fields);
  if (given.name)
    body["name"] = *given.name;
  const auto change = [&](const char* member, const ListEdit& list) {
    if (list.is_given())
      body[member] = as_array(list.apply(texts_of(before, member)));
  };
  change("redirect_uris", given.redirect_uris);
  change("post_logout_redirect_uris", given.post_logout_uris);
  change("scopes", given.scopes);
  if (body.empty())
    throw misused("nothing to change: give at least one option, see 'latchkey client edit --help'");
  const json::value client = server.patch(client_path(before), body);
  if (context.is_json())
    return Context::show_json(client);
  print("Changed " + client_title(client.as_object()) + "\n\n");
  show_client(context, client.as_object());
}

}  // namespace

void add_client_edit(CLI::App& group, Context& context) {
  const auto given = std::make_shared<Edit>();
  auto& command = add_command(
      group, context,
      {.name = "edit",
       .description = "Change a client; type and grant types stay as they were created",
       .examples = {"client edit \"ERP sync\" --description \"Nightly import\"",
                    "client edit Dashboard --add-redirect-uri https://new.example.com/callback",
                    "client edit Dashboard --remove-scope profile --no-require-pkce"}},
      [&context, given] { edit(context, *given); });
  command.add_option("client", given->client, "Client id, or its name")->required();
  command.add_option("--name", given->name, "A new name")->type_name("TEXT");
  given->redirect_uris.add_to(command);
  given->post_logout_uris.add_to(command);
  given->scopes.add_to(command);
  add_client_field_options(command, given->fields);
}

}  // namespace latchkey::cli
