#include "http/request_origin.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace latchkey::http {

namespace {

// What stands for the address of who came in by the socket file.
constexpr std::string_view local_peer = "local";

// A request id that a trusted proxy may hand on.
bool is_request_id(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
}

}  // namespace

void describe_origin(Request& request, const boost::asio::ip::address& peer, Worker& worker) {
  request.request_id.clear();
  if (request.listener == Listener::administration) {
    request.address = local_peer;
  } else if (const TrustedProxies& proxies = worker.shared().proxies; proxies.trusts(peer)) {
    request.address = proxies.client_address(peer, request);
    const std::optional<std::string_view> given = request.header("x-request-id");
    if (given && is_request_id(*given))
      request.request_id = *given;
  } else if (request.address.empty()) {
    request.address = format_address(peer);
  }
  if (request.request_id.empty())
    request.request_id = worker.make_request_id();
  if (const auto traceparent = request.header("traceparent"))
    request.trace = parse_traceparent(*traceparent);
}

}  // namespace latchkey::http
