#include "store/signing_keys.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "store/columns.hpp"
#include "store/sealed_boxes.hpp"

namespace latchkey::store::signing_keys {

namespace {

KeyRecord record_of(const db::Row& row) {
  return {.kid = text_column(row, 0),
          .algorithm = algorithm_column(row, 1),
          .created_at = time_column(row, 2),
          .active_from = time_column(row, 3),
          .retired_at = optional_time_column(row, 4),
          .expires_at = optional_time_column(row, 5)};
}

crypto::SigningKey opened(const KeyRecord& record, std::string_view box,
                          const crypto::SealingKey& sealing_key) {
  const auto what = "signing key " + record.kid;
  const auto der = sealing_key.open(box, sealed_boxes::signing_key_context(record.kid));
  if (!der)
    throw SealingKeyMismatch(what, der.error());
  auto key = crypto::SigningKey::from_der(record.algorithm, *der);
  if (!key)
    throw std::runtime_error("cannot read " + what + ": " + key.error());
  return *std::move(key);
}

}  // namespace

std::string_view name(State state) {
  switch (state) {
    case State::next:
      return "next";
    case State::current:
      return "current";
    case State::retired:
      return "retired";
  }
  std::unreachable();
}

std::vector<KeyRecord> list(Transaction& tx) {
  auto keys = tx.all(
      "SELECT kid, algorithm, created_at, active_from, retired_at, expires_at FROM signing_keys "
      "ORDER BY active_from, created_at, kid",
      {}, record_of);
  std::map<crypto::Algorithm, bool> has_current;
  for (auto& key : keys) {
    if (key.retired_at)
      key.state = State::retired;
    else
      key.state = std::exchange(has_current[key.algorithm], true) ? State::next : State::current;
  }
  return keys;
}

std::optional<Time> next_rotation(std::span<const KeyRecord> keys, const RotationPolicy& policy) {
  std::map<crypto::Algorithm, Time> due;
  for (const auto& key : keys) {
    if (key.state == State::current)
      due[key.algorithm] = key.active_from + policy.rotate_after;
    else if (key.state == State::next)
      due[key.algorithm] = key.active_from;
  }
  const auto first =
      std::ranges::min_element(due, {}, [](const auto& entry) { return entry.second; });
  return first == due.end() ? std::nullopt : std::optional(first->second);
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
