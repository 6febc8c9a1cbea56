// Where a new password comes from: never from the command line, which others can read.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "base/random.hpp"
#include "base/secret.hpp"

namespace latchkey::cli {

// --password-file, --password-stdin, --generate-password; without them it is asked for, twice.
class PasswordSource {
 public:
  void add_options(CLI::App& command);
  // Throws Failure where there is none, or nobody to ask.
  [[nodiscard]] Secret read(Random& random) const;
  [[nodiscard]] bool is_generated() const { return is_generated_; }
  // The generated one, once; nothing for others.
  void show(const Secret& password) const;

 private:
  std::string file_;
  bool from_input_ = false;
  bool is_generated_ = false;
};

}  // namespace latchkey::cli
