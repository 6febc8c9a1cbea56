// Shell completion, derived from the declared commands.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace latchkey::cli {

// What a shell needs to know of a command.
struct CompletionNode {
  struct Option {
    std::vector<std::string> names;  // "--status", "-n"
    std::string description;
    bool takes_value = false;
    bool is_repeatable = false;
    std::vector<std::string> values{};  // what it can be, where that is known
    std::string placeholder{};          // "FILE", "DIR", "TEXT", ...
  };
  std::string path;  // "" for the program, "client secret" for a group in it
  std::string name;
  std::string description;
  std::vector<Option> options{};
  std::vector<std::string> positional_values{};
  std::vector<CompletionNode> children{};
};

CompletionNode completion_tree(const CLI::App& app);

std::string bash_completion(const CompletionNode& root);
std::string zsh_completion(const CompletionNode& root);
std::string fish_completion(const CompletionNode& root);

// The node and all below it, parents first.
std::vector<const CompletionNode*> all_nodes(const CompletionNode& root);

// In single quotes, as bash and zsh read it.
std::string shell_quoted(std::string_view text);

}  // namespace latchkey::cli
