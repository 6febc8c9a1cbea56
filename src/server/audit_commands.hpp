// The commands that read the audit log from the database and its archives, whether a server runs or
// not: `latchkey audit verify` and `latchkey audit export`.
#pragma once

#include <CLI/App.hpp>
#include <filesystem>
#include <memory>
#include <string>

#include "base/clock.hpp"
#include "db/database.hpp"

namespace latchkey::server {

// To the group "audit" of the app. The clock outlives it.
void add_audit_verify_command(CLI::App& group);
void add_audit_export_command(CLI::App& group, const Clock& clock);

// Where the log is: --data, --database, --config and --audit-archive, as `serve` finds them.
class AuditLocation {
 public:
  void add_to(CLI::App& command);
  // Throws cli::Failure that says what to do.
  [[nodiscard]] std::unique_ptr<db::Database> open_database() const;
  [[nodiscard]] std::filesystem::path archives() const;

 private:
  [[nodiscard]] std::filesystem::path data() const;

  std::string data_;
  std::string database_;
  std::string config_;
  std::string archives_;
};

}  // namespace latchkey::server
