// JSON as untrusted input must be read: duplicate names, lone surrogates, NULs (also \u0000),
// invalid UTF-8, nesting deeper than 32, objects of over 1024 members, numbers no double can hold
// and trailing text are refused. Integers are kept as integers.
#pragma once

#include <boost/json/value.hpp>
#include <expected>
#include <string>
#include <string_view>

namespace latchkey {

namespace json = boost::json;

// The error says what is wrong, without repeating the input.
std::expected<json::value, std::string> parse_json(std::string_view text);

}  // namespace latchkey
