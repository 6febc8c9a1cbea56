#include <spdlog/fmt/fmt.h>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

std::string counted_status(const json::object& counts, std::string_view name) {
  const json::object& of_kind = counts.at(name).as_object();
  return fmt::format("{} active, {} disabled", text_of(of_kind, "active"),
                     text_of(of_kind, "disabled"));
}

std::string attention_text(const json::object& item) {
  std::string text = text_of(item, "kind");
  if (const auto client = reference_of(item, "client"); !client.empty())
    text += " " + client;
  if (const auto count = text_of(item, "count"); !count.empty())
    text += fmt::format(" ({})", count);
  return text;
}

void show_status(const Context& context) {
  const ServerApi server = context.server();
  const json::value about = server.get("/server");
  const json::value overview = server.get("/overview");
  if (context.is_json())
    return Context::show_json(json::object{{"server", about}, {"overview", overview}});
  const json::object& counts = overview.at("counts").as_object();
  Facts facts;
  facts.add("Server", fmt::format("running as process {}, version {}",
                                  text_of(about.as_object(), "process_id"),
                                  text_of(about.as_object(), "version")));
  facts.add("Data", context.data().string());
  facts.add("Issuer", text_of(about.as_object(), "issuer"));
  facts.add("Clients", counted_status(counts, "clients"));
  facts.add("Users", counted_status(counts, "users"));
  facts.add("Roles", text_of(counts, "roles"));
  std::vector<std::string> attention;
  for (const auto& item : overview.at("attention").as_array())
    attention.push_back(attention_text(item.as_object()));
  if (!attention.empty())
    facts.add("Attention", attention);
  context.show(facts);
}

}  // namespace

void add_status_command(CLI::App& app, Context& context) {
  add_command(app, context,
              {.name = "status",
               .description = "Show the running server and what needs attention",
               .examples = {"status", "status --data /var/lib/latchkey --json"}},
              [&context] { show_status(context); });
}

}  // namespace latchkey::cli
