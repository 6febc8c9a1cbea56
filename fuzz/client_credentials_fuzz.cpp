// Input: a line with the Authorization header's value, empty for none; the body of the request.
#include "base/encoding.hpp"
#include "fuzz.hpp"
#include "oauth/request/client_credentials.hpp"
#include "oauth/request/presented_token.hpp"
#include "oauth_error.hpp"

namespace latchkey::fuzz {
namespace {

using namespace latchkey::oauth;
using Method = ClientCredentials::Method;

// Form-encoded without a name, as RFC 6749 2.3.1 says.
std::string encode(std::string_view text) {
  return form_encode({{"", std::string(text)}}).substr(1);
}

void require_basic_round_trip(const ClientCredentials& credentials) {
  const auto pair =
      encode(credentials.client_id) + ":" + encode(credentials.client_secret.reveal());
  const auto header = "Basic " + base64_encode(as_bytes(pair));
  const auto again = read_client_credentials(header, {});
  require(again && again->method == Method::client_secret_basic);
  require(again->client_id == credentials.client_id);
  require(again->client_secret.reveal() == credentials.client_secret.reveal());
}

void require_sound(const ClientCredentials& credentials, bool has_header) {
  require(!credentials.client_id.empty());
  require((credentials.method == Method::client_secret_basic) == has_header);
  require(credentials.method != Method::none || credentials.client_secret.empty());
  require(credentials.method != Method::client_secret_post || !credentials.client_secret.empty());
  require_basic_round_trip(credentials);
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  auto text = text_of(data, size);
  const auto line = take_line(text);
  const auto header = line.empty() ? std::nullopt : std::optional(line);
  const auto body = latchkey::form_decode(text);
  if (!body)
    return 0;
  const auto credentials = read_client_credentials(header, *body);
  if (credentials)
    require_sound(*credentials, header.has_value());
  else
    require_sound(credentials.error());
  const auto bearer = read_bearer_token(header, *body);
  if (!bearer)
    require_sound(bearer.error());
  else
    require(!*bearer || !(*bearer)->empty());
  return 0;
}
