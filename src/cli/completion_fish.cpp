#include <spdlog/fmt/fmt.h>

#include "cli/completion.hpp"

namespace latchkey::cli {

namespace {

constexpr std::string_view at_function = R"(
function __latchkey_at
  set -l tokens (commandline -opc)
  set -e tokens[1]
  set -l path
  for token in $tokens
    if contains -- (string join -- ' ' $path $token) $__latchkey_commands
      set -a path $token
    end
  end
  test "$path" = "$argv[1]"
end
complete -c latchkey -f
)";

std::string fish_quoted(std::string_view text) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\')
      result += '\\';
    result += c;
  }
  return result + "'";
}

std::string at(const CompletionNode& node) {
  return "complete -c latchkey -n " + fish_quoted("__latchkey_at " + fish_quoted(node.path));
}

std::string option_line(const CompletionNode& node, const CompletionNode::Option& option) {
  std::string line = at(node);
  for (const auto& name : option.names)
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  line += " -d " + fish_quoted(option.description);
  if (!option.takes_value)
    return line + "\n";
  if (option.placeholder == "FILE")
    return line + " -r -F\n";
  if (option.placeholder == "DIR")
    return line + " -x -a '(__fish_complete_directories)'\n";
  line += " -x";
  if (!option.values.empty())
    line += " -a " + fish_quoted(fmt::format("{}", fmt::join(option.values, " ")));
  return line + "\n";
}

}  // namespace

std::string fish_completion(const CompletionNode& root) {
  std::string script = "# fish completion for latchkey.\nset -g __latchkey_commands";
  for (const auto* node : all_nodes(root))
    if (!node->path.empty())
      script += " " + fish_quoted(node->path);
  script += at_function;
  for (const auto* node : all_nodes(root)) {
    for (const auto& child : node->children)
      script += fmt::format("{} -a {} -d {}\n", at(*node), fish_quoted(child.name),
                            fish_quoted(child.description));
    if (!node->positional_values.empty())
      script +=
          fmt::format("{} -a {}\n", at(*node),
                      fish_quoted(fmt::format("{}", fmt::join(node->positional_values, " "))));
    for (const auto& option : node->options) script += option_line(*node, option);
  }
  return script;
}

}  // namespace latchkey::cli
