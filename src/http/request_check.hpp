// What RFC 9112 forbids in a parsed header, beyond its syntax; refused before a handler is chosen.
#pragma once

#include <expected>

#include "http/message.hpp"
#include "http/refusal.hpp"

namespace latchkey::http {

struct HeadFacts {
  bool expects_continue = false;  // Expect: 100-continue
  bool has_body = false;          // announced: chunked, or a Content-Length above 0
};

// version is 10 or 11. Host (RFC 9112 3.2), framing (6.1-6.3), Content-Encoding, Expect.
std::expected<HeadFacts, Refusal> check_head(const Request& request, int version);

}  // namespace latchkey::http
