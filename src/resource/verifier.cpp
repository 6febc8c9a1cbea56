#include "latchkey/resource/verifier.hpp"

#include <algorithm>
#include <stdexcept>

#include "resource/bearer_token.hpp"
#include "resource/challenge.hpp"
#include "resource/curl_fetch.hpp"
#include "resource/introspection.hpp"
#include "resource/offline.hpp"

namespace latchkey::resource {
namespace {

// As long as the issuer's own limit for a JWT.
constexpr std::size_t max_token_bytes = 16 * 1024;

void require(bool holds, const char* what) {
  if (!holds)
    throw std::invalid_argument(what);
}

Settings completed(Settings settings) {
  using std::chrono::seconds;
  require(settings.issuer.starts_with("http://") || settings.issuer.starts_with("https://"),
          "issuer must be an http or https URL");
  require(
      !settings.audiences.empty() && std::ranges::none_of(settings.audiences, &std::string::empty),
      "audiences must not be empty");
  require(is_quotable(settings.realm), "realm must be text that can be quoted");
  require(is_quotable(settings.resource_metadata), "resource_metadata must be a URL");
  require(settings.leeway >= seconds(0), "leeway must not be negative");
  require(settings.refetch_interval >= seconds(1), "refetch_interval must be a second at least");
  require(settings.refresh_keys_after >= settings.refetch_interval,
          "refresh_keys_after must not be shorter than refetch_interval");
  require(settings.keys_usable_for > settings.refresh_keys_after,
          "keys_usable_for must be longer than refresh_keys_after");
  require(settings.fetch_timeout.count() > 0, "fetch_timeout must not be zero");
  if (!settings.fetch)
    settings.fetch = curl_fetch();
  if (!settings.now)
    settings.now = [clock = SystemClock()] { return clock.now(); };
  return settings;
}

}  // namespace

Verifier::Verifier(Settings settings)
    : settings_(completed(std::move(settings))),
      inspection_(std::make_unique<OfflineInspection>(settings_)) {}

Verifier::Verifier(Settings settings, const IntrospectionClient& client)
    : settings_(completed(std::move(settings))) {
  require(!client.client_id.empty(), "client_id must not be empty");
  inspection_ = std::make_unique<Introspection>(settings_, client);
}

Verifier::~Verifier() = default;
Verifier::Verifier(Verifier&&) noexcept = default;
Verifier& Verifier::operator=(Verifier&&) noexcept = default;

Verdict Verifier::check(std::string_view authorization, std::string_view scopes) const {
  const auto token = read_bearer_token(authorization);
  if (!token)
    return Verdict(refuse(settings_, {.reason = token.error(), .detail = {}}, scopes));
  return check_token(*token, scopes);
}

Verdict Verifier::check_token(std::string_view token, std::string_view scopes) const {
  auto finding = token.size() > max_token_bytes ? invalid_token("the token is too long")
                                                : inspection_->inspect(token);
  if (!finding)
    return Verdict(refuse(settings_, std::move(finding.error()), scopes));
  if (!(*finding)->has_scopes(scopes))
    return Verdict(refuse(
        settings_, {.reason = Reason::insufficient_scope, .detail = "a scope is missing"}, scopes));
  return Verdict(*std::move(finding));
}

}  // namespace latchkey::resource
