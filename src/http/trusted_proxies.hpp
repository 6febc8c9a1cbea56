// Which peers' forwarding headers are believed, and the client's address that follows from them.
#pragma once

#include <array>
#include <boost/asio/ip/address.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"

namespace latchkey::http {

// Immutable and thread-safe.
class TrustedProxies {
 public:
  // Addresses or CIDR ranges, IPv4 or IPv6; throws std::invalid_argument naming the one that is
  // neither.
  explicit TrustedProxies(const std::vector<std::string>& ranges);

  // IPv4-mapped IPv6 addresses count as IPv4.
  [[nodiscard]] bool trusts(const boost::asio::ip::address& address) const;

  // The right-most address of X-Forwarded-For that is no trusted proxy, given that the peer is
  // one. An entry that is no address ends the search at the last proxy that is known.
  [[nodiscard]] std::string client_address(const boost::asio::ip::address& peer,
                                           const Request& request) const;

 private:
  struct Range {
    boost::asio::ip::address_v6::bytes_type bytes;
    unsigned prefix_bits;
  };
  std::vector<Range> ranges_;
};

// As shown in logs: an IPv4-mapped IPv6 address in its IPv4 form.
std::string format_address(const boost::asio::ip::address& address);

}  // namespace latchkey::http
