#include "api/audit_event.hpp"

#include <boost/json/serialize.hpp>

namespace latchkey::api {

identity::RequestOrigin origin_of(const http::Request& request) {
  return {.address = request.address,
          .user_agent = std::string(request.header("user-agent").value_or("")),
          .request_id = request.request_id};
}

void append_event(store::Transaction& tx, const Call& call, std::string_view action,
                  store::audit::Target target, const json::object& details,
                  store::audit::Outcome outcome) {
  store::audit::Event event;
  event.time = call.now;
  event.org_id = call.org_id();
  event.actor = {.id = call.caller.user.id, .name = call.caller.user.email};
  if (call.caller.client) {
    event.client_id = call.caller.client->id;
    event.client_name = call.caller.client->name;
  }
  event.action = action;
  event.outcome = outcome;
  event.target = std::move(target);
  event.address = call.request.address;
  event.request_id = call.request.request_id;
  if (!details.empty())
    event.details = json::serialize(details);
  store::audit::append(tx, std::move(event));
}

json::object changes(const json::object& before, const json::object& after) {
  json::object changed;
  for (const auto& member : after) {
    const json::value* old = before.if_contains(member.key());
    if (old == nullptr || *old != member.value())
      changed[member.key()] =
          json::object{{"from", old == nullptr ? json::value() : *old}, {"to", member.value()}};
  }
  return changed;
}

}  // namespace latchkey::api
