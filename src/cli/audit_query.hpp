// Which audit events a command is about.
#pragma once

#include <string>

#include "cli/command.hpp"

namespace latchkey::cli {

// --actor, --client, --action, --outcome, --since, --until and --search.
class AuditQuery {
 public:
  void add_to(CLI::App& command);
  // As GET /audit takes it. Names are looked up; throws Failure when there are none.
  [[nodiscard]] Parameters parameters(const ServerApi& server, Time now) const;

 private:
  std::string actor_;
  std::string client_;
  std::string action_;
  std::string outcome_;
  std::string since_;
  std::string until_;
  std::string search_;
};

// An RFC 3339 time as it is, and "90s", "15m", "24h" or "7d" as so long before now. Throws Failure.
std::string point_in_time(const std::string& text, Time now);

}  // namespace latchkey::cli
