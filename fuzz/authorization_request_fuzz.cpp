// Input: the query of an authorization request.
#include "fuzz.hpp"
#include "oauth/authorization_response.hpp"
#include "oauth/check/pkce.hpp"
#include "oauth/request/authorization_request.hpp"
#include "oauth_error.hpp"

namespace latchkey::fuzz {
namespace {

using namespace latchkey::oauth;

std::optional<std::string> sent(const Parameters& parameters, std::string_view name) {
  const auto found = std::ranges::find(
      parameters, name, [](const auto& parameter) { return std::string_view(parameter.first); });
  return found == parameters.end() || found->second.empty() ? std::nullopt
                                                            : std::optional(found->second);
}

void require_sound(const AuthorizationRequest& request, const Parameters& parameters) {
  require(sent(parameters, "response_type") == "code");
  require(request.state == sent(parameters, "state"));
  require(!request.state || request.state->size() <= 4096);
  require(request.nonce == sent(parameters, "nonce"));
  require(request.code_challenge == sent(parameters, "code_challenge"));
  require(!request.code_challenge || is_pkce_value(*request.code_challenge));
  require(!request.has_prompt(Prompt::none) || request.prompt.size() == 1);
  require(!request.max_age || request.max_age->count() >= 0);
  require(!request.scope || ScopeSet::parse(request.scope->to_string()) == request.scope);
  require(!request.scope || !request.scope->empty());
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  const auto parameters = latchkey::form_decode(text_of(data, size));
  if (!parameters)
    return 0;
  const auto target = read_authorization_target(*parameters);
  const auto error_return = read_error_return(*parameters);
  require(!error_return.state || error_return.state->size() <= 4096);
  if (!target) {
    require_sound(target.error());
    return 0;
  }
  const auto request = read_authorization_request(*parameters, *target);
  if (!request) {
    require_sound(request.error());
    const auto answer = error_response(request.error(), error_return.state, "https://id.example");
    require(latchkey::form_decode(latchkey::form_encode(answer)) == answer);
    return 0;
  }
  require_sound(*request, *parameters);
  require(error_return.state == request->state);
  require(error_return.response_mode == request->response_mode);
  return 0;
}
