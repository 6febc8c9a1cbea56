// A request that is answered by the listener itself, and its connection closed.
#pragma once

#include <string_view>

namespace latchkey::http {

struct Refusal {
  unsigned status;
  std::string_view detail;  // a literal: what the client is told
};

}  // namespace latchkey::http
