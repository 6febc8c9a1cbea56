#include "yaml/reader.hpp"

#include <spdlog/fmt/fmt.h>
#include <utility>

#include "yaml/plain_scalar.hpp"

namespace latchkey::yaml {

namespace {

// What yaml-cpp gives as the tag of scalars that have none.
constexpr std::string_view plain_tag = "?";
constexpr std::string_view quoted_tag = "!";

}  // namespace

Position position_of(const YAML::Mark& mark) {
  return {.line = static_cast<std::size_t>(mark.line) + 1,
          .column = static_cast<std::size_t>(mark.column) + 1};
}

Document Reader::take() {
  return std::move(document_);
}

void Reader::refuse(Position position, std::string message) {
  faults_.push_back({.position = position, .message = std::move(message)});
}

void Reader::judge(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
  if (anchor != 0)
    refuse(position_of(mark), "anchors (&name) are not allowed");
  if (!tag.empty() && tag != plain_tag && tag != quoted_tag)
    refuse(position_of(mark), "tags (!name) are not allowed");
  count(position_of(mark));
}

void Reader::count(Position position) {
  if (++values_ > max_values)
    throw Stop{{.position = position, .message = "there are more than 1000000 values"}};
}

void Reader::OnDocumentStart(const YAML::Mark&) {}

void Reader::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  judge(mark, {}, anchor);
  if (expects_key())
    return take_key(position_of(mark), {});
  add(position_of(mark), nullptr, {});
}

void Reader::OnAlias(const YAML::Mark& mark, YAML::anchor_t) {
  refuse(position_of(mark), "aliases (*name) are not allowed");
  count(position_of(mark));
  if (expects_key())
    return take_key(position_of(mark), {});
  add(position_of(mark), nullptr, {});
}

void Reader::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                      const std::string& value) {
  const Position position = position_of(mark);
  judge(mark, tag, anchor);
  if (value.size() > max_scalar_bytes)
    throw Stop{{.position = position, .message = "a text is longer than 64 KiB"}};
  if (value.contains('\0'))
    refuse(position, "a text holds a NUL character");
  if (expects_key())
    return take_key(position, value);
  if (tag != plain_tag)
    return add(position, json::string(value), {});
  auto meant = plain_value(value);
  if (!meant)
    refuse(position,
           "is a number or truth value in some versions of YAML and text in others: put it in "
           "quotes, or write true, false or a whole number");
  add(position, meant ? std::move(*meant) : json::value(), {});
}

void Reader::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                             YAML::EmitterStyle::value) {
  judge(mark, tag, anchor);
  open(position_of(mark), json::array());
}

void Reader::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                        YAML::EmitterStyle::value) {
  judge(mark, tag, anchor);
  open(position_of(mark), json::object());
}

void Reader::take_key(Position position, const std::string& key) {
  Container& mapping = open_.back();
  mapping.expects_key = false;
  mapping.key = key;
  mapping.key_position = position;
  mapping.is_key_known = mapping.value.get_object().contains(key);
  if (key.empty())
    refuse(position, "a key must not be empty");
  else if (mapping.is_key_known)
    refuse(position, fmt::format("{} is there twice", key.substr(0, 100)));
}

void Reader::open(Position position, json::value container) {
  if (expects_key())
    throw Stop{
        {.position = position, .message = "a key must be text (or a bracket is not closed)"}};
  if (open_.size() == max_depth)
    throw Stop{{.position = position, .message = "is nested deeper than 16 levels"}};
  const bool is_mapping = container.is_object();
  open_.push_back({.value = std::move(container),
                   .place = {.position = position, .key = {}, .children = {}},
                   .expects_key = is_mapping,
                   .key = {}});
}

void Reader::close() {
  Container closed = std::move(open_.back());
  open_.pop_back();
  add(closed.place.position, std::move(closed.value), std::move(closed.place.children));
}

void Reader::add(Position position, json::value value, std::vector<Place> children) {
  if (open_.empty()) {
    document_.value = std::move(value);
    document_.root = {.position = position, .key = {}, .children = std::move(children)};
    return;
  }
  Container& parent = open_.back();
  if (auto* array = parent.value.if_array()) {
    array->push_back(std::move(value));
    parent.place.children.push_back(
        {.position = position, .key = {}, .children = std::move(children)});
    return;
  }
  parent.expects_key = true;
  if (parent.is_key_known)
    return;
  parent.value.get_object().emplace(parent.key, std::move(value));
  parent.place.children.push_back(
      {.position = parent.key_position, .key = parent.key, .children = std::move(children)});
}

}  // namespace latchkey::yaml
