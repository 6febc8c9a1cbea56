// Input: the body of a token, introspection or revocation request.
#include "fuzz.hpp"
#include "oauth/request/presented_token.hpp"
#include "oauth/request/token_request.hpp"
#include "oauth_error.hpp"

namespace latchkey::fuzz {
namespace {

using namespace latchkey::oauth;

std::size_t count(const Parameters& body, std::string_view name) {
  return static_cast<std::size_t>(std::ranges::count(
      body, name, [](const auto& parameter) -> std::string_view { return parameter.first; }));
}

struct RequireSound {
  void operator()(const CodeTokenRequest& request) const {
    require(!request.code.empty() && !request.redirect_uri.empty());
    require(!request.code_verifier || !request.code_verifier->empty());
  }
  void operator()(const RefreshTokenRequest& request) const {
    require(!request.refresh_token.empty());
    require(!request.scope || !request.scope->empty());
  }
  void operator()(const ClientCredentialsTokenRequest& request) const {
    require(!request.scope || !request.scope->empty());
  }
};

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  const auto body = latchkey::form_decode(text_of(data, size));
  if (!body)
    return 0;
  const auto request = read_token_request(*body);
  if (request) {
    require(count(*body, "grant_type") == 1 && count(*body, "client_id") <= 1);
    std::visit(RequireSound(), *request);
  } else {
    require_sound(request.error());
  }
  const auto presented = read_presented_token(*body);
  if (presented)
    require(!presented->empty() && count(*body, "token") == 1);
  else
    require_sound(presented.error());
  return 0;
}
