// Gathers what is wrong with a request, by field, so that all of it is told at once.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/problem.hpp"

namespace latchkey::api {

class Faults {
 public:
  void add(std::string_view field, std::string_view message);
  // Those of fields that nothing was said about before: a field that could not be read is not
  // also missing.
  void add_for_others(std::vector<FieldError> faults);

  [[nodiscard]] bool empty() const { return errors_.empty(); }
  [[nodiscard]] const std::vector<FieldError>& all() const { return errors_; }
  [[nodiscard]] bool concerns(std::string_view field) const;
  [[nodiscard]] Problem problem() const { return bad_request(errors_); }

 private:
  std::vector<FieldError> errors_;
};

}  // namespace latchkey::api
