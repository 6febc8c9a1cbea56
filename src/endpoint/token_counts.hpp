// What the token endpoint issued and refused, for the server's metrics.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/metrics/counter.hpp"
#include "oauth/error.hpp"
#include "oauth/model/client.hpp"

namespace latchkey::endpoint {

// Thread-safe.
class TokenCounts {
 public:
  static constexpr std::array grants{oauth::GrantType::authorization_code,
                                     oauth::GrantType::client_credentials,
                                     oauth::GrantType::refresh_token};
  // Of RFC 6749 5.2; "other" stands for the rest.
  static constexpr std::array<std::string_view, 7> reasons{
      "invalid_request",        "invalid_client", "invalid_grant", "unauthorized_client",
      "unsupported_grant_type", "invalid_scope",  "other"};

  void issued(oauth::GrantType grant) { issued_.at(index(grant)).add(); }
  // grant: nothing where the request names none that there is.
  void refused(std::optional<oauth::GrantType> grant, const oauth::Error& error);

  [[nodiscard]] std::uint64_t issued_by(oauth::GrantType grant) const {
    return issued_.at(index(grant)).value();
  }
  // reason: an index of reasons.
  [[nodiscard]] std::uint64_t refused_by(std::optional<oauth::GrantType> grant,
                                         std::size_t reason) const {
    return refused_.at(index(grant)).at(reason).value();
  }

 private:
  static std::size_t index(std::optional<oauth::GrantType> grant) {
    return grant ? static_cast<std::size_t>(*grant) : grants.size();
  }

  std::array<metrics::Counter, grants.size()> issued_;
  std::array<std::array<metrics::Counter, reasons.size()>, grants.size() + 1> refused_;
};

}  // namespace latchkey::endpoint
