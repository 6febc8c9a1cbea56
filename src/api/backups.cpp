#include "api/audit_event.hpp"
#include "api/fields.hpp"
#include "api/handlers.hpp"

namespace latchkey::api {
namespace {

struct Told {
  store::audit::Outcome outcome = store::audit::Outcome::success;
  json::object details;
};

Told read_backup(Fields& body) {
  Told told;
  told.details["file"] = body.required_text("file");
  body.require("succeeded");
  if (!body.boolean("succeeded").value_or(true))
    told.outcome = store::audit::Outcome::failure;
  if (const auto has_key = body.boolean("has_sealing_key"))
    told.details["has_sealing_key"] = *has_key;
  if (const auto last = body.integer("last_event_id"))
    told.details["last_event_id"] = *last;
  if (const auto reason = body.text("reason"))
    told.details["reason"] = *reason;
  body.refuse_the_rest();
  return told;
}

}  // namespace

// `latchkey backup` reads the files beside the server, which learns of it here.
Task<Answer> record_backup(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  const Told told = read_backup(*body);
  if (!body->faults.empty())
    co_return std::unexpected(body->faults.problem());
  auto record = [&](store::Transaction& tx) {
    append_event(tx, call, "backup.taken", {.type = "backup", .id = "", .name = "backup"},
                 told.details, told.outcome);
  };
  co_await call.store().write(std::move(record));
  co_return http::empty_response(204);
}

}  // namespace latchkey::api
