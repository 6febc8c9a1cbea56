// Signing keys: sealed at rest, published before first use, kept until their last token expired.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/signature.hpp"
#include "store/store.hpp"

namespace latchkey::store::signing_keys {

// A key's life: published at created_at, signs from active_from, signs no more from retired_at,
// is removed at expires_at. Of the keys that are not retired the oldest signs: the next one waits,
// also past its active_from, until rotate_due retires the other.
struct KeyRecord {
  std::string kid;
  crypto::Algorithm algorithm;
  Time created_at;
  Time active_from;
  std::optional<Time> retired_at;
  std::optional<Time> expires_at;
};
std::vector<KeyRecord> list(Transaction& tx);

struct RotationPolicy {
  Duration rotate_after = std::chrono::hours(24 * 90);
  Duration publish_before = std::chrono::hours(24);
};

// Makes and activates a key for each algorithm that has none.
void create_missing(Transaction& tx, const crypto::SealingKey& sealing_key, Random& random,
                    Time now);

// Does what is due by the policy for each algorithm: makes the next key, lets it take over, removes
// the expired. token_lifetime: the longest of any token signed. True when something changed.
bool rotate_due(Transaction& tx, const RotationPolicy& policy, Duration token_lifetime,
                const crypto::SealingKey& sealing_key, Random& random, Time now);
// Takes a new key into use at once for every algorithm; the old ones still verify.
void rotate_now(Transaction& tx, Duration token_lifetime, const crypto::SealingKey& sealing_key,
                Random& random, Time now);

// The keys as the snapshot holds them. Throws SealingKeyMismatch.
SigningKeys load(Transaction& tx, const crypto::SealingKey& sealing_key);

}  // namespace latchkey::store::signing_keys
