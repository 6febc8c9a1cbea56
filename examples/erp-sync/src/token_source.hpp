// Access tokens by client credentials (RFC 6749, 4.4).
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>

#include "retry.hpp"

namespace erp {

struct Credentials {
  std::string issuer;
  std::string client_id;
  std::string secret_file;  // read for every token, so that a rotated secret is taken as it comes
  std::string scope;
};

// For one thread at a time. What it is given must outlive it.
class TokenSource {
 public:
  TokenSource(Credentials credentials, Retry& http);

  // A token that holds for a while yet; a new one where the last is about to expire.
  std::expected<std::string, std::string> token();
  // Somebody has refused the token: the next one is new.
  void forget() { token_.reset(); }

 private:
  struct Token {
    std::string value;
    std::chrono::steady_clock::time_point renew_at;
  };

  std::expected<std::string, std::string> token_endpoint();
  std::expected<HttpAnswer, std::string> ask(const std::string& endpoint);
  std::expected<Token, std::string> obtain();

  Credentials credentials_;
  Retry& http_;
  std::string token_endpoint_{};
  std::optional<Token> token_{};
};

}  // namespace erp
