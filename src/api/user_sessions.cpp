#include "api/audit_event.hpp"
#include "api/handlers.hpp"
#include "api/query.hpp"
#include "api/render.hpp"
#include "api/session_json.hpp"
#include "api/token_life.hpp"
#include "api/user_fields.hpp"
#include "api/user_roles.hpp"
#include "store/grants.hpp"
#include "store/sessions.hpp"
#include "store/users.hpp"

namespace latchkey::api {

Task<Answer> list_user_sessions(const Call& call) {
  auto query = Query::read(call.request);
  if (!query)
    co_return std::unexpected(std::move(query.error()));
  const auto page = query->page();
  if (auto problem = query->problem())
    co_return std::unexpected(std::move(*problem));
  auto find = [&](store::Transaction& tx) -> Answer {
    const auto user = store::users::find(tx, call.org_id(), call.path_parameter());
    if (!user)
      return std::unexpected(not_found("user"));
    const auto sessions = store::sessions::list_of_user(tx, user->id, call.now);
    json::array items;
    for (const auto& session : page_of(sessions, page))
      items.push_back(session_json(session, call));
    return json_answer(
        200, list_json(std::move(items), static_cast<std::int64_t>(sessions.size()), page));
  };
  co_return co_await call.store().read(std::move(find));
}

Task<Answer> end_user_session(const Call& call) {
  const Time tokens_until = end_of_access_tokens(call);
  auto change = [&](store::Transaction& tx) -> Answer {
    const std::string& session_id = call.path_parameter(1);
    const auto user = find_changeable_user(call, tx);
    if (!user)
      return std::unexpected(user.error());
    if (!store::sessions::erase(tx, user->id, session_id))
      return std::unexpected(not_found("session"));
    store::grants::revoke_all_of_session(tx, session_id, call.now, tokens_until);
    append_event(tx, call, "user.session_ended", user_target(*user), {{"session_id", session_id}});
    return http::empty_response(204);
  };
  co_return co_await call.store().change(std::move(change));
}

// Also the refresh tokens of sessions that have run out long since.
Task<Answer> end_user_sessions(const Call& call) {
  const Time tokens_until = end_of_access_tokens(call);
  auto change = [&](store::Transaction& tx) -> Answer {
    const auto user = find_changeable_user(call, tx);
    if (!user)
      return std::unexpected(user.error());
    const auto sessions = store::sessions::erase_all_of_user(tx, user->id, {});
    const auto grants =
        store::grants::revoke_all_of_user(tx, user->id, std::nullopt, call.now, tokens_until);
    append_event(tx, call, "user.sessions_ended", user_target(*user),
                 {{"sessions", sessions}, {"grants", grants}});
    return http::empty_response(204);
  };
  co_return co_await call.store().change(std::move(change));
}

}  // namespace latchkey::api
