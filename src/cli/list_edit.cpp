#include "cli/list_edit.hpp"

#include <algorithm>
#include <spdlog/fmt/fmt.h>

#include "cli/failure.hpp"
#include "cli/plain_text.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

void ListEdit::add_to(CLI::App& command) {
  const auto add = [&](const std::string& name, std::vector<std::string>& target,
                       const std::string& description) {
    return command.add_option("--" + name, target, description)
        ->type_name(placeholder_)
        ->allow_extra_args(false);
  };
  auto* set = add(option_, set_, fmt::format("Replace the {}; repeatable", what_));
  add("add-" + option_, added_, fmt::format("Add to the {}; repeatable", what_))->excludes(set);
  add("remove-" + option_, removed_, fmt::format("Remove from the {}; repeatable", what_))
      ->excludes(set);
}

std::vector<std::string> ListEdit::apply(std::vector<std::string> current) const {
  if (!set_.empty())
    return set_;
  for (const auto& one : removed_) {
    const auto at = std::ranges::find(current, one);
    if (at == current.end())
      throw failed(fmt::format("\"{}\" is not among the {}: {}", plain_text(one), what_,
                               plain_text(joined(current))));
    current.erase(at);
  }
  for (const auto& one : added_)
    if (std::ranges::find(current, one) == current.end())
      current.push_back(one);
  return current;
}

json::array as_array(const std::vector<std::string>& texts) {
  json::array array;
  for (const auto& text : texts) array.emplace_back(text);
  return array;
}

}  // namespace latchkey::cli
