#include "store/audit_json.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/timestamp.hpp"

namespace latchkey::store::audit {

namespace {

json::value reference_or_null(std::string_view key, const std::string& id,
                              const std::string& name) {
  if (id.empty() && name.empty())
    return nullptr;
  return json::object{{key, id}, {"name", name}};
}

// Details that would not come back byte for byte stay the text that they are.
json::value exact_details(const std::string& details) {
  if (details.empty())
    return json::object();
  auto value = parse_json(details);
  const bool is_exact = value && value->is_object() && !value->get_object().empty() &&
                        json::serialize(*value) == details;
  return is_exact ? std::move(*value) : json::value(details);
}

std::string details_of(const json::value& value) {
  if (value.is_string())
    return std::string(value.get_string());
  return value.as_object().empty() ? std::string() : json::serialize(value);
}

// As deep as details may be, one level down; and with whatever bytes a name once had.
constexpr json::parse_options exact = [] {
  json::parse_options options;
  options.max_depth = 64;
  options.allow_invalid_utf8 = true;
  return options;
}();

std::string text(const json::object& object, std::string_view key) {
  return std::string(object.at(key).as_string());
}

Outcome outcome_of(const json::object& object) {
  const auto outcome = text(object, "outcome");
  if (outcome == name(Outcome::success))
    return Outcome::success;
  if (outcome == name(Outcome::failure))
    return Outcome::failure;
  throw std::invalid_argument("no outcome");
}

Record record_of(const json::object& object) {
  Record record;
  auto& event = record.event;
  event.id = object.at("id").as_int64();
  event.time = parse_rfc3339(text(object, "time")).value();
  event.org_id = text(object, "org_id");
  if (const auto* actor = object.at("actor").if_object())
    event.actor = {.id = text(*actor, "id"), .name = text(*actor, "name")};
  if (const auto* client = object.at("client").if_object()) {
    event.client_id = text(*client, "client_id");
    event.client_name = text(*client, "name");
  }
  event.action = text(object, "action");
  const auto& target = object.at("target").as_object();
  event.target = {
      .type = text(target, "type"), .id = text(target, "id"), .name = text(target, "name")};
  event.outcome = outcome_of(object);
  event.address = text(object, "address");
  event.request_id = text(object, "request_id");
  event.details = details_of(object.at("details"));
  record.hash = text(object, "hash");
  return record;
}

}  // namespace

json::object to_json(const Event& event) {
  auto details = parse_json(event.details);
  return {{"id", event.id},
          {"time", format_rfc3339(event.time)},
          {"actor", reference_or_null("id", event.actor.id, event.actor.name)},
          {"client", reference_or_null("client_id", event.client_id, event.client_name)},
          {"action", event.action},
          {"target",
           json::object{
               {"type", event.target.type}, {"id", event.target.id}, {"name", event.target.name}}},
          {"outcome", name(event.outcome)},
          {"address", event.address},
          {"request_id", event.request_id},
          {"details", details ? std::move(*details) : json::object()}};
}

std::string to_line(const Record& record) {
  auto object = to_json(record.event);
  object["details"] = exact_details(record.event.details);
  object["org_id"] = record.event.org_id;
  object["hash"] = record.hash;
  return json::serialize(object);
}

std::optional<Record> record_of_line(std::string_view line) {
  try {
    return record_of(json::parse(line, {}, exact).as_object());
  } catch (const std::exception&) {
    // A line that was altered may be anything.
    return std::nullopt;
  }
}

}  // namespace latchkey::store::audit
