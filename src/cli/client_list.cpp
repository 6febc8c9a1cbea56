#include <memory>

#include "cli/client.hpp"
#include "cli/list.hpp"
#include "cli/reference.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

void list(const Context& context, const ListOptions& options) {
  const auto found = options.fetch(context.server(), "/oauth2/clients");
  if (context.is_json())
    return Context::show_json(found);
  Table table({"CLIENT ID", "NAME", "TYPE", "GRANT TYPES", "STATUS", "UPDATED (UTC)"});
  for (const auto& item : found.at("items").as_array()) {
    const json::object& client = item.as_object();
    table.add({text_of(client, "client_id"), text_of(client, "name"),
               text_of(client, "client_type"), joined(texts_of(client, "grant_types")),
               text_of(client, "status"), short_time_of(client, "updated_at")});
  }
  show_list(context, table, found, "client");
}

}  // namespace

void add_client_list(CLI::App& group, Context& context) {
  const auto options = std::make_shared<ListOptions>();
  auto& command =
      add_command(group, context,
                  {.name = "list",
                   .description = "List clients",
                   .examples = {"client list", "client list --status disabled",
                                "client list --search erp --json | jq -r '.items[].client_id'"}},
                  [&context, options] { list(context, *options); });
  options->add_to(command, {.has_status = true, .sort_keys = {"name", "created_at", "updated_at"}});
}

void add_client_show(CLI::App& group, Context& context) {
  const auto reference = std::make_shared<std::string>();
  auto& command = add_command(
      group, context,
      {.name = "show",
       .description = "Show a client",
       .examples = {"client show \"ERP sync\"", "client show lkc_4d2h... --json"}},
      [&context, reference] {
        const ServerApi server = context.server();
        const json::value client = server.get(client_path(find_client(server, *reference)));
        if (context.is_json())
          return Context::show_json(client);
        show_client(context, client.as_object());
      });
  command.add_option("client", *reference, "Client id, or its name")->required();
}

}  // namespace latchkey::cli
