#include "base/secret.hpp"

#include <cstring>

namespace latchkey {

Secret::Secret(Secret&& other) noexcept : value_(std::move(other.value_)) {
  other.wipe();
}

void Secret::wipe() noexcept {
  value_.resize(value_.capacity());
  explicit_bzero(value_.data(), value_.size());
  value_.clear();
}

}  // namespace latchkey
