// What the server says no with (RFC 9457), for people.
#pragma once

#include <string>

#include "http/message.hpp"

namespace latchkey::cli {

// The detail, and below it every field with its fault. Fields are named as the REST API does; on
// the command line they are the options of the same words.
std::string problem_text(const http::Response& response);

}  // namespace latchkey::cli
