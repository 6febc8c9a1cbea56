#include "http/header_fields.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/ascii.hpp"
#include "base/plain_run.hpp"

namespace latchkey::http {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view separator = ": ";
// Of most responses.
constexpr std::size_t usual_size = 256;

// RFC 9110 5.5: of the control characters a tab alone.
bool is_value(std::string_view text) {
  for (auto rest = text;; rest.remove_prefix(1)) {
    rest.remove_prefix(plain_run<'\x7f'>(rest));
    if (rest.empty() || rest.front() != '\t')
      return rest.empty();
  }
}

void check(FieldName name, std::string_view value) {
  if (!is_value(value))
    throw std::logic_error("a response header's value holds a control character: " +
                           std::string(name.text()));
}

bool has_name(std::string_view line, std::string_view name) {
  return line.size() > name.size() && line[name.size()] == separator.front() &&
         equals_ignoring_case(line.substr(0, name.size()), name);
}

// With its end, from where it begins in the text.
std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, text.find(line_end, begin) + line_end.size() - begin);
}

}  // namespace

void HeaderFields::set(FieldName name, std::string_view value) {
  check(name, value);
  for (std::size_t begin = 0; (marks_ & name.mark()) != 0 && begin < text_.size();) {
    const auto line = line_at(text_, begin);
    if (has_name(line, name.text()))
      text_.erase(begin, line.size());
    else
      begin += line.size();
  }
  append(name, value);
}

void HeaderFields::add(FieldName name, std::string_view value) {
  check(name, value);
  append(name, value);
}

void HeaderFields::append(FieldName name, std::string_view value) {
  const auto size =
      text_.size() + name.text().size() + value.size() + separator.size() + line_end.size();
  if (size > text_.capacity())
    text_.reserve(std::max({size, usual_size, 2 * text_.capacity()}));
  text_.append(name.text()).append(separator).append(value).append(line_end);
  marks_ |= name.mark();
}

bool HeaderFields::has(FieldName name) const {
  for (std::size_t begin = 0; (marks_ & name.mark()) != 0 && begin < text_.size();) {
    const auto line = line_at(text_, begin);
    if (has_name(line, name.text()))
      return true;
    begin += line.size();
  }
  return false;
}

std::vector<std::pair<std::string_view, std::string_view>> HeaderFields::list() const {
  std::vector<std::pair<std::string_view, std::string_view>> fields;
  for (std::size_t begin = 0; begin < text_.size();) {
    const auto line = line_at(text_, begin);
    const auto colon = line.find(separator);
    const auto value = line.substr(colon + separator.size());
    fields.emplace_back(line.substr(0, colon), value.substr(0, value.size() - line_end.size()));
    begin += line.size();
  }
  return fields;
}

}  // namespace latchkey::http
