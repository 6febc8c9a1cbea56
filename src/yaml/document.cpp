#include "yaml/document.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <sstream>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "base/utf8.hpp"
#include "yaml/reader.hpp"

namespace latchkey::yaml {

namespace {

using Faults = std::vector<Fault>;

// The child that the path begins with, which is taken off it; null when there is none.
const Place* step_into(const Place& place, std::string_view& path) {
  if (path.starts_with('[')) {
    std::size_t index = 0;
    const char* end = path.data() + path.size();
    const auto [rest, error] = std::from_chars(path.data() + 1, end, index);
    if (error != std::errc() || rest == end || *rest != ']' || index >= place.children.size())
      return nullptr;
    path.remove_prefix(static_cast<std::size_t>(rest - path.data()) + 1);
    return &place.children[index];
  }
  if (path.starts_with('.'))
    path.remove_prefix(1);
  for (const auto& child : place.children) {
    const auto rest = path.substr(std::min(child.key.size(), path.size()));
    if (!child.key.empty() && path.starts_with(child.key) &&
        (rest.empty() || rest.front() == '.' || rest.front() == '[')) {
      path = rest;
      return &child;
    }
  }
  return nullptr;
}

// The place of a byte.
Position position_of_byte(std::string_view text, std::size_t offset) {
  const auto before = text.substr(0, offset);
  const auto line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto lines = std::ranges::count(before, '\n');
  return {.line = static_cast<std::size_t>(lines) + 1, .column = offset - line_start + 1};
}

Faults one_fault(Position position, std::string message) {
  return {{.position = position, .message = std::move(message)}};
}

std::optional<Faults> refuse_encoding(std::string_view text) {
  if (text.size() > max_bytes)
    return one_fault({1, 1}, "the file is larger than 16 MiB");
  if (!is_utf8(text)) {
    std::string_view rest = text;
    std::string_view before = rest;
    while (take_character(rest)) before = rest;
    return one_fault(position_of_byte(text, text.size() - before.size()), "is not UTF-8");
  }
  if (const auto nul = text.find('\0'); nul != std::string_view::npos)
    return one_fault(position_of_byte(text, nul), "is a NUL character");
  return std::nullopt;
}

void parse(std::string_view text, Reader& reader) {
  // yaml-cpp takes the end of the input for the end of a quoted text that has none; the mark of a
  // document's end it refuses there.
  std::istringstream stream(std::string(text) + (text.ends_with('\n') ? "...\n" : ""));
  YAML::Parser parser(stream);
  if (!parser.HandleNextDocument(reader) || reader.is_empty())
    throw Stop{{.position = {1, 1}, .message = "the file is empty"}};
  Reader second;
  if (parser.HandleNextDocument(second))
    throw Stop{{.position = second.take().root.position,
                .message = "there is a second document; a file holds one"}};
}

}  // namespace

Position Document::position_of(std::string_view path) const {
  const Place* place = &root;
  while (!path.empty()) {
    const Place* next = step_into(*place, path);
    if (next == nullptr)
      break;
    place = next;
  }
  return place->position;
}

std::expected<Document, Faults> read(std::string_view text) {
  if (auto refused = refuse_encoding(text))
    return std::unexpected(std::move(*refused));
  Reader reader;
  try {
    parse(text, reader);
  } catch (const Stop& stop) {
    reader.faults().push_back(stop.fault);
  } catch (const YAML::Exception& error) {
    reader.faults().push_back(
        {.position = error.mark.is_null() ? Position{1, 1} : yaml::position_of(error.mark),
         .message = "is not YAML: " + error.msg});
  }
  auto& faults = reader.faults();
  if (faults.empty())
    return reader.take();
  std::ranges::stable_sort(faults, {}, &Fault::position);
  return std::unexpected(std::move(faults));
}

}  // namespace latchkey::yaml
