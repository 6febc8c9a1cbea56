#include <algorithm>
#include <spdlog/fmt/fmt.h>

#include "cli/completion.hpp"

namespace latchkey::cli {

namespace {

std::string function_name(const CompletionNode& node) {
  std::string name = node.path.empty() ? "_latchkey" : "_latchkey_" + node.path;
  std::ranges::replace(name, ' ', '_');
  std::ranges::replace(name, '-', '_');
  return name;
}

// What _arguments and _describe take for syntax.
std::string escaped(std::string_view text, std::string_view special) {
  std::string result;
  for (const char c : text) {
    if (special.contains(c))
      result += '\\';
    result += c;
  }
  return result;
}

std::string value_spec(const CompletionNode::Option& option) {
  if (!option.takes_value)
    return {};
  if (option.placeholder == "FILE")
    return ":file:_files";
  if (option.placeholder == "DIR")
    return ":directory:_files -/";
  if (option.values.empty())
    return ":" + escaped(option.placeholder, ":\\") + ": ";
  return fmt::format(":value:({})", fmt::join(option.values, " "));
}

std::string arguments_of(const CompletionNode& node) {
  std::string specs;
  for (const auto& option : node.options)
    for (const auto& name : option.names)
      specs += " \\\n    " +
               shell_quoted(fmt::format("{}{}[{}]{}", option.is_repeatable ? "*" : "", name,
                                        escaped(option.description, "[]\\"), value_spec(option)));
  return specs;
}

std::string leaf(const CompletionNode& node) {
  std::string specs = arguments_of(node);
  if (node.positional_values.empty())
    specs += " \\\n    '*:argument: '";
  else
    specs += " \\\n    " +
             shell_quoted(fmt::format("1:value:({})", fmt::join(node.positional_values, " ")));
  return fmt::format("{}() {{\n  _arguments -s{}\n}}\n", function_name(node), specs);
}

std::string group(const CompletionNode& node) {
  std::string commands;
  std::string cases;
  for (const auto& child : node.children) {
    commands += "\n        " +
                shell_quoted(escaped(child.name, ":\\") + ":" + escaped(child.description, ":\\"));
    cases += fmt::format("        {}) {} ;;\n", child.name, function_name(child));
  }
  return fmt::format(
      "{}() {{\n  local line state\n  local -a commands\n  _arguments -C{} \\\n"
      "    '1:command:->command' '*::argument:->argument'\n"
      "  case $state in\n    command)\n      commands=({})\n"
      "      _describe -t commands command commands ;;\n"
      "    argument)\n      case $line[1] in\n{}      esac ;;\n  esac\n}}\n",
      function_name(node), arguments_of(node), commands, cases);
}

}  // namespace

std::string zsh_completion(const CompletionNode& root) {
  std::string script = "#compdef latchkey\n# zsh completion for latchkey.\n";
  for (const auto* node : all_nodes(root))
    script += node->children.empty() ? leaf(*node) : group(*node);
  // As a file of $fpath the script is the function's own body; sourced, it declares it.
  script +=
      "if [[ $funcstack[1] == _latchkey ]]; then\n  _latchkey \"$@\"\nelse\n"
      "  compdef _latchkey latchkey\nfi\n";
  return script;
}

}  // namespace latchkey::cli
