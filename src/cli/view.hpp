// Members of the REST API's answers as text for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"

namespace latchkey::cli {

// A text as it is, numbers and truth values written out, null and what is not there empty.
std::string text_of(const json::value& value);
std::string text_of(const json::object& object, std::string_view name);
// The texts of an array.
std::vector<std::string> texts_of(const json::object& object, std::string_view name);
std::string joined(const std::vector<std::string>& texts, std::string_view separator = ", ");

// "2026-01-31 12:00:00 UTC" of an RFC 3339 time; "never" where it is null.
std::string time_of(const json::object& object, std::string_view name);
// "2026-01-31 12:00:00" and "2026-01-31 12:00" for tables whose heading says UTC.
std::string long_time_of(const json::object& object, std::string_view name);
std::string short_time_of(const json::object& object, std::string_view name);

// The name of {"id": ..., "name": ...}, and "deleted (ID)" where it is null.
std::string reference_of(const json::object& object, std::string_view name);
// The names of an array of those.
std::vector<std::string> references_of(const json::object& object, std::string_view name);

std::string yes_or_no(const json::object& object, std::string_view name);

// "3 clients", "1 client".
std::string counted(std::size_t count, std::string_view noun);

}  // namespace latchkey::cli
