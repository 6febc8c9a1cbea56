// The logout request of OpenID Connect RP-Initiated Logout 1.0, section 2.
#pragma once

#include <expected>
#include <optional>
#include <string>

#include "base/form.hpp"
#include "oauth/error.hpp"

namespace latchkey::oauth {

struct LogoutRequest {
  std::optional<std::string> id_token_hint;
  std::optional<std::string> client_id;
  std::optional<std::string> post_logout_redirect_uri;
  std::optional<std::string> state;
  std::optional<std::string> ui_locales;
};

std::expected<LogoutRequest, Error> read_logout_request(const Parameters& parameters);

}  // namespace latchkey::oauth
