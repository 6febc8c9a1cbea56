#include "audit/syslog_address.hpp"

#include <charconv>
#include <cstdint>
#include <spdlog/fmt/fmt.h>

namespace latchkey::audit {

namespace {

bool is_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc{} && end == text.data() + text.size() && port != 0;
}

}  // namespace

std::expected<SyslogAddress, std::string> parse_syslog_address(std::string_view text) {
  using enum SyslogAddress::Transport;
  if (text == "local")
    return SyslogAddress{.transport = local, .host = "/dev/log"};
  if (text.starts_with('/'))
    return SyslogAddress{.transport = local, .host = std::string(text)};
  const bool is_udp = text.starts_with("udp://");
  const auto colon = text.rfind(':');
  const auto fault = std::unexpected(
      fmt::format("must be local, the path of a socket, udp://HOST:PORT or tcp://HOST:PORT, for "
                  "example udp://127.0.0.1:514, not '{}'",
                  text));
  constexpr std::size_t scheme_length = std::string_view("udp://").size();
  if ((!is_udp && !text.starts_with("tcp://")) || colon <= scheme_length)
    return fault;
  auto host = text.substr(scheme_length, colon - scheme_length);
  const auto port = text.substr(colon + 1);
  if (host.starts_with('[') && host.ends_with(']'))
    host = host.substr(1, host.size() - 2);
  if (host.empty() || !is_port(port))
    return fault;
  return SyslogAddress{
      .transport = is_udp ? udp : tcp, .host = std::string(host), .port = std::string(port)};
}

}  // namespace latchkey::audit
