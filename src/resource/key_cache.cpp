#include "resource/key_cache.hpp"

#include <algorithm>
#include <exception>

#include "resource/inspection.hpp"
#include "resource/issuer_documents.hpp"

namespace latchkey::resource {
namespace {

bool has_lost_a_key(const jose::KeySet& before, const jose::KeySet& after) {
  return std::ranges::any_of(before.keys(), [&after](const jose::PublicKey& key) {
    const auto* same = after.find(key.kid);
    return !same || jose::thumbprint(same->key) != jose::thumbprint(key.key);
  });
}

}  // namespace

KeyCache::KeyCache(const Settings& settings) : settings_(settings) {}

std::optional<KeyCache::Keys> KeyCache::keys(Time now) const {
  const std::lock_guard lock(mutex_);
  if (!set_ || !holds(generation_, now))
    return std::nullopt;
  return Keys{.set = set_, .generation = generation_};
}

bool KeyCache::holds(std::uint64_t generation, Time now) const {
  return generation == generation_ && now.time_since_epoch().count() < usable_until_;
}

std::optional<std::string> KeyCache::refetch() {
  const std::lock_guard lock(fetching_);
  const auto now = time_of(settings_);
  // A clock that was set back makes a fetch due.
  if (tried_at_ && now >= *tried_at_ && now < *tried_at_ + settings_.refetch_interval)
    return fault_;
  try {
    auto fetched = fetch();
    fault_ = fetched ? std::nullopt : std::optional(fetched.error());
    if (fetched)
      publish(*std::move(fetched), now);
  } catch (const std::exception& error) {
    fault_ = error.what();
  }
  tried_at_ = time_of(settings_);
  return fault_;
}

std::expected<jose::KeySet, std::string> KeyCache::fetch() {
  std::string address = settings_.jwks_uri.empty() ? jwks_uri_ : settings_.jwks_uri;
  if (address.empty()) {
    auto found = discover(settings_, "jwks_uri");
    if (!found)
      return std::unexpected(found.error());
    address = *std::move(found);
  }
  auto fetched = fetch_keys(settings_, address);
  jwks_uri_ = fetched ? address : "";
  return fetched;
}

void KeyCache::publish(jose::KeySet fetched, Time now) {
  const std::lock_guard lock(mutex_);
  if (!set_ || has_lost_a_key(*set_, fetched))
    ++generation_;
  set_ = std::make_shared<const jose::KeySet>(std::move(fetched));
  usable_until_ = (now + settings_.keys_usable_for).time_since_epoch().count();
}

}  // namespace latchkey::resource
