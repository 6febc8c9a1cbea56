#include "identity/throttle.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <mutex>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace latchkey::identity {

namespace {

// Nobody's e-mail address is longer; what is shares a bucket.
constexpr std::size_t max_account_bytes = 254;
constexpr int address_recovers_faster_by = 5;

// Token buckets, each kept as the moment at which it will be full again (the generic cell rate
// algorithm). When there are too many, the one that is full first is forgotten.
class Buckets {
 public:
  Buckets(unsigned capacity, Duration interval, std::size_t max_entries)
      : capacity_(std::max(capacity, 1U)), interval_(interval), max_entries_(max_entries) {}

  // Until a token is there: zero or less when one is.
  [[nodiscard]] Duration wait(const std::string& key, Time now) const {
    const auto found = full_at_.find(key);
    if (found == full_at_.end())
      return Duration::zero();
    return found->second + interval_ - now - interval_ * capacity_;
  }

  void take(const std::string& key, Time now) {
    const auto found = full_at_.find(key);
    const Time full_at = found == full_at_.end() ? now : std::max(found->second, now);
    put(key, full_at + interval_);
    forget_full(now);
  }

  void give_back(const std::string& key, Time now) {
    const auto found = full_at_.find(key);
    if (found == full_at_.end())
      return;
    const Time full_at = found->second - interval_;
    if (full_at <= now)
      erase(key);
    else
      put(key, full_at);
  }

  void erase(const std::string& key) {
    const auto found = full_at_.find(key);
    if (found == full_at_.end())
      return;
    by_time_.erase({found->second, found->first});
    full_at_.erase(found);
  }

 private:
  void put(const std::string& key, Time full_at) {
    const auto [entry, is_new] = full_at_.try_emplace(key, full_at);
    if (!is_new) {
      by_time_.erase({entry->second, entry->first});
      entry->second = full_at;
    }
    by_time_.emplace(full_at, entry->first);
  }

  void forget_full(Time now) {
    while (!by_time_.empty() &&
           (by_time_.begin()->first <= now || full_at_.size() > max_entries_)) {
      const std::string key(by_time_.begin()->second);
      erase(key);
    }
  }

  unsigned capacity_;
  Duration interval_;
  std::size_t max_entries_;
  std::unordered_map<std::string, Time> full_at_;
  std::set<std::pair<Time, std::string_view>> by_time_;  // views of the map's keys
};

// One household or host has a whole /64 of IPv6 addresses to guess from.
std::string address_key(std::string_view address) {
  std::string text(address);
  in6_addr parsed;
  if (inet_pton(AF_INET6, text.c_str(), &parsed) != 1)
    return text;
  if (IN6_IS_ADDR_V4MAPPED(&parsed))
    return text.substr(text.rfind(':') + 1);
  return {reinterpret_cast<const char*>(parsed.s6_addr), 8};
}

std::string account_key(std::string_view account) {
  return std::string(account.substr(0, max_account_bytes));
}

}  // namespace

struct SignInThrottle::State {
  explicit State(const ThrottleOptions& options)
      : accounts(options.account_attempts, options.recovery, options.max_entries),
        addresses(options.address_attempts, Duration(options.recovery) / address_recovers_faster_by,
                  options.max_entries) {}

  std::mutex mutex;
  Buckets accounts;
  Buckets addresses;
};

SignInThrottle::SignInThrottle(const ThrottleOptions& options)
    : state_(std::make_unique<State>(options)) {}

SignInThrottle::~SignInThrottle() = default;

std::expected<void, std::chrono::seconds> SignInThrottle::admit(std::string_view canonical_account,
                                                                std::string_view address,
                                                                Time now) {
  const std::string account = account_key(canonical_account);
  const std::string source = address_key(address);
  const std::lock_guard lock(state_->mutex);
  const Duration wait =
      std::max(state_->accounts.wait(account, now), state_->addresses.wait(source, now));
  if (wait > Duration::zero())
    return std::unexpected(std::chrono::ceil<std::chrono::seconds>(wait));
  state_->accounts.take(account, now);
  state_->addresses.take(source, now);
  return {};
}

void SignInThrottle::succeeded(std::string_view canonical_account, std::string_view address,
                               Time now) {
  const std::string account = account_key(canonical_account);
  const std::string source = address_key(address);
  const std::lock_guard lock(state_->mutex);
  state_->accounts.erase(account);
  state_->addresses.give_back(source, now);
}

}  // namespace latchkey::identity
