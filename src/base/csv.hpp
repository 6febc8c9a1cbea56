// Comma-separated values (RFC 4180) whose cells no spreadsheet takes for formulas.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace latchkey {

// Appends one record with its CRLF.
void append_csv_record(std::string& csv, std::initializer_list<std::string_view> cells);

}  // namespace latchkey
