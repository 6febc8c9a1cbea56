// Keys that the server makes for itself and keeps sealed.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "base/secret.hpp"
#include "crypto/seal.hpp"
#include "store/store.hpp"

namespace latchkey::store {

// The sealing key is not the one that the store was made with.
class SealingKeyMismatch : public std::runtime_error {
 public:
  SealingKeyMismatch(std::string_view what, const std::string& reason)
      : std::runtime_error("the sealing key does not fit this store: cannot open " +
                           std::string(what) + ": " + reason) {}
};

}  // namespace latchkey::store

namespace latchkey::store::server_secrets {

// 32 random bytes, made at the first call. Throws SealingKeyMismatch.
Secret find_or_create(Transaction& tx, std::string_view name, const crypto::SealingKey& sealing_key,
                      Random& random);

}  // namespace latchkey::store::server_secrets
