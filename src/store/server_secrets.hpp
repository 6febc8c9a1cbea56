// Keys that the server makes for itself and keeps sealed.
#pragma once

#include <string_view>

#include "base/secret.hpp"
#include "crypto/seal.hpp"
#include "store/sealed_boxes.hpp"
#include "store/store.hpp"

namespace latchkey::store::server_secrets {

// 32 random bytes, made at the first call. Throws SealingKeyMismatch.
Secret find_or_create(Transaction& tx, std::string_view name, const crypto::SealingKey& sealing_key,
                      Random& random);

}  // namespace latchkey::store::server_secrets
