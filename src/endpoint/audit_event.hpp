// Audit events of the protocol endpoints.
#pragma once

#include <string_view>

#include "base/clock.hpp"
#include "http/message.hpp"
#include "identity/request_origin.hpp"
#include "oauth/error.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/user.hpp"
#include "store/audit.hpp"

namespace latchkey::endpoint {

identity::RequestOrigin origin_of(const http::Request& request);

// Who acted through which client; either may be null. The organization is the client's, or else
// org_id.
store::audit::Event audit_event(const http::Request& request, std::string_view action,
                                const oauth::Client* client, const oauth::User* actor,
                                std::string_view org_id, Time now);

// The same as a failure, with the reason in the details.
store::audit::Event refusal_event(const http::Request& request, std::string_view action,
                                  const oauth::Client* client, const oauth::User* actor,
                                  std::string_view org_id, const oauth::Error& error, Time now);

}  // namespace latchkey::endpoint
