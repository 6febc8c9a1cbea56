// The call to an API that a proxy asks about: its method and target, as the client sent them.
#pragma once

#include <expected>
#include <string_view>

#include "http/message.hpp"

namespace latchkey::endpoint {

// Views of the request that asks.
struct ProxiedCall {
  std::string_view method;
  std::string_view target;
};

// From X-Original-Method and X-Original-URI (nginx), or X-Forwarded-Method and X-Forwarded-Uri
// (Traefik, Caddy). A proxy sets one pair and may pass on the other as its client sent it, so two
// that differ, and one that is repeated, are refused. The error says what is wrong, for the log.
std::expected<ProxiedCall, std::string_view> read_proxied_call(const http::Request& request);

}  // namespace latchkey::endpoint
