#include "db/split_statements.hpp"

#include <algorithm>

namespace latchkey::db {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::size_t after(std::string_view script, std::string_view mark, std::size_t from) {
  const auto found = script.find(mark, from);
  return found == script.npos ? script.size() : found + mark.size();
}

// Past the quoted text or comment that starts at position; position itself where none does.
std::size_t skip_opaque(std::string_view script, std::size_t position) {
  const auto rest = script.substr(position);
  if (rest.starts_with('\'') || rest.starts_with('"'))
    return after(script, rest.substr(0, 1), position + 1);
  if (rest.starts_with("--"))
    return after(script, "\n", position);
  if (rest.starts_with("/*"))
    return after(script, "*/", position + 2);
  return position;
}

}  // namespace

std::vector<std::string_view> split_statements(std::string_view script) {
  std::vector<std::string_view> statements;
  std::size_t start = script.npos;  // of the statement being read; comments before it are left out
  const auto finish = [&](std::size_t end) {
    if (start != script.npos) {
      const auto statement = script.substr(start, end - start);
      statements.push_back(statement.substr(0, statement.find_last_not_of(blanks) + 1));
    }
    start = script.npos;
  };
  for (std::size_t position = 0; position < script.size();) {
    const char c = script[position];
    const auto next = skip_opaque(script, position);
    const bool is_comment = next != position && c != '\'' && c != '"';
    if (c == ';')
      finish(position);
    else if (start == script.npos && !is_comment && !blanks.contains(c))
      start = position;
    position = std::max(next, position + 1);
  }
  finish(script.size());
  return statements;
}

}  // namespace latchkey::db
