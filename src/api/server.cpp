#include <unistd.h>

#include "api/handlers.hpp"
#include "api/render.hpp"

namespace latchkey::api {

// What somebody at the machine asks first: is it the server I mean, and which one?
Task<Answer> show_server(const Call& call) {
  const auto& issuer = call.services.deployment.issuer;
  co_return json_answer(200, json::object{{"version", LATCHKEY_VERSION},
                                          {"process_id", getpid()},
                                          {"issuer", issuer.url},
                                          {"audience", issuer.audience}});
}

}  // namespace latchkey::api
