#include <memory>
#include <spdlog/fmt/fmt.h>

#include "cli/client.hpp"
#include "cli/reference.hpp"
#include "cli/secret_delivery.hpp"
#include "cli/terminal.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

struct Given {
  std::string client;
  std::string secret_id;
  bool is_confirmed = false;
  SecretDelivery secret;
};

void list(const Context& context, const Given& given) {
  const ServerApi server = context.server();
  const json::value client = server.get(client_path(find_client(server, given.client)));
  const json::value& secrets = client.at("secrets");
  if (context.is_json())
    return Context::show_json(secrets);
  Table table({"SECRET ID", "CREATED (UTC)", "LAST USED (UTC)"});
  for (const auto& item : secrets.as_array()) {
    const json::object& secret = item.as_object();
    table.add({text_of(secret, "id"), short_time_of(secret, "created_at"),
               short_time_of(secret, "last_used_at")});
  }
  if (table.empty())
    return print_error("The client has no secrets.\n");
  context.show(table);
}

void add(const Context& context, Given& given) {
  const ServerApi server = context.server();
  const json::object client = find_client(server, given.client);
  given.secret.prepare();
  json::object added = server.post(client_path(client) + "/secrets").as_object();
  given.secret.keep(added);
  if (context.is_json())
    return Context::show_json(added);
  print(fmt::format("Added {} to {}\n", text_of(added, "id"), client_title(client)));
  given.secret.show(added);
}

void remove(const Context& context, const Given& given) {
  const ServerApi server = context.server();
  const json::object client = find_client(server, given.client);
  Context::confirm(fmt::format("Remove {} of {}? Whoever still uses it gets no more tokens.",
                               given.secret_id, client_title(client)),
                   given.is_confirmed);
  server.erase(client_path(client) + "/secrets/" + path_segment(given.secret_id));
  if (!context.is_json())
    print(fmt::format("Removed {} of {}\n", given.secret_id, client_title(client)));
}

}  // namespace

void add_client_secret(CLI::App& client_group, Context& context) {
  CLI::App& group = add_group(client_group, "secret", "The secrets of a confidential client");
  const auto given = std::make_shared<Given>();
  const auto declare = [&](const CommandText& text, std::function<void()> run) -> CLI::App& {
    auto& command = add_command(group, context, text, std::move(run));
    command.add_option("client", given->client, "Client id, or its name")->required();
    return command;
  };
  declare({.name = "list",
           .description = "List them; their values are nowhere",
           .examples = {"client secret list \"ERP sync\""}},
          [&context, given] { list(context, *given); });
  auto& add_one = declare({.name = "add",
                           .description = "Add a second one, so that it can replace the first",
                           .examples = {"client secret add \"ERP sync\"",
                                        "client secret add \"ERP sync\" --secret-file erp.secret"}},
                          [&context, given] { add(context, *given); });
  given->secret.add_option(add_one);
  auto& remove_one = declare({.name = "remove",
                              .description = "Remove one that is not the only one",
                              .examples = {"client secret remove \"ERP sync\" sec_8f3k..."}},
                             [&context, given] { remove(context, *given); });
  remove_one.add_option("secret", given->secret_id, "Id of the secret")->required();
  add_yes_option(remove_one, given->is_confirmed);
}

}  // namespace latchkey::cli
