// What `latchkey check` found: each with what it is and, where it is not well, what to do.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace latchkey::server {

enum class Severity { ok, warning, error };
std::string_view name(Severity severity);

struct Finding {
  std::string subject;  // "configuration", "database", ...
  Severity severity;
  std::string text;
  std::string advice;  // empty where all is well
};

class Findings {
 public:
  void ok(std::string_view subject, std::string text);
  void warn(std::string_view subject, std::string text, std::string advice);
  void fail(std::string_view subject, std::string text, std::string advice);

  [[nodiscard]] const std::vector<Finding>& all() const { return all_; }
  [[nodiscard]] std::size_t count(Severity severity) const;
  // Grouped as they were found, the advice below each; with a sum at the end.
  [[nodiscard]] std::string text() const;
  // {"findings": [{"subject", "severity", "text", "advice"}], "errors": N, "warnings": N}
  [[nodiscard]] json::object as_json() const;

 private:
  std::vector<Finding> all_;
};

}  // namespace latchkey::server
