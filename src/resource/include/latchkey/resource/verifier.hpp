// Decides whether a request to an API may be served, by its access token (RFC 6750, RFC 9068).
#pragma once

#include <memory>
#include <string_view>

#include "latchkey/resource/settings.hpp"
#include "latchkey/resource/verdict.hpp"

namespace latchkey::resource {

class Inspection;

// Thread-safe. A check does not block while the keys are known and current, or the introspection
// answer is remembered; else it waits for the issuer, for at most twice fetch_timeout, as the end
// of an object waits for a fetch that is under way. Made after a fork(), since it has a thread.
class Verifier {
 public:
  // Offline, by the issuer's published keys, which a thread of this object keeps fresh. Revocation
  // is not seen before a token's end. Throws std::invalid_argument for settings that cannot work;
  // that the issuer cannot be reached is no such fault.
  explicit Verifier(Settings settings);
  // By asking the issuer about every token. Throws as above.
  Verifier(Settings settings, const IntrospectionClient& client);
  ~Verifier();
  Verifier(Verifier&&) noexcept;
  Verifier& operator=(Verifier&&) noexcept;

  // authorization: the value of the request's Authorization header field, empty if there is none.
  // scopes: what the token must allow, space-delimited.
  [[nodiscard]] Verdict check(std::string_view authorization, std::string_view scopes = {}) const;
  // The same for a token that came another way, as in a WebSocket's first message.
  [[nodiscard]] Verdict check_token(std::string_view token, std::string_view scopes = {}) const;

 private:
  Settings settings_;
  std::unique_ptr<Inspection> inspection_;
};

}  // namespace latchkey::resource
