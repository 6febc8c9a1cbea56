#include "endpoint/proxied_call.hpp"

#include <optional>
#include <utility>

namespace latchkey::endpoint {

namespace {

struct Fields {
  std::optional<std::string_view> original;
  std::optional<std::string_view> forwarded;

  [[nodiscard]] bool differ() const { return original && forwarded && original != forwarded; }
};

}  // namespace

std::expected<ProxiedCall, std::string_view> read_proxied_call(const http::Request& request) {
  Fields method;
  Fields target;
  const std::pair<std::string_view, std::optional<std::string_view>&> wanted[] = {
      {"x-original-method", method.original},
      {"x-original-uri", target.original},
      {"x-forwarded-method", method.forwarded},
      {"x-forwarded-uri", target.forwarded}};
  for (const auto& [name, value] : request.headers)
    for (const auto& [field, place] : wanted) {
      if (name != field)
        continue;
      if (place)
        return std::unexpected("a header that names the call is repeated");
      place = value;
    }
  if (method.differ() || target.differ())
    return std::unexpected("X-Original-* and X-Forwarded-* name different calls");
  if (target.original && method.original)
    return ProxiedCall{*method.original, *target.original};
  if (target.forwarded && method.forwarded)
    return ProxiedCall{*method.forwarded, *target.forwarded};
  return std::unexpected(
      "neither X-Original-Method and X-Original-URI nor X-Forwarded-Method and X-Forwarded-Uri "
      "are there");
}

}  // namespace latchkey::endpoint
