#include "api/attention.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace latchkey::api {
namespace {

using Kind = Attention::Kind;
using store::overview::ClientUse;
using store::overview::SecretUse;

// Counts the secrets that fit.
template <class Fits>
std::optional<Attention> attention_to_secrets(Kind kind, const ClientUse& client, Fits fits) {
  std::int64_t count = 0;
  std::optional<Time> oldest;
  for (const SecretUse& secret : client.secrets) {
    if (!fits(secret))
      continue;
    ++count;
    oldest = oldest ? std::min(*oldest, secret.created_at) : secret.created_at;
  }
  if (count == 0)
    return std::nullopt;
  return Attention{.kind = kind,
                   .client_id = client.id,
                   .client_name = client.name,
                   .since = oldest,
                   .count = count};
}

}  // namespace

std::string_view name(Attention::Kind kind) {
  switch (kind) {
    case Kind::sign_ins_failed:
      return "sign_ins_failed";
    case Kind::acting_user_inactive:
      return "acting_user_inactive";
    case Kind::key_rotates:
      return "key_rotates";
    case Kind::secret_never_used:
      return "secret_never_used";
    case Kind::secret_old:
      return "secret_old";
    case Kind::client_unused:
      return "client_unused";
  }
  std::unreachable();
}

std::vector<Attention> attention_to_client(const ClientUse& client, Time now) {
  std::vector<Attention> items;
  if (client.has_inactive_acting_user)
    items.push_back({.kind = Kind::acting_user_inactive,
                     .client_id = client.id,
                     .client_name = client.name,
                     .since = {},
                     .count = {}});
  if (auto unused =
          attention_to_secrets(Kind::secret_never_used, client, [now](const SecretUse& secret) {
            return !secret.last_used_at && now - secret.created_at > secret_unused_after;
          }))
    items.push_back(std::move(*unused));
  if (auto old = attention_to_secrets(Kind::secret_old, client, [now](const SecretUse& secret) {
        return now - secret.created_at > secret_old_after;
      }))
    items.push_back(std::move(*old));
  const Time unused_since = client.last_used_at.value_or(client.created_at);
  if (now - unused_since > client_unused_after)
    items.push_back({.kind = Kind::client_unused,
                     .client_id = client.id,
                     .client_name = client.name,
                     .since = unused_since,
                     .count = {}});
  return items;
}

std::optional<Attention> attention_to_keys(std::span<const store::signing_keys::KeyRecord> keys,
                                           Time now) {
  std::optional<Time> first;
  std::int64_t count = 0;
  std::set<crypto::Algorithm> signing;
  for (const auto& key : keys) {
    const bool waits = !key.retired_at && !signing.insert(key.algorithm).second;
    if (!waits || key.active_from - now > key_notice)
      continue;
    ++count;
    first = first ? std::min(*first, key.active_from) : key.active_from;
  }
  if (count == 0)
    return std::nullopt;
  return Attention{.kind = Kind::key_rotates,
                   .client_id = {},
                   .client_name = {},
                   .since = first,
                   .count = count};
}

std::optional<Attention> attention_to_sign_ins(std::int64_t failed, Time since) {
  if (failed < many_failed_sign_ins)
    return std::nullopt;
  return Attention{.kind = Kind::sign_ins_failed,
                   .client_id = {},
                   .client_name = {},
                   .since = since,
                   .count = failed};
}

void sort_by_urgency(std::vector<Attention>& items) {
  std::ranges::sort(items, {}, [](const Attention& item) {
    return std::tie(item.kind, item.since, item.client_name, item.client_id);
  });
}

}  // namespace latchkey::api
