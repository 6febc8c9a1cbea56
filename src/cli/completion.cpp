#include "cli/completion.hpp"

#include <memory>

#include "cli/commands.hpp"
#include "cli/terminal.hpp"

namespace latchkey::cli {

void add_completion_command(CLI::App& app) {
  const auto shell = std::make_shared<std::string>();
  auto* command = app.add_subcommand("completion", "Print the completion script of a shell");
  command->footer(
      "Examples:\n"
      "  source <(latchkey completion bash)\n"
      "  latchkey completion bash > /etc/bash_completion.d/latchkey\n"
      "  latchkey completion zsh > /usr/local/share/zsh/site-functions/_latchkey\n"
      "  latchkey completion fish > ~/.config/fish/completions/latchkey.fish");
  one_of(command->add_option("shell", *shell, "Which shell")->required(), {"bash", "zsh", "fish"});
  command->callback([&app, shell] {
    const auto root = completion_tree(app);
    if (*shell == "bash")
      print(bash_completion(root));
    else
      print(*shell == "zsh" ? zsh_completion(root) : fish_completion(root));
  });
}

}  // namespace latchkey::cli
