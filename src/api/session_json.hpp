// A browser session as the REST API shows it.
#pragma once

#include "api/call.hpp"
#include "base/json.hpp"

namespace latchkey::api {

json::object session_json(const oauth::Session& session, const Call& call);

}  // namespace latchkey::api
