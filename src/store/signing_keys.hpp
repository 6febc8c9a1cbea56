// Signing keys: sealed at rest, published before first use, kept until their last token expired.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/signature.hpp"
#include "store/rotation_policy.hpp"
#include "store/store.hpp"

namespace latchkey::store::signing_keys {

enum class State { next, current, retired };
std::string_view name(State state);

// A key's life: published at created_at, signs from active_from, signs no more from retired_at,
// is removed at expires_at. Of the keys that are not retired the oldest signs: the next one waits,
// also past its active_from, until a rotation retires the other.
struct KeyRecord {
  std::string kid;
  crypto::Algorithm algorithm;
  Time created_at;
  Time active_from;
  std::optional<Time> retired_at;
  std::optional<Time> expires_at;
  State state = State::current;
};
// The one that signs longest first.
std::vector<KeyRecord> list(Transaction& tx);
// When the schedule lets the next key take over: the earliest of all algorithms.
std::optional<Time> next_rotation(std::span<const KeyRecord> keys, const RotationPolicy& policy);

// The keys as the snapshot holds them. Throws SealingKeyMismatch.
SigningKeys load(Transaction& tx, const crypto::SealingKey& sealing_key);

}  // namespace latchkey::store::signing_keys
