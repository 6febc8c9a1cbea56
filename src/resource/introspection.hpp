// Asking the issuer about a token (RFC 7662), and remembering what it said for some seconds.
#pragma once

#include <mutex>
#include <optional>
#include <string>

#include "base/secret.hpp"
#include "resource/inspection.hpp"
#include "resource/token_cache.hpp"

namespace latchkey::resource {

class Introspection final : public Inspection {
 public:
  // settings has fetch and now.
  Introspection(Settings settings, const IntrospectionClient& client);

  Finding inspect(std::string_view token) override;

 private:
  std::expected<std::string, std::string> endpoint();
  Finding ask(std::string_view token, Time now);
  Finding read_answer(const FetchAnswer& answer, Time now) const;

  const Settings settings_;
  const Secret authorization_;
  const std::chrono::seconds accepted_for_;
  const std::chrono::seconds refused_for_;

  // Apart, so that a flood of false tokens does not drive out the good ones.
  TokenCache accepted_;
  TokenCache refused_;

  std::mutex mutex_;
  std::string endpoint_;  // empty: to be discovered
  std::optional<Fault> fault_;
  Time silent_until_;  // the issuer is not asked while it is out of order
};

}  // namespace latchkey::resource
