#include "cli/list.hpp"

#include <spdlog/fmt/fmt.h>

#include "cli/terminal.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

void ListOptions::add_to(CLI::App& command, const ListFeatures& features) {
  command.add_option("--search", search_, "Only what has this text")->type_name("TEXT");
  if (features.has_status)
    one_of(command.add_option("--status", status_, "Only those"), {"active", "disabled"});
  if (!features.sort_keys.empty())
    one_of(command.add_option("--sort", sort_, "Order"), features.sort_keys);
  command.add_flag("--descending", is_descending_, "Order from last to first");
  command.add_option("--limit", limit_, "At most that many; by default all")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1'000'000}));
}

json::object ListOptions::fetch(const ServerApi& server, const std::string& path) const {
  Parameters query;
  if (!search_.empty())
    query.emplace_back("q", search_);
  if (!status_.empty())
    query.emplace_back("status", status_);
  if (!sort_.empty())
    query.emplace_back("sort", sort_);
  if (is_descending_)
    query.emplace_back("order", "desc");
  return server.list(path, std::move(query), limit_);
}

void show_list(const Context& context, const Table& table, const json::object& found,
               std::string_view noun) {
  const auto total = found.at("total").to_number<std::size_t>();
  const std::size_t shown = found.at("items").as_array().size();
  if (table.empty())
    return print_error(fmt::format("There are no {}s.\n", noun));
  context.show(table);
  if (shown < total)
    print_error(fmt::format("{} of {}\n", shown, counted(total, noun)));
}

}  // namespace latchkey::cli
