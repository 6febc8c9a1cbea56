#include "http/trusted_proxies.hpp"

#include <algorithm>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/ip/address_v6.hpp>
#include <charconv>
#include <ranges>
#include <stdexcept>

#include "base/field_value.hpp"

namespace latchkey::http {

namespace {

namespace ip = boost::asio::ip;
using Bytes = ip::address_v6::bytes_type;

constexpr unsigned mapped_prefix_bits = 96;  // ::ffff:0:0/96

Bytes bytes_of(const ip::address& address) {
  return address.is_v4() ? ip::make_address_v6(ip::v4_mapped, address.to_v4()).to_bytes()
                         : address.to_v6().to_bytes();
}

bool shares_prefix(const Bytes& left, const Bytes& right, unsigned bits) {
  const unsigned whole = bits / 8;
  if (!std::equal(left.begin(), left.begin() + whole, right.begin()))
    return false;
  if (bits % 8 == 0)
    return true;
  return (left.at(whole) ^ right.at(whole)) >> (8 - bits % 8) == 0;
}

std::optional<ip::address> parse_address(std::string_view text) {
  boost::system::error_code code;
  ip::address address = ip::make_address(std::string(text), code);
  if (code)
    return std::nullopt;
  return address;
}

// "192.0.2.1", "192.0.2.1:4711", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:4711".
std::optional<ip::address> parse_entry(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos)
      return std::nullopt;
    return parse_address(text.substr(1, end - 1));
  }
  if (std::ranges::count(text, ':') == 1)
    text = text.substr(0, text.find(':'));
  return parse_address(text);
}

std::optional<unsigned> parse_prefix(std::string_view text, unsigned most) {
  unsigned bits = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
  if (error != std::errc() || end != text.data() + text.size() || bits > most)
    return std::nullopt;
  return bits;
}

}  // namespace

TrustedProxies::TrustedProxies(const std::vector<std::string>& ranges) {
  for (const std::string& text : ranges) {
    const std::string_view view = text;
    const auto slash = view.find('/');
    const std::optional<ip::address> address = parse_address(view.substr(0, slash));
    std::optional<unsigned> bits;
    if (address)
      bits = address->is_v4() ? 32 : 128;
    if (address && slash != std::string_view::npos)
      bits = parse_prefix(view.substr(slash + 1), *bits);
    if (!bits)
      throw std::invalid_argument("not an address or a CIDR range: " + text);
    ranges_.push_back({bytes_of(*address), *bits + (address->is_v4() ? mapped_prefix_bits : 0)});
  }
}

bool TrustedProxies::trusts(const ip::address& address) const {
  if (ranges_.empty())
    return false;
  const Bytes bytes = bytes_of(address);
  return std::ranges::any_of(ranges_, [&](const Range& range) {
    return shares_prefix(range.bytes, bytes, range.prefix_bits);
  });
}

std::string TrustedProxies::client_address(const ip::address& peer, const Request& request) const {
  ip::address client = peer;
  for (const auto& [name, value] : request.headers | std::views::reverse) {
    if (name != "x-forwarded-for")
      continue;
    std::string_view rest = value;
    while (trusts(client)) {
      const auto comma = rest.rfind(',');
      const std::string_view entry = rest.substr(comma == std::string_view::npos ? 0 : comma + 1);
      const std::optional<ip::address> address = parse_entry(trim(entry));
      if (!address)
        return format_address(client);
      client = *address;
      if (comma == std::string_view::npos)
        break;
      rest = rest.substr(0, comma);
    }
  }
  return format_address(client);
}

std::string format_address(const ip::address& address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    return ip::make_address_v4(ip::v4_mapped, address.to_v6()).to_string();
  return address.to_string();
}

}  // namespace latchkey::http
