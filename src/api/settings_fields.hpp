// The settings in JSON, and what each may be.
#pragma once

#include "api/fields.hpp"
#include "base/json.hpp"
#include "oauth/model/settings.hpp"
#include "store/audit.hpp"

namespace latchkey::api {

json::object settings_json(const oauth::Settings& settings);

// Those that are given, onto what there is; what is wrong is among the body's faults. Nothing else
// may be in the body.
void read_settings(Fields& body, oauth::Settings& settings);

store::audit::Target settings_target(std::string_view org_id, const oauth::Settings& settings);

}  // namespace latchkey::api
