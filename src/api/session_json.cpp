#include "api/session_json.hpp"

#include "api/render.hpp"

namespace latchkey::api {

json::object session_json(const oauth::Session& session, const Call& call) {
  const auto& own = call.caller.session;
  return {{"id", session.id},
          {"current", own && session.id == own->id},
          {"address", session.address},
          {"user_agent", session.user_agent},
          {"created_at", time_or_null(session.created_at)},
          {"last_seen_at", time_or_null(session.last_seen_at)},
          {"expires_at", time_or_null(session.expires_at)}};
}

}  // namespace latchkey::api
