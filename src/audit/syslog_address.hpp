// Where a syslog listens: a socket of this machine, or an address in the network.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace latchkey::audit {

struct SyslogAddress {
  enum class Transport { local, udp, tcp };
  Transport transport = Transport::local;
  std::string host;  // or the path of the socket
  std::string port = {};
};

// "local" (/dev/log), an absolute path, udp://HOST:PORT or tcp://HOST:PORT; an IPv6 address in
// brackets. The error says what would do.
std::expected<SyslogAddress, std::string> parse_syslog_address(std::string_view text);

}  // namespace latchkey::audit
