// The audit events of calls to APIs, and which of them are kept.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string_view>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "endpoint/proxied_call.hpp"
#include "http/message.hpp"
#include "identity/bearer.hpp"
#include "oauth/error.hpp"
#include "oauth/model/resource.hpp"
#include "store/audit.hpp"

namespace latchkey::endpoint {

// Says of each event whether it is among the share to be kept: at random, so that no pattern of
// calls escapes. Thread-safe.
class AuditSampler {
 public:
  explicit AuditSampler(Random& random);
  // share: 0 keeps none, 1 all.
  bool takes(double share);

 private:
  std::uint64_t seed_;
  std::atomic<std::uint64_t> count_ = 0;
};

// Says which calls with what is no token of this server the audit log tells of: anybody can make
// these, and as many as they like. `burst` at once, and then one in each `interval`. Thread-safe.
class StrangerLimit {
 public:
  static constexpr int burst = 100;
  static constexpr std::chrono::seconds interval{1};

  bool takes(std::chrono::steady_clock::time_point now);

 private:
  std::mutex mutex_;
  std::chrono::steady_clock::time_point paid_until_;
};

// A call by its place in the audit log; path may be as the client sent it.
struct AuditedCall {
  const oauth::Resource& resource;
  std::string_view method;
  std::string_view path;
};

// "api.called": the user and the client that the token stands for.
store::audit::Event call_event(const http::Request& request, const AuditedCall& call,
                               const identity::BearerIdentity& identity, Time now);

// Whom a token of this server names. What has been deleted is null, and in the log by its id.
struct NamedCaller {
  const oauth::AccessToken& token;
  const oauth::User* user;
  const oauth::Client* client;
};

// "api.refused"; nobody, in the default organization, where the token is not genuine.
store::audit::Event refused_call_event(const http::Request& request, const AuditedCall& call,
                                       const std::optional<NamedCaller>& caller,
                                       std::string_view default_org_id, const oauth::Error& error,
                                       Time now);

}  // namespace latchkey::endpoint
