#include "base/secret.hpp"

#include <cstring>

namespace latchkey {

void Secret::wipe() noexcept {
  if (!value_.empty())
    explicit_bzero(value_.data(), value_.size());
  value_.clear();
}

}  // namespace latchkey
