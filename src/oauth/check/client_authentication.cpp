#include "oauth/check/client_authentication.hpp"

#include "crypto/digest.hpp"

namespace latchkey::oauth {

namespace {

std::unexpected<Error> refuse_client(std::string detail) {
  return refuse(ErrorCode::invalid_client, "Client authentication failed.", std::move(detail));
}

// Compares with every secret, whichever matches, so that the time tells nothing.
const ClientSecret* find_secret(const Client& client, std::string_view digest) {
  const ClientSecret* found = nullptr;
  for (const auto& secret : client.secrets)
    if (crypto::constant_time_equal(secret.digest, digest))
      found = &secret;
  return found;
}

// As long a comparison as a known client's.
void compare_with_nothing(std::string_view digest) {
  const std::string other(digest.size(), '-');
  static_cast<void>(crypto::constant_time_equal(other, digest));
}

}  // namespace

std::expected<std::string, Error> check_client_authentication(
    const Client* client, const ClientCredentials& credentials) {
  const auto digest = crypto::digest_text(credentials.client_secret.reveal());
  if (client == nullptr) {
    compare_with_nothing(digest);
    return refuse_client("the client is unknown");
  }
  if (client->is_public()) {
    if (!credentials.client_secret.empty())
      return refuse_client("a public client sent a secret");
    return std::string();
  }
  const auto* secret = find_secret(*client, digest);
  if (credentials.client_secret.empty())
    return refuse_client("the secret is missing");
  if (secret == nullptr)
    return refuse_client("the secret is wrong");
  return secret->id;
}

}  // namespace latchkey::oauth
