// The commands that work on a store as a whole: `latchkey backup`, `latchkey
// restore`, `latchkey move` and `latchkey key change-sealing-key`.
#pragma once

#include <CLI/App.hpp>
#include <filesystem>
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "recovery/sealing_key.hpp"

namespace latchkey::server {

// Clock and random source outlive the app.
void add_backup_command(CLI::App& app, const Clock& clock, Random& random);
void add_restore_command(CLI::App& app, Random& random);
void add_move_command(CLI::App& app);
// To the group "key".
void add_change_sealing_key_command(CLI::App& group, const Clock& clock, Random& random);

// Where a store and its sealing key are: --data, --database, --key-file and --config, as `serve`
// finds them.
class StoreLocation {
 public:
  void add_to(CLI::App& command);
  // Both throw cli::Failure that says what to do.
  [[nodiscard]] std::filesystem::path data() const;
  // Takes the variable out of the environment: once a process.
  [[nodiscard]] recovery::KeySource key_source() const;
  // Empty where the store is a file in the data directory.
  [[nodiscard]] std::string database() const;

 private:
  std::string data_;
  std::string database_;
  std::string key_file_;
  std::string config_;
};

}  // namespace latchkey::server
