// What a check says: an identity or a refusal. Read as std::expected is.
#pragma once

#include <memory>
#include <utility>
#include <variant>

#include "latchkey/resource/identity.hpp"
#include "latchkey/resource/refusal.hpp"

namespace latchkey::resource {

// Cheap to copy when it accepts: verdicts on one token share the identity.
class Verdict {
 public:
  // identity must not be null.
  explicit Verdict(std::shared_ptr<const Identity> identity) : value_(std::move(identity)) {}
  explicit Verdict(Refusal refusal) : value_(std::move(refusal)) {}

  [[nodiscard]] bool is_accepted() const { return value_.index() == 0; }
  explicit operator bool() const { return is_accepted(); }

  // When accepted; throws std::bad_variant_access otherwise.
  [[nodiscard]] const Identity& identity() const { return *std::get<0>(value_); }
  const Identity& operator*() const { return identity(); }
  const Identity* operator->() const { return &identity(); }

  // When refused; throws std::bad_variant_access otherwise.
  [[nodiscard]] const Refusal& error() const { return std::get<1>(value_); }

 private:
  std::variant<std::shared_ptr<const Identity>, Refusal> value_;
};

}  // namespace latchkey::resource
