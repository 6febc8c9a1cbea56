// Input: a line with the trusted ranges, between commas; a line with the peer's address; then
// lines, each the value of one X-Forwarded-For header.
#include <boost/asio/ip/address.hpp>
#include <optional>
#include <stdexcept>

#include "fuzz.hpp"
#include "http/trusted_proxies.hpp"

namespace latchkey::fuzz {
namespace {

using boost::asio::ip::address;
using http::Request;
using http::TrustedProxies;

std::optional<TrustedProxies> make_proxies(std::string_view text) {
  std::vector<std::string> ranges;
  while (!text.empty()) {
    const auto end = std::min(text.find(','), text.size());
    ranges.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  try {
    return TrustedProxies(ranges);
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

std::optional<address> parse(std::string_view text) {
  boost::system::error_code code;
  const auto parsed = boost::asio::ip::make_address(std::string(text), code);
  return code ? std::nullopt : std::optional(parsed);
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  auto text = text_of(data, size);
  const auto proxies = make_proxies(take_line(text));
  const auto peer = parse(take_line(text));
  if (!proxies || !peer)
    return 0;
  Request request;
  while (!text.empty()) request.headers.emplace_back("x-forwarded-for", take_line(text));

  const auto client = proxies->client_address(*peer, request);
  const auto client_address = parse(client);
  require(client_address.has_value());
  require(latchkey::http::format_address(*client_address) == client);
  require(proxies->trusts(*peer) || client == latchkey::http::format_address(*peer));
  if (proxies->trusts(*client_address))
    return 0;
  // What a client puts in front of the entries of the proxies decides nothing.
  auto forged = request;
  forged.headers.insert(forged.headers.begin(), {"x-forwarded-for", "198.51.100.66"});
  require(proxies->client_address(*peer, forged) == client);
  return 0;
}
