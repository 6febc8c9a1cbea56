#include "api/audit_event.hpp"
#include "api/caller.hpp"
#include "api/handlers.hpp"
#include "api/query.hpp"
#include "api/render.hpp"
#include "api/session_json.hpp"
#include "api/token_life.hpp"
#include "store/grants.hpp"
#include "store/sessions.hpp"

namespace latchkey::api {
Task<Answer> list_my_sessions(const Call& call) {
  auto query = Query::read(call.request);
  if (!query)
    co_return std::unexpected(std::move(query.error()));
  const auto page = query->page();
  if (auto problem = query->problem())
    co_return std::unexpected(std::move(*problem));
  auto find = [&](store::Transaction& tx) {
    return store::sessions::list_of_user(tx, call.caller.user.id, call.now);
  };
  const auto sessions = co_await call.store().read(std::move(find));
  json::array items;
  for (const auto& session : page_of(sessions, page)) items.push_back(session_json(session, call));
  co_return json_answer(
      200, list_json(std::move(items), static_cast<std::int64_t>(sessions.size()), page));
}

Task<Answer> end_my_session(const Call& call) {
  const std::string& session_id = call.path_parameter();
  const Time tokens_until = end_of_access_tokens(call);
  auto change = [&](store::Transaction& tx) {
    if (!store::sessions::erase(tx, call.caller.user.id, session_id))
      return false;
    store::grants::revoke_all_of_session(tx, session_id, call.now, tokens_until);
    append_event(tx, call, "session.ended", {.type = "session", .id = session_id, .name = {}});
    return true;
  };
  if (!co_await call.store().change(std::move(change)))
    co_return std::unexpected(not_found("session"));
  http::Response response = http::empty_response(204);
  if (session_id == call.caller.session->id)
    response.add("Set-Cookie",
                 http::clear_cookie(cookie_security(call.services.deployment), session_cookie));
  co_return response;
}

// Signing out everywhere else ends every refresh token of the user, also those of sessions that
// have run out long since.
Task<Answer> end_my_other_sessions(const Call& call) {
  const Time tokens_until = end_of_access_tokens(call);
  auto change = [&](store::Transaction& tx) {
    const std::string& user_id = call.caller.user.id;
    const auto sessions = store::sessions::erase_all_of_user(tx, user_id, call.caller.session->id);
    const auto grants =
        store::grants::revoke_all_of_user(tx, user_id, std::nullopt, call.now, tokens_until);
    append_event(tx, call, "session.others_ended",
                 {.type = "user", .id = user_id, .name = call.caller.user.email},
                 {{"sessions", sessions}, {"grants", grants}});
  };
  co_await call.store().change(std::move(change));
  co_return http::empty_response(204);
}

}  // namespace latchkey::api
