// Takes an SQL script apart into its statements.
#pragma once

#include <string_view>
#include <vector>

namespace latchkey::db {

// Views into script, in order, without the ';' between them and without blank ones. A ';' within
// quotes ('', "") or a comment (--, /* */) ends nothing. Bodies of triggers are not understood.
std::vector<std::string_view> split_statements(std::string_view script);

}  // namespace latchkey::db
