#include "api/routes.hpp"

#include "api/access.hpp"

namespace latchkey::api {
namespace {

std::vector<http::Listener> listeners_of(const Access& access) {
  if (access.is_for_local_administrator_only)
    return {http::Listener::administration};
  return {http::Listener::clients, http::Listener::administration};
}

}  // namespace

void add_routes(http::Router& router, const identity::Services& services) {
  for (const Entry& entry : access_table()) {
    router.add(
        {.method = entry.method,
         .pattern = std::string(entry.pattern),
         .handler = [&services, &entry](
                        const http::Request& request) { return serve(services, entry, request); },
         .listeners = listeners_of(entry.access)});
  }
}

}  // namespace latchkey::api
