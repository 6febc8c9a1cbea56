// Input: the query of a logout request.
#include "fuzz.hpp"
#include "oauth/request/logout_request.hpp"
#include "oauth_error.hpp"

namespace latchkey::fuzz {
namespace {

void add(Parameters& parameters, std::string_view name, const std::optional<std::string>& value) {
  if (value)
    parameters.emplace_back(name, *value);
}

Parameters to_parameters(const oauth::LogoutRequest& request) {
  Parameters parameters;
  add(parameters, "id_token_hint", request.id_token_hint);
  add(parameters, "client_id", request.client_id);
  add(parameters, "post_logout_redirect_uri", request.post_logout_redirect_uri);
  add(parameters, "state", request.state);
  return parameters;
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  const auto parameters = latchkey::form_decode(text_of(data, size));
  if (!parameters)
    return 0;
  const auto request = latchkey::oauth::read_logout_request(*parameters);
  if (!request) {
    require_sound(request.error());
    return 0;
  }
  require(!request->state || request->state->size() <= 4096);
  const auto plain = to_parameters(*request);
  for (const auto& [name, value] : plain) {
    require(!value.empty());
    require(std::ranges::count(*parameters, std::pair(name, value)) == 1);
  }
  const auto again = latchkey::oauth::read_logout_request(plain);
  require(again && to_parameters(*again) == plain);
  return 0;
}
