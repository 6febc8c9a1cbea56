// What is sealed in the store: signing keys and the server's own secrets, and the key that fits.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "crypto/seal.hpp"
#include "db/database.hpp"

namespace latchkey::store {

// The sealing key is not the one that the store was made with.
class SealingKeyMismatch : public std::runtime_error {
 public:
  SealingKeyMismatch(std::string_view what, const std::string& reason)
      : std::runtime_error("the sealing key does not fit this store: cannot open " +
                           std::string(what) + ": " + reason) {}
};

}  // namespace latchkey::store

namespace latchkey::store::sealed_boxes {

// What binds a box to its row.
std::string signing_key_context(std::string_view kid);
std::string server_secret_context(std::string_view name);

// False for a store that was never opened: any key will do.
bool exist(db::Transaction& tx);
// Throws SealingKeyMismatch, naming a box that the key does not open.
void require_fit(db::Transaction& tx, const crypto::SealingKey& key);
// Seals everything anew. Throws SealingKeyMismatch where from does not fit. The number of boxes.
std::size_t reseal(db::Transaction& tx, const crypto::SealingKey& from,
                   const crypto::SealingKey& to, Random& random);

}  // namespace latchkey::store::sealed_boxes
