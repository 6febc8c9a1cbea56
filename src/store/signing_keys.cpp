#include "store/signing_keys.hpp"

#include <algorithm>
#include <array>

#include "store/columns.hpp"
#include "store/server_secrets.hpp"
#include "store/touched.hpp"

namespace latchkey::store::signing_keys {

namespace {

constexpr std::array algorithms{crypto::Algorithm::es256, crypto::Algorithm::rs256};

KeyRecord record_of(const db::Row& row) {
  return {.kid = text_column(row, 0),
          .algorithm = algorithm_column(row, 1),
          .created_at = time_column(row, 2),
          .active_from = time_column(row, 3),
          .retired_at = optional_time_column(row, 4),
          .expires_at = optional_time_column(row, 5)};
}

std::string seal_context(std::string_view kid) {
  return "signing-key:" + std::string(kid);
}

void make(Transaction& tx, crypto::Algorithm algorithm, Time created_at, Time active_from,
          const crypto::SealingKey& sealing_key, Random& random) {
  const auto key = crypto::SigningKey::generate(algorithm);
  const auto kid = jose::thumbprint(key.verification_key());
  tx.execute(
      "INSERT INTO signing_keys (kid, algorithm, private_key, created_at, active_from) "
      "VALUES ($1, $2, $3, $4, $5)",
      {kid, name(algorithm), sealing_key.seal(key.private_der(), seal_context(kid), random),
       micros(created_at), micros(active_from)});
  tx.touch(touched_keys);
}

void retire(Transaction& tx, const KeyRecord& key, Duration token_lifetime, Time now) {
  tx.execute("UPDATE signing_keys SET retired_at = $2, expires_at = $3 WHERE kid = $1",
             {key.kid, micros(now), micros(now + token_lifetime)});
  tx.touch(touched_keys);
}

// Those that are not retired, the one that signs first.
std::vector<KeyRecord> usable(Transaction& tx, crypto::Algorithm algorithm) {
  auto records = list(tx);
  std::erase_if(records, [algorithm](const KeyRecord& key) {
    return key.algorithm != algorithm || key.retired_at.has_value();
  });
  return records;
}

// True when it did something.
bool rotate_one(Transaction& tx, crypto::Algorithm algorithm, const RotationPolicy& policy,
                Duration token_lifetime, const crypto::SealingKey& sealing_key, Random& random,
                Time now) {
  const auto keys = usable(tx, algorithm);
  if (keys.empty()) {
    make(tx, algorithm, now, now, sealing_key, random);
    return true;
  }
  if (keys.size() == 1) {
    const auto due = keys.front().active_from + policy.rotate_after;
    if (now < due - policy.publish_before)
      return false;
    make(tx, algorithm, now, std::max(due, now + policy.publish_before), sealing_key, random);
    return true;
  }
  if (now < keys[1].active_from)
    return false;
  retire(tx, keys[0], token_lifetime, now);
  tx.execute("UPDATE signing_keys SET active_from = $2 WHERE kid = $1", {keys[1].kid, micros(now)});
  return true;
}

crypto::SigningKey opened(const KeyRecord& record, std::string_view box,
                          const crypto::SealingKey& sealing_key) {
  const auto what = "signing key " + record.kid;
  const auto der = sealing_key.open(box, seal_context(record.kid));
  if (!der)
    throw SealingKeyMismatch(what, der.error());
  auto key = crypto::SigningKey::from_der(record.algorithm, *der);
  if (!key)
    throw std::runtime_error("cannot read " + what + ": " + key.error());
  return *std::move(key);
}

}  // namespace

std::vector<KeyRecord> list(Transaction& tx) {
  return tx.all(
      "SELECT kid, algorithm, created_at, active_from, retired_at, expires_at FROM signing_keys "
      "ORDER BY active_from, created_at, kid",
      {}, record_of);
}

void create_missing(Transaction& tx, const crypto::SealingKey& sealing_key, Random& random,
                    Time now) {
  for (const auto algorithm : algorithms)
    if (usable(tx, algorithm).empty())
      make(tx, algorithm, now, now, sealing_key, random);
}

bool rotate_due(Transaction& tx, const RotationPolicy& policy, Duration token_lifetime,
                const crypto::SealingKey& sealing_key, Random& random, Time now) {
  bool has_changed =
      tx.execute("DELETE FROM signing_keys WHERE expires_at <= $1", {micros(now)}) != 0;
  if (has_changed)
    tx.touch(touched_keys);
  for (const auto algorithm : algorithms)
    has_changed |= rotate_one(tx, algorithm, policy, token_lifetime, sealing_key, random, now);
  return has_changed;
}

void rotate_now(Transaction& tx, Duration token_lifetime, const crypto::SealingKey& sealing_key,
                Random& random, Time now) {
  for (const auto algorithm : algorithms) {
    for (const auto& key : usable(tx, algorithm)) retire(tx, key, token_lifetime, now);
    make(tx, algorithm, now, now, sealing_key, random);
  }
}

SigningKeys load(Transaction& tx, const crypto::SealingKey& sealing_key) {
  SigningKeys keys;
  std::vector<jose::PublicKey> published;
  const auto take = [&](const db::Row& row) {
    const auto record = record_of(row);
    auto key = opened(record, row.text(6), sealing_key);
    published.push_back({.kid = record.kid, .key = key.verification_key()});
    const bool is_es256 = record.algorithm == crypto::Algorithm::es256;
    auto& current = is_es256 ? keys.es256 : keys.rs256;
    if (record.retired_at || current != nullptr)
      return;
    current = std::make_shared<const jose::PrivateKey>(
        jose::PrivateKey{.kid = record.kid, .key = std::move(key)});
    (is_es256 ? keys.es256_since : keys.rs256_since) = record.created_at;
  };
  tx.run(
      "SELECT kid, algorithm, created_at, active_from, retired_at, expires_at, private_key "
      "FROM signing_keys ORDER BY active_from, created_at, kid",
      {}, take);
  keys.published = jose::KeySet(std::move(published));
  return keys;
}

}  // namespace latchkey::store::signing_keys
