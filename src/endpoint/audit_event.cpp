#include "endpoint/audit_event.hpp"

#include <boost/json/serialize.hpp>

namespace latchkey::endpoint {

identity::RequestOrigin origin_of(const http::Request& request) {
  return {.address = request.address,
          .user_agent = std::string(request.header("user-agent").value_or("")),
          .request_id = request.request_id};
}

store::audit::Event audit_event(const http::Request& request, std::string_view action,
                                const oauth::Client* client, const oauth::User* actor,
                                std::string_view org_id, Time now) {
  store::audit::Event event;
  event.time = now;
  event.org_id = client != nullptr ? client->org_id : std::string(org_id);
  if (actor != nullptr)
    event.actor = {.id = actor->id, .name = actor->email};
  if (client != nullptr) {
    event.client_id = client->id;
    event.client_name = client->name;
  }
  event.action = action;
  event.address = request.address;
  event.request_id = request.request_id;
  return event;
}

store::audit::Event refusal_event(const http::Request& request, std::string_view action,
                                  const oauth::Client* client, const oauth::User* actor,
                                  std::string_view org_id, const oauth::Error& error, Time now) {
  auto event = audit_event(request, action, client, actor, org_id, now);
  event.outcome = store::audit::Outcome::failure;
  event.details = json::serialize(
      json::object{{"error", oauth::traits(error.code).wire}, {"reason", oauth::reason(error)}});
  return event;
}

}  // namespace latchkey::endpoint
