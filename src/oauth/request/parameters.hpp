// Reading request parameters as RFC 6749 3.1 and 3.2 say: once each, an empty one counts as
// omitted.
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/form.hpp"
#include "oauth/error.hpp"

namespace latchkey::oauth {

// RFC 6749 3.1: invalid_request when any of the named parameters occurs twice; others may.
std::expected<void, Error> check_not_repeated(const Parameters& parameters,
                                              std::span<const std::string_view> names);

// Borrows the parameters, which outlive it.
class ParameterReader {
 public:
  explicit ParameterReader(const Parameters& parameters) : parameters_(parameters) {}

  // Nothing when absent or empty; invalid_request when it occurs twice.
  [[nodiscard]] std::expected<std::optional<std::string>, Error> optional(
      std::string_view name) const;
  // invalid_request also when absent or empty.
  [[nodiscard]] std::expected<std::string, Error> required(std::string_view name) const;
  [[nodiscard]] bool is_present(std::string_view name) const;  // also when empty or repeated

 private:
  const Parameters& parameters_;
};

}  // namespace latchkey::oauth
