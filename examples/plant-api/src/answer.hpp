// How answers are written: JSON, and problem details (RFC 9457) where something is refused.
#pragma once

#include <boost/json/value.hpp>
#include <httplib.h>
#include <string_view>

namespace plant {

void answer_json(httplib::Response& response, const boost::json::value& body, int status = 200);

// detail: for the caller; never holds a token or what another caller sent.
void answer_problem(httplib::Response& response, int status, std::string_view detail);

// 503 with Retry-After: the broker does not answer.
void answer_broker_unavailable(httplib::Response& response);

}  // namespace plant
