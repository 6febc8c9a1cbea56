#include "cli/completion.hpp"

namespace latchkey::cli {

namespace {

// "TEXT:{active,disabled}", as CLI11 describes an option with a set of values.
std::vector<std::string> values_of(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const auto open = type.find('{');
  const auto close = type.rfind('}');
  std::vector<std::string> values;
  if (open == std::string::npos || close == std::string::npos)
    return values;
  for (auto rest = type.substr(open + 1, close - open - 1); !rest.empty();) {
    const auto comma = std::min(rest.find(','), rest.size());
    values.push_back(rest.substr(0, comma));
    rest.erase(0, comma + 1);
  }
  return values;
}

CompletionNode::Option describe(const CLI::Option& option) {
  CompletionNode::Option described{.names = {},
                                   .description = option.get_description(),
                                   .takes_value = option.get_items_expected_max() > 0,
                                   .is_repeatable = option.get_items_expected_max() > 1};
  for (const auto& name : option.get_lnames()) described.names.push_back("--" + name);
  for (const auto& name : option.get_snames()) described.names.push_back("-" + name);
  described.values = values_of(option);
  described.placeholder = option.get_type_name();
  return described;
}

CompletionNode describe(const CLI::App& app, const std::string& path) {
  CompletionNode node{.path = path, .name = app.get_name(), .description = app.get_description()};
  for (const CLI::Option* option : app.get_options()) {
    if (option->nonpositional())
      node.options.push_back(describe(*option));
    else
      node.positional_values = values_of(*option);
  }
  for (const CLI::App* child : app.get_subcommands([](const CLI::App*) { return true; }))
    node.children.push_back(
        describe(*child, path.empty() ? child->get_name() : path + " " + child->get_name()));
  return node;
}

}  // namespace

CompletionNode completion_tree(const CLI::App& app) {
  return describe(app, "");
}

std::vector<const CompletionNode*> all_nodes(const CompletionNode& root) {
  std::vector<const CompletionNode*> nodes{&root};
  for (const auto& child : root.children)
    for (const auto* node : all_nodes(child)) nodes.push_back(node);
  return nodes;
}

std::string shell_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  }
  return quoted + "'";
}

}  // namespace latchkey::cli
