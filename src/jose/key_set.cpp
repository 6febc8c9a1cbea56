#include "jose/key_set.hpp"

#include <algorithm>

namespace latchkey::jose {

KeySet::KeySet(std::vector<PublicKey> keys) : keys_(std::move(keys)) {}

const PublicKey* KeySet::find(std::string_view kid) const {
  const auto found = std::ranges::find(keys_, kid, &PublicKey::kid);
  return found == keys_.end() ? nullptr : &*found;
}

json::object KeySet::to_jwks() const {
  json::array members;
  for (const PublicKey& key : keys_) members.push_back(to_jwk(key));
  return {{"keys", std::move(members)}};
}

}  // namespace latchkey::jose
