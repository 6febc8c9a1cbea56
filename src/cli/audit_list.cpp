#include <memory>
#include <spdlog/fmt/fmt.h>

#include "cli/audit.hpp"
#include "cli/audit_query.hpp"
#include "cli/terminal.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

struct Given {
  AuditQuery query;
  std::size_t limit = 50;
};

void list(const Context& context, const Given& given) {
  const ServerApi server = context.server();
  const auto found =
      server.list("/audit", given.query.parameters(server, context.clock().now()), given.limit);
  if (context.is_json())
    return Context::show_json(found);
  const json::array& events = found.at("items").as_array();
  Table table({"TIME (UTC)", "ACTION", "OUTCOME", "ACTOR", "CLIENT", "TARGET", "ADDRESS"});
  for (const auto& item : events) {
    const json::object& event = item.as_object();
    table.add({long_time_of(event, "time"), text_of(event, "action"), text_of(event, "outcome"),
               name_in_event(event, "actor"), name_in_event(event, "client"),
               name_in_event(event, "target"), text_of(event, "address")});
  }
  if (table.empty())
    return print_error("There are no such events.\n");
  context.show(table);
  if (events.size() < found.at("total").to_number<std::size_t>())
    print_error(fmt::format("The newest {}; --limit N shows more.\n", events.size()));
}

}  // namespace

void add_audit_list(CLI::App& group, Context& context) {
  const auto given = std::make_shared<Given>();
  auto& command =
      add_command(group, context,
                  {.name = "list",
                   .description = "List events, newest first",
                   .examples = {"audit list --since 24h --outcome failure",
                                "audit list --actor grace@example.com --action \"client.*\"",
                                "audit list --client \"ERP sync\" --limit 500 --json"}},
                  [&context, given] { list(context, *given); });
  given->query.add_to(command);
  command.add_option("--limit", given->limit, "At most that many; by default 50")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{10'000}));
}

}  // namespace latchkey::cli
