#include "oauth/check/pkce.hpp"

#include <algorithm>

#include "crypto/digest.hpp"

namespace latchkey::oauth {

namespace {

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

}  // namespace

bool is_pkce_value(std::string_view text) {
  return text.size() >= 43 && text.size() <= 128 && std::ranges::all_of(text, is_unreserved);
}

std::expected<void, Error> check_code_challenge(const std::optional<std::string>& code_challenge,
                                                const Client& client) {
  if (!code_challenge && (client.is_public() || client.requires_pkce))
    return refuse(ErrorCode::invalid_request,
                  "This client must use PKCE: a code_challenge with the method S256.");
  return {};
}

std::expected<void, Error> check_code_verifier(const std::optional<std::string>& code_challenge,
                                               const std::optional<Secret>& code_verifier) {
  const auto refuse_verifier = [](std::string detail) {
    return refuse(ErrorCode::invalid_grant, "The code_verifier does not match the code.",
                  std::move(detail));
  };
  if (!code_challenge && !code_verifier)
    return {};
  if (!code_challenge)
    return refuse_verifier("a code_verifier for a code without a code_challenge");
  if (!code_verifier)
    return refuse_verifier("the code_verifier is missing");
  if (!is_pkce_value(code_verifier->reveal()))
    return refuse_verifier("the code_verifier is not 43 to 128 unreserved characters");
  // S256 is BASE64URL(SHA256(verifier)), the very form of digest_text.
  if (!crypto::constant_time_equal(crypto::digest_text(code_verifier->reveal()), *code_challenge))
    return refuse_verifier("the code_verifier is not that of the code_challenge");
  return {};
}

}  // namespace latchkey::oauth
