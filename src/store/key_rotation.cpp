#include "store/key_rotation.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "oauth/model/settings.hpp"
#include "store/columns.hpp"
#include "store/sealed_boxes.hpp"
#include "store/touched.hpp"

namespace latchkey::store::signing_keys {

namespace {

constexpr std::array all_algorithms{crypto::Algorithm::es256, crypto::Algorithm::rs256};

// A token signed at the last moment is on its way for a little longer than it takes to retire.
constexpr Duration margin = std::chrono::minutes(1);

const crypto::SigningKey* fresh_key(const Rotation& rotation, crypto::Algorithm algorithm) {
  const auto found = std::ranges::find(rotation.fresh, algorithm, &crypto::SigningKey::algorithm);
  return found == rotation.fresh.end() ? nullptr : &*found;
}

std::string insert(Transaction& tx, const crypto::SigningKey& key, Time active_from,
                   const Rotation& rotation) {
  auto kid = jose::thumbprint(key.verification_key());
  tx.execute(
      "INSERT INTO signing_keys (kid, algorithm, private_key, created_at, active_from) "
      "VALUES ($1, $2, $3, $4, $5)",
      {kid, crypto::name(key.algorithm()),
       rotation.sealing_key.seal(key.private_der(), sealed_boxes::signing_key_context(kid),
                                 rotation.random),
       micros(rotation.now), micros(active_from)});
  tx.touch(touched_keys);
  return kid;
}

void retire(Transaction& tx, const KeyRecord& key, const Rotation& rotation) {
  tx.execute("UPDATE signing_keys SET retired_at = $2, expires_at = $3 WHERE kid = $1",
             {key.kid, micros(rotation.now), micros(rotation.now + rotation.token_lifetime)});
  tx.touch(touched_keys);
}

// Those that are not retired, the one that signs first.
std::vector<KeyRecord> usable(Transaction& tx, crypto::Algorithm algorithm) {
  auto records = list(tx);
  std::erase_if(records, [algorithm](const KeyRecord& key) {
    return key.algorithm != algorithm || key.state == State::retired;
  });
  return records;
}

// The one that signs is retired, the one that waits signs.
Change take_over(Transaction& tx, std::span<const KeyRecord> keys, const Rotation& rotation) {
  retire(tx, keys[0], rotation);
  tx.execute("UPDATE signing_keys SET active_from = $2 WHERE kid = $1",
             {keys[1].kid, micros(rotation.now)});
  return {.kind = Change::Kind::rotated, .kid = keys[1].kid, .algorithm = keys[1].algorithm};
}

// A fresh key signs from now on.
Change start_fresh(Transaction& tx, crypto::Algorithm algorithm, const Rotation& rotation) {
  const auto* key = fresh_key(rotation, algorithm);
  if (key == nullptr)
    throw std::logic_error("there is no fresh key to rotate to");
  return {.kind = Change::Kind::rotated,
          .kid = insert(tx, *key, rotation.now, rotation),
          .algorithm = algorithm};
}

bool wants_next(std::span<const KeyRecord> keys, const RotationPolicy& policy, Time now) {
  return keys.empty() ||
         (keys.size() == 1 &&
          now >= keys.front().active_from + policy.rotate_after - policy.publish_before);
}

std::optional<Change> rotate_one(Transaction& tx, crypto::Algorithm algorithm,
                                 const RotationPolicy& policy, const Rotation& rotation) {
  const auto keys = usable(tx, algorithm);
  if (keys.size() > 1 && rotation.now >= keys[1].active_from)
    return take_over(tx, keys, rotation);
  const auto* key = fresh_key(rotation, algorithm);
  if (key == nullptr || !wants_next(keys, policy, rotation.now))
    return std::nullopt;
  if (keys.empty())
    return start_fresh(tx, algorithm, rotation);
  const auto active_from = std::max(keys.front().active_from + policy.rotate_after,
                                    rotation.now + policy.publish_before);
  return Change{.kind = Change::Kind::published,
                .kid = insert(tx, *key, active_from, rotation),
                .algorithm = algorithm};
}

// Those that fit the condition, an SQL text of this file.
std::vector<Change> remove(Transaction& tx, std::string_view sql, Time now) {
  const std::array parameters{db::Value(micros(now))};
  auto removed = tx.all(sql, parameters, [](const db::Row& row) {
    return Change{.kind = Change::Kind::removed,
                  .kid = text_column(row, 0),
                  .algorithm = algorithm_column(row, 1)};
  });
  if (!removed.empty())
    tx.touch(touched_keys);
  return removed;
}

}  // namespace

std::string_view action(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::published:
      return "signing_key.published";
    case Change::Kind::rotated:
      return "signing_key.rotated";
    case Change::Kind::removed:
      return "signing_key.removed";
  }
  std::unreachable();
}

audit::Target target(const Change& change) {
  return {
      .type = "signing_key", .id = change.kid, .name = std::string(crypto::name(change.algorithm))};
}

std::span<const crypto::Algorithm> algorithms() {
  return all_algorithms;
}

FreshKeys make(std::span<const crypto::Algorithm> algorithms) {
  FreshKeys keys;
  for (const auto algorithm : algorithms) keys.push_back(crypto::SigningKey::generate(algorithm));
  return keys;
}

std::vector<crypto::Algorithm> missing(Transaction& tx) {
  std::vector<crypto::Algorithm> found;
  for (const auto algorithm : all_algorithms)
    if (usable(tx, algorithm).empty())
      found.push_back(algorithm);
  return found;
}

std::vector<crypto::Algorithm> due(Transaction& tx, const RotationPolicy& policy, Time now) {
  std::vector<crypto::Algorithm> found;
  for (const auto algorithm : all_algorithms)
    if (wants_next(usable(tx, algorithm), policy, now))
      found.push_back(algorithm);
  return found;
}

Duration longest_token_lifetime(const Snapshot& snapshot) {
  Duration longest = oauth::max_access_token_lifetime;
  for (const auto& [org_id, settings] : snapshot.settings)
    longest = std::max<Duration>(longest, settings->id_token_lifetime);
  return longest + margin;
}

void create_missing(Transaction& tx, const Rotation& rotation) {
  for (const auto algorithm : missing(tx))
    if (const auto* key = fresh_key(rotation, algorithm))
      insert(tx, *key, rotation.now, rotation);
}

std::vector<Change> rotate_due(Transaction& tx, const RotationPolicy& policy,
                               const Rotation& rotation) {
  auto changes = remove(
      tx, "DELETE FROM signing_keys WHERE expires_at <= $1 RETURNING kid, algorithm", rotation.now);
  for (const auto algorithm : all_algorithms)
    if (auto change = rotate_one(tx, algorithm, policy, rotation))
      changes.push_back(std::move(*change));
  return changes;
}

std::vector<Change> rotate_now(Transaction& tx, const Rotation& rotation) {
  std::vector<Change> changes;
  for (const auto algorithm : all_algorithms) {
    const auto keys = usable(tx, algorithm);
    if (keys.size() > 1) {
      changes.push_back(take_over(tx, keys, rotation));
      continue;
    }
    for (const auto& key : keys) retire(tx, key, rotation);
    changes.push_back(start_fresh(tx, algorithm, rotation));
  }
  return changes;
}

std::vector<Change> replace_all(Transaction& tx, const Rotation& rotation) {
  auto changes = remove(
      tx, "DELETE FROM signing_keys WHERE created_at <= $1 RETURNING kid, algorithm", Time::max());
  for (const auto algorithm : all_algorithms)
    changes.push_back(start_fresh(tx, algorithm, rotation));
  return changes;
}

}  // namespace latchkey::store::signing_keys
