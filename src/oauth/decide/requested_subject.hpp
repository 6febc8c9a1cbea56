// Which user an authorization request insists on: id_token_hint, and the sub of the claims
// parameter (OIDC Core 3.1.2.1, 3.1.2.2, 5.5.1).
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "jose/key_set.hpp"
#include "oauth/error.hpp"
#include "oauth/request/authorization_request.hpp"

namespace latchkey::oauth {

// Each list names the users that one part of the request accepts.
class RequestedSubject {
 public:
  void require_one_of(std::vector<std::string> subs) { lists_.push_back(std::move(subs)); }
  [[nodiscard]] bool accepts(std::string_view sub) const;

 private:
  std::vector<std::vector<std::string>> lists_;
};

// invalid_request when the hint is not an ID token of this server.
std::expected<RequestedSubject, Error> requested_subject(const AuthorizationRequest& request,
                                                         const jose::KeySet& keys,
                                                         std::string_view issuer);

}  // namespace latchkey::oauth
