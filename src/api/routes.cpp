#include "api/routes.hpp"

#include "api/access.hpp"

namespace latchkey::api {

void add_routes(http::Router& router, const identity::Services& services) {
  for (const Entry& entry : access_table()) {
    router.add(
        {.method = entry.method,
         .pattern = std::string(entry.pattern),
         .handler = [&services, &entry](
                        const http::Request& request) { return serve(services, entry, request); },
         .listeners = {http::Listener::clients, http::Listener::administration}});
  }
}

}  // namespace latchkey::api
