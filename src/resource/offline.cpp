#include "resource/offline.hpp"

#include <condition_variable>

#include "crypto/digest.hpp"
#include "jose/jws.hpp"
#include "resource/bearer_token.hpp"
#include "resource/claims.hpp"

namespace latchkey::resource {
namespace {

// Whether it failed only for want of a key that the issuer may have by now.
bool names_another_key(const jose::KeySet& keys, std::string_view token) {
  const auto kid = jose::unverified_kid(token);
  return kid && !keys.find(*kid);
}

}  // namespace

OfflineInspection::OfflineInspection(Settings settings)
    : settings_(std::move(settings)),
      keys_(settings_),
      verified_(settings_.remembered_tokens),
      refresher_([this](const std::stop_token& stop) { keep_fresh(stop); }) {}

Finding OfflineInspection::inspect(std::string_view token) {
  const auto now = time_of(settings_);
  const auto digest = crypto::sha256(token);
  auto known = verified_.find(digest, now);
  if (known && keys_.holds(known->generation, now))
    return std::move(known->identity);
  if (!is_b64token(token))
    return malformed_token();
  return verify(token, digest, now);
}

Finding OfflineInspection::verify(std::string_view token, const crypto::Sha256& digest, Time now) {
  const auto refetched = [&]() -> std::expected<KeyCache::Keys, Fault> {
    const auto fault = keys_.refetch();
    const auto keys = keys_.keys(now);
    if (fault || !keys)
      return unavailable("no keys: " + fault.value_or("too old"), settings_.refetch_interval);
    return *keys;
  };
  const auto known = keys_.keys(now);
  auto keys = known ? *known : refetched();
  if (!keys)
    return std::unexpected(keys.error());
  auto jwt = jose::verify_compact(*keys->set, token);
  if (!jwt && known && names_another_key(*keys->set, token)) {
    keys = refetched();
    if (!keys)
      return std::unexpected(keys.error());
    jwt = jose::verify_compact(*keys->set, token);
  }
  if (!jwt)
    return invalid_token(jwt.error());
  if (jwt->typ != "at+jwt")
    return invalid_token("typ is not at+jwt");
  const Expectation expected{
      .issuer = settings_.issuer, .audiences = settings_.audiences, .leeway = settings_.leeway};
  auto identity = read_identity(jwt->claims, expected, now);
  if (!identity)
    return invalid_token(identity.error());
  if (const auto complete = require_access_token_claims(jwt->claims); !complete)
    return invalid_token(complete.error());
  auto shared = std::make_shared<const Identity>(*std::move(identity));
  const auto end = std::chrono::time_point_cast<Duration>(shared->expires_at) + settings_.leeway;
  verified_.insert(digest, {.identity = shared, .until = end, .generation = keys->generation});
  return shared;
}

void OfflineInspection::keep_fresh(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    const auto pause = keys_.refetch() ? settings_.refetch_interval : settings_.refresh_keys_after;
    wake.wait_for(lock, stop, pause, [] { return false; });
  }
}

}  // namespace latchkey::resource
