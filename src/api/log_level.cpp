#include "api/audit_event.hpp"
#include "api/fields.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"

namespace latchkey::api {
namespace {

json::object level_json(LogLevel level) {
  return {{"level", name(level)}};
}

json::object state_json(const Log& log) {
  return {{"level", name(log.level())}, {"configured_level", name(log.configured_level())}};
}

std::optional<LogLevel> read_level(Fields& body) {
  body.require("level");
  const auto text = body.text("level");
  body.refuse_the_rest();
  const auto level = text ? parse_log_level(*text) : std::nullopt;
  if (text && !level)
    body.faults.add("level", "must be debug, info, warn, error or off");
  return level;
}

}  // namespace

Task<Answer> show_log_level(const Call& call) {
  co_return json_answer(200, state_json(call.services.log));
}

// In force on every thread once its audit event is durable, and until the server ends.
Task<Answer> change_log_level(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  const auto level = read_level(*body);
  if (!body->faults.empty())
    co_return std::unexpected(body->faults.problem());
  Log& log = call.services.log;
  const json::object changed = changes(level_json(log.level()), level_json(*level));
  if (!changed.empty()) {
    auto record = [&](store::Transaction& tx) {
      append_event(tx, call, "log_level.changed",
                   {.type = "settings", .id = "", .name = "log level"}, changed);
    };
    co_await call.store().write(std::move(record));
    log.set_level(*level);
  }
  co_return json_answer(200, state_json(log));
}

}  // namespace latchkey::api
