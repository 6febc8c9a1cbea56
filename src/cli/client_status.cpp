#include <memory>
#include <spdlog/fmt/fmt.h>

#include "cli/client.hpp"
#include "cli/reference.hpp"
#include "cli/terminal.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

void set_status(const Context& context, const std::string& reference, const std::string& verb) {
  const ServerApi server = context.server();
  const json::value client = server.post(client_path(find_client(server, reference)) + "/" + verb);
  if (context.is_json())
    return Context::show_json(client);
  print(fmt::format("{} is {}\n", client_title(client.as_object()),
                    text_of(client.as_object(), "status")));
}

void erase(const Context& context, const std::string& reference, bool is_confirmed) {
  const ServerApi server = context.server();
  const json::object client = find_client(server, reference);
  const json::value lost = server.get(client_path(client) + "/impact");
  Context::confirm(
      fmt::format("Delete {}? It ends {} live grants with {} refresh tokens, and {} consents.",
                  client_title(client), text_of(lost.as_object(), "live_grants"),
                  text_of(lost.as_object(), "live_refresh_tokens"),
                  text_of(lost.as_object(), "consents")),
      is_confirmed);
  server.erase(client_path(client));
  if (!context.is_json())
    print(fmt::format("Deleted {}\n", client_title(client)));
}

}  // namespace

void add_client_status(CLI::App& group, Context& context) {
  const auto add = [&](const std::string& verb, const std::string& description) {
    const auto reference = std::make_shared<std::string>();
    auto& command =
        add_command(group, context,
                    {.name = verb,
                     .description = description,
                     .examples = {fmt::format("client {} \"ERP sync\"", verb)}},
                    [&context, reference, verb] { set_status(context, *reference, verb); });
    command.add_option("client", *reference, "Client id, or its name")->required();
  };
  add("enable", "Let a client get tokens again");
  add("disable", "Let a client get no more tokens; nothing of it is lost");
}

void add_client_delete(CLI::App& group, Context& context) {
  struct Given {
    std::string client;
    bool is_confirmed = false;
  };
  const auto given = std::make_shared<Given>();
  auto& command =
      add_command(group, context,
                  {.name = "delete",
                   .description = "Delete a client with its grants, tokens and consents",
                   .examples = {"client delete \"ERP sync\"", "client delete lkc_4d2h... --yes"}},
                  [&context, given] { erase(context, given->client, given->is_confirmed); });
  command.add_option("client", given->client, "Client id, or its name")->required();
  add_yes_option(command, given->is_confirmed);
}

}  // namespace latchkey::cli
