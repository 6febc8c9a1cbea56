#include "api/faults.hpp"

#include <algorithm>

namespace latchkey::api {

void Faults::add(std::string_view field, std::string_view message) {
  errors_.push_back({.field = std::string(field), .message = std::string(message)});
}

void Faults::add_for_others(std::vector<FieldError> faults) {
  const Faults before = *this;
  for (auto& fault : faults)
    if (!before.concerns(fault.field))
      errors_.push_back(std::move(fault));
}

bool Faults::concerns(std::string_view field) const {
  return std::ranges::any_of(errors_,
                             [&](const FieldError& error) { return error.field == field; });
}

}  // namespace latchkey::api
