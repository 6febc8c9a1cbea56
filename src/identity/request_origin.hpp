// Where a request came from, for sessions and the audit.
#pragma once

#include <string>

namespace latchkey::identity {

struct RequestOrigin {
  std::string address;
  std::string user_agent;
  std::string request_id;
};

}  // namespace latchkey::identity
