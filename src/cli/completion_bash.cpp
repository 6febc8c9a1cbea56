#include <spdlog/fmt/fmt.h>

#include "cli/completion.hpp"

namespace latchkey::cli {

namespace {

constexpr std::string_view head = R"(# bash completion for latchkey.
_latchkey() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  local command='' words='' i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "$command ${COMP_WORDS[i]}" in
)";

constexpr std::string_view middle = R"(        command="$command ${COMP_WORDS[i]}" ;;
    esac
  done
  # --option=value arrives as three words.
  [[ $current == = ]] && current=''
  [[ $before == = ]] && before=${COMP_WORDS[COMP_CWORD-2]}
  case "$command:$before" in
)";

constexpr std::string_view values_end = R"(  esac
  case "$command" in
)";

constexpr std::string_view tail = R"(  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -F _latchkey latchkey
)";

// A pattern of `case` for every name of the option after this command.
std::string pattern(const CompletionNode& node, const CompletionNode::Option& option) {
  std::string patterns;
  for (const auto& name : option.names) {
    const std::string path = node.path.empty() ? "" : " " + node.path;
    patterns += (patterns.empty() ? "" : "|") + shell_quoted(path + ":" + name);
  }
  return patterns;
}

std::string value_action(const CompletionNode::Option& option) {
  constexpr std::string_view offer = R"(mapfile -t COMPREPLY < <(compgen {} -- "$current"))";
  if (option.placeholder == "FILE")
    return "compopt -o filenames 2>/dev/null; " + fmt::format(offer, "-f");
  if (option.placeholder == "DIR")
    return "compopt -o filenames 2>/dev/null; " + fmt::format(offer, "-d");
  if (option.values.empty())
    return ":";
  return fmt::format(offer, "-W " + shell_quoted(fmt::format("{}", fmt::join(option.values, " "))));
}

std::string words_of(const CompletionNode& node) {
  std::vector<std::string> words;
  for (const auto& child : node.children) words.push_back(child.name);
  for (const auto& value : node.positional_values) words.push_back(value);
  for (const auto& option : node.options)
    for (const auto& name : option.names)
      if (name.starts_with("--"))
        words.push_back(name);
  return fmt::format("{}", fmt::join(words, " "));
}

}  // namespace

std::string bash_completion(const CompletionNode& root) {
  const auto nodes = all_nodes(root);
  std::string script(head);
  std::string paths;
  for (const auto* node : nodes)
    if (!node->path.empty())
      paths += (paths.empty() ? "" : "|") + shell_quoted(" " + node->path);
  script += "      " + paths + ")\n";
  script += middle;
  for (const auto* node : nodes)
    for (const auto& option : node->options)
      if (option.takes_value)
        script +=
            fmt::format("    {}) {}; return ;;\n", pattern(*node, option), value_action(option));
  script += values_end;
  for (const auto* node : nodes)
    script += fmt::format("    {}) words={} ;;\n",
                          shell_quoted(node->path.empty() ? "" : " " + node->path),
                          shell_quoted(words_of(*node)));
  script += tail;
  return script;
}

}  // namespace latchkey::cli
