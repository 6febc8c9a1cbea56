// A list that an edit replaces, or adds to and removes from: --scope, --add-scope, --remove-scope.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace latchkey::cli {

class ListEdit {
 public:
  // option without dashes: "scope"; what: for the help, "scopes".
  ListEdit(std::string option, std::string what, std::string placeholder)
      : option_(std::move(option)), what_(std::move(what)), placeholder_(std::move(placeholder)) {}

  void add_to(CLI::App& command);
  [[nodiscard]] bool is_given() const {
    return !set_.empty() || !added_.empty() || !removed_.empty();
  }
  // For commands that create: what the option of the whole list alone fills.
  std::vector<std::string>& values() { return set_; }
  // What was given is a name of what the list holds; by default it is that itself.
  template <class Resolve>
  void resolve(const Resolve& resolve) {
    for (auto* names : {&set_, &added_, &removed_})
      for (auto& name : *names) name = resolve(name);
  }
  // The new list. Throws Failure when what is to be removed is not in it.
  [[nodiscard]] std::vector<std::string> apply(std::vector<std::string> current) const;

 private:
  std::string option_;
  std::string what_;
  std::string placeholder_;
  std::vector<std::string> set_;
  std::vector<std::string> added_;
  std::vector<std::string> removed_;
};

json::array as_array(const std::vector<std::string>& texts);

}  // namespace latchkey::cli
