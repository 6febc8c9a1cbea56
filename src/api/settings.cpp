#include "store/settings.hpp"

#include "api/audit_event.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"
#include "api/settings_fields.hpp"

namespace latchkey::api {
Task<Answer> show_settings(const Call& call) {
  auto find = [&](store::Transaction& tx) { return store::settings::find(tx, call.org_id()); };
  const oauth::Settings settings = co_await call.store().read(std::move(find));
  co_return json_answer(200, settings_json(settings));
}

Task<Answer> update_settings(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  auto change = [&](store::Transaction& tx) -> Answer {
    const oauth::Settings before = store::settings::find(tx, call.org_id());
    oauth::Settings settings = before;
    read_settings(*body, settings);
    if (!body->faults.empty())
      return std::unexpected(body->faults.problem());
    const json::object changed = changes(settings_json(before), settings_json(settings));
    if (!changed.empty()) {
      store::settings::update(tx, call.org_id(), settings);
      append_event(tx, call, "settings.updated", settings_target(call.org_id(), settings), changed);
    }
    return json_answer(200, settings_json(settings));
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
