// Input: 'p' for a public client, anything else for a confidential one; a line with the URI to
// register; the URI that a request presents.
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "fuzz.hpp"
#include "oauth/authorization_response.hpp"
#include "oauth/check/redirect_uri.hpp"

namespace latchkey::fuzz {
namespace {

using oauth::ClientType;

const Parameters answer{{"code", "a b&c"}, {"state", "=?#"}};

// Of a URI that is known to parse.
boost::urls::url_view parse(std::string_view uri) {
  const auto parsed = boost::urls::parse_uri(uri);
  require(parsed.has_value());
  return *parsed;
}

std::string without_port(std::string_view uri) {
  const auto scheme_end = uri.find("://") + 3;
  const auto authority_end = std::min(uri.find_first_of("/?", scheme_end), uri.size());
  const auto host_end = uri.find(']', scheme_end);
  const auto colon = uri.find(':', host_end < authority_end ? host_end : scheme_end);
  if (colon >= authority_end)
    return std::string(uri);
  return std::string(uri.substr(0, colon)) + std::string(uri.substr(authority_end));
}

// Whoever follows the answer arrives at the host that was registered, with the answer's own code.
void require_safe_answer(std::string_view uri) {
  const auto target = parse(uri);
  const auto location = oauth::append_query(uri, answer);
  const auto followed = parse(location);
  require(followed.scheme() == target.scheme());
  require(followed.encoded_authority() == target.encoded_authority());
  require(followed.encoded_path() == target.encoded_path());
  require(!followed.has_fragment());
  require(location.ends_with(form_encode(answer)));
}

void require_sound_match(std::string_view registered, std::string_view presented) {
  require(std::ranges::all_of(presented, is_visible_ascii));
  require(presented.find_first_of("#\\*@") == std::string_view::npos || presented == registered);
  const bool is_loopback = oauth::is_loopback_redirect_uri(registered);
  require(presented == registered ||
          (is_loopback && without_port(presented) == without_port(registered)));
  require(oauth::is_loopback_redirect_uri(presented) == is_loopback);
  if (is_loopback) {
    const std::string host(parse(presented).encoded_host());
    require(host == "localhost" || host == "127.0.0.1" || host == "[::1]");
  }
  require_safe_answer(presented);
}

void require_sound_registration(std::string_view uri, ClientType client_type) {
  const bool has_any_port = uri.contains(":*");
  require(oauth::matches_redirect_uri(uri, uri) != has_any_port);
  require(!has_any_port || oauth::is_loopback_redirect_uri(uri));
  if (has_any_port)
    return;
  const auto url = parse(uri);
  require(!url.has_userinfo() && !url.has_fragment());
  if (oauth::is_private_use_redirect_uri(uri))
    require(client_type == ClientType::public_ && url.scheme().contains('.'));
  else
    require(url.scheme() == "https" || oauth::is_loopback_redirect_uri(uri));
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  auto text = text_of(data, size);
  const auto client_type = take_byte(text) == 'p' ? ClientType::public_ : ClientType::confidential;
  const auto registered = take_line(text);
  const auto fault = latchkey::oauth::redirect_uri_fault(registered, client_type);
  const bool is_match = latchkey::oauth::matches_redirect_uri(registered, text);
  if (fault) {
    require(!fault->empty());
    return 0;
  }
  require_sound_registration(registered, client_type);
  if (is_match)
    require_sound_match(registered, text);
  return 0;
}
