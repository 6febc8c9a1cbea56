// What the commands that list something have in common.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"

namespace latchkey::cli {

struct ListFeatures {
  bool has_status = false;
  std::vector<std::string> sort_keys{};
};

// --search, --status, --sort, --descending and --limit.
class ListOptions {
 public:
  void add_to(CLI::App& command, const ListFeatures& features);
  // As ServerApi::list().
  [[nodiscard]] json::object fetch(const ServerApi& server, const std::string& path) const;

 private:
  std::string search_;
  std::string status_;
  std::string sort_;
  bool is_descending_ = false;
  std::size_t limit_ = 0;
};

// The table, or that there is nothing; and on standard error how many a limit left out.
void show_list(const Context& context, const Table& table, const json::object& found,
               std::string_view noun);

}  // namespace latchkey::cli
