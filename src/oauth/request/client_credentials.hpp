// How a client authenticated its request (RFC 6749 2.3.1): the method and values, not yet verified.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "base/form.hpp"
#include "base/secret.hpp"
#include "oauth/error.hpp"

namespace latchkey::oauth {

struct ClientCredentials {
  enum class Method { client_secret_basic, client_secret_post, none };
  Method method = Method::none;
  std::string client_id;
  Secret client_secret;  // empty for none
};

// authorization: the Authorization header's value, if any. Two methods at once, a Basic value that
// does not decode and a body client_id that contradicts Basic's are invalid_request; no client_id
// at all, and a scheme other than Basic, is invalid_client.
std::expected<ClientCredentials, Error> read_client_credentials(
    std::optional<std::string_view> authorization, const Parameters& body);

}  // namespace latchkey::oauth
