// How signing keys change: by the schedule, by command, and in an emergency.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/audit.hpp"
#include "store/signing_keys.hpp"

namespace latchkey::store::signing_keys {

// At most one for each algorithm. They are made before the transaction that may take them: making
// an RSA key takes long, and every write waits for the one that runs.
using FreshKeys = std::vector<crypto::SigningKey>;
std::span<const crypto::Algorithm> algorithms();
FreshKeys make(std::span<const crypto::Algorithm> algorithms);
// The algorithms that have no key at all.
std::vector<crypto::Algorithm> missing(Transaction& tx);
// The algorithms whose next key the schedule wants now.
std::vector<crypto::Algorithm> due(Transaction& tx, const RotationPolicy& policy, Time now);

struct Rotation {
  const FreshKeys& fresh;
  Duration token_lifetime;  // the longest of any token signed
  const crypto::SealingKey& sealing_key;
  Random& random;
  Time now;
};
// How long a key that signs no more is kept, by the settings of all organizations.
Duration longest_token_lifetime(const Snapshot& snapshot);

// What became of a key.
struct Change {
  enum class Kind { published, rotated, removed };  // rotated: it signs from now on
  Kind kind;
  std::string kid;
  crypto::Algorithm algorithm;
};
// As the audit log tells it.
std::string_view action(Change::Kind kind);  // "signing_key.rotated"
audit::Target target(const Change& change);

// Activates a fresh key for each algorithm that has none.
void create_missing(Transaction& tx, const Rotation& rotation);
// Does what is due by the policy for each algorithm: publishes the next key, lets it take over,
// removes the expired. Where no fresh key is at hand the algorithm waits for the next call.
std::vector<Change> rotate_due(Transaction& tx, const RotationPolicy& policy,
                               const Rotation& rotation);
// Lets the next key take over at once for every algorithm, a fresh one where none waits; the old
// ones still verify.
std::vector<Change> rotate_now(Transaction& tx, const Rotation& rotation);
// Removes every key there is, waiting ones too, and takes the fresh ones into use: nothing that was
// signed before verifies. Needs a fresh key for every algorithm.
std::vector<Change> replace_all(Transaction& tx, const Rotation& rotation);

}  // namespace latchkey::store::signing_keys
