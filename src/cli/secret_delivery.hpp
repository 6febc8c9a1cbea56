// Where a new client secret goes: it is printed once, or written to a new file of mode 0600.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "base/json.hpp"

namespace latchkey::cli {

class SecretDelivery {
 public:
  SecretDelivery() = default;
  // Removes the file when no secret came.
  ~SecretDelivery();
  SecretDelivery(const SecretDelivery&) = delete;
  SecretDelivery& operator=(const SecretDelivery&) = delete;

  void add_option(CLI::App& command);
  [[nodiscard]] bool has_file() const { return !file_.empty(); }

  // Before there is a secret. Throws Failure when the file exists or cannot be made.
  void prepare();
  // Moves client_secret from the answer to the file, where one was named.
  void keep(json::object& answer);
  // For people: the secret, or where it is.
  void show(const json::object& answer) const;

 private:
  std::string file_;
  int descriptor_ = -1;
};

}  // namespace latchkey::cli
