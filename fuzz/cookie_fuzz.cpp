// Input: a line with the name of a cookie; then lines, each the value of one Cookie header.
#include "fuzz.hpp"
#include "http/cookie.hpp"
#include "http/message.hpp"

namespace latchkey::fuzz {
namespace {

using http::CookieSecurity;
using http::Request;

bool is_cookie_octet(char c) {
  return is_visible_ascii(c) && !std::string_view("\",;\\").contains(c);
}

// What the server sets, a browser returns, and the server reads.
void require_round_trip(std::string_view value) {
  constexpr auto security = CookieSecurity::host_prefixed;
  const auto set = http::set_cookie(security, "latchkey", value);
  Request request;
  request.headers.emplace_back("cookie", set.substr(0, set.find(';')));
  require(request.cookie(http::cookie_name(security, "latchkey")) == value);
}

void require_found(const Request& request, std::string_view name, std::string_view value) {
  const std::string pair = std::string(name) + "=" + std::string(value);
  const std::string quoted = std::string(name) + "=\"" + std::string(value) + "\"";
  require(std::ranges::any_of(request.headers, [&](const auto& header) {
    return header.second.contains(pair) || header.second.contains(quoted);
  }));
  require(!value.contains(';'));
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  auto text = text_of(data, size);
  const auto name = take_line(text);
  Request request;
  while (!text.empty()) request.headers.emplace_back("cookie", take_line(text));
  const auto value = request.cookie(name);
  if (value) {
    require_found(request, name, *value);
    if (std::ranges::all_of(*value, is_cookie_octet))
      require_round_trip(*value);
  }
  auto tossed = request;
  tossed.headers.emplace_back("cookie", std::string(name) + "=one; " + std::string(name) + "=two");
  require(!tossed.cookie(name) || name.contains('=') || name.contains(';') ||
          name.starts_with(' ') || name.starts_with('\t'));
  return 0;
}
