// Client authentication (RFC 6749 2.3, 3.2.1) against what is registered.
#pragma once

#include <expected>
#include <string>

#include "oauth/error.hpp"
#include "oauth/model/client.hpp"
#include "oauth/request/client_credentials.hpp"

namespace latchkey::oauth {

// client: null when unknown. Returns the id of the secret used; empty for a public client. An
// unknown client, a wrong or missing secret, and a secret sent by a public client are
// invalid_client, alike to the caller. Says nothing about the client's status.
std::expected<std::string, Error> check_client_authentication(const Client* client,
                                                              const ClientCredentials& credentials);

}  // namespace latchkey::oauth
