#include "base/csv.hpp"

namespace latchkey {
namespace {

// What a spreadsheet would calculate gets an apostrophe, which makes it text.
bool looks_like_formula(std::string_view cell) {
  return !cell.empty() && std::string_view("=+-@\t\r\n").contains(cell.front());
}

void append_cell(std::string& csv, std::string_view cell) {
  csv += '"';
  if (looks_like_formula(cell))
    csv += '\'';
  for (const char character : cell) {
    if (character == '"')
      csv += '"';
    csv += character;
  }
  csv += '"';
}

}  // namespace

void append_csv_record(std::string& csv, std::initializer_list<std::string_view> cells) {
  bool is_first = true;
  for (const auto cell : cells) {
    if (!is_first)
      csv += ',';
    is_first = false;
    append_cell(csv, cell);
  }
  csv += "\r\n";
}

}  // namespace latchkey
