// The description of this server's HTTP interface: the file openapi.json beside this one, as built
// into the program.
#pragma once

#include <string_view>

namespace latchkey::api {

extern const std::string_view openapi_document;

}  // namespace latchkey::api
