#include "api/fields.hpp"

#include <spdlog/fmt/fmt.h>

namespace latchkey::api {
namespace {

std::string string_of(const json::string& text) {
  return {text.data(), text.size()};
}

}  // namespace

std::expected<Fields, Problem> Fields::read(const http::Request& request) {
  if (request.content_type() != "application/json")
    return std::unexpected(
        Problem{.status = 415, .detail = "The body must be JSON, sent as application/json."});
  auto value = parse_json(request.body);
  if (!value)
    return std::unexpected(
        Problem{.status = 400, .detail = "The body is not acceptable JSON: " + value.error()});
  json::object* object = value->if_object();
  if (object == nullptr)
    return std::unexpected(Problem{.status = 400, .detail = "The body must be a JSON object."});
  return Fields(std::move(*object));
}

const json::value* Fields::take(std::string_view name) {
  taken_.insert(name);
  return object_.if_contains(name);
}

std::optional<std::string> Fields::text(std::string_view name) {
  const json::value* value = take(name);
  if (value == nullptr)
    return std::nullopt;
  if (const auto* text = value->if_string())
    return string_of(*text);
  if (!faults.concerns(name))
    faults.add(name, "must be a string");
  return std::nullopt;
}

std::optional<std::string> Fields::text_or_null(std::string_view name) {
  const json::value* value = take(name);
  if (value != nullptr && value->is_null())
    return std::string();
  return text(name);
}

void Fields::require(std::string_view name) {
  if (!has(name))
    faults.add(name, "is required");
}

std::string Fields::required_text(std::string_view name) {
  require(name);
  return text(name).value_or(std::string());
}

std::optional<bool> Fields::boolean(std::string_view name) {
  const json::value* value = take(name);
  if (value == nullptr)
    return std::nullopt;
  if (const auto* boolean = value->if_bool())
    return *boolean;
  faults.add(name, "must be true or false");
  return std::nullopt;
}

std::optional<std::int64_t> Fields::integer(std::string_view name) {
  const json::value* value = take(name);
  if (value == nullptr)
    return std::nullopt;
  if (const auto* integer = value->if_int64())
    return *integer;
  faults.add(name, "must be an integer");
  return std::nullopt;
}

std::optional<std::vector<std::string>> Fields::texts(std::string_view name) {
  const json::value* value = take(name);
  if (value == nullptr)
    return std::nullopt;
  const auto* array = value->if_array();
  std::vector<std::string> texts;
  for (const auto& element : array != nullptr ? *array : json::array())
    if (const auto* text = element.if_string())
      texts.push_back(string_of(*text));
  if (array != nullptr && texts.size() == array->size())
    return texts;
  faults.add(name, "must be an array of strings");
  return std::nullopt;
}

std::optional<std::vector<Fields>> Fields::objects(std::string_view name) {
  const json::value* value = take(name);
  if (value == nullptr)
    return std::nullopt;
  const auto* array = value->if_array();
  std::vector<Fields> objects;
  for (const auto& element : array != nullptr ? *array : json::array())
    if (const auto* object = element.if_object())
      objects.push_back(Fields(*object));
  if (array != nullptr && objects.size() == array->size())
    return objects;
  faults.add(name, "must be an array of objects");
  return std::nullopt;
}

std::optional<Fields> Fields::object(std::string_view name) {
  const json::value* value = take(name);
  if (value == nullptr)
    return std::nullopt;
  if (const auto* object = value->if_object())
    return Fields(*object);
  faults.add(name, "must be an object");
  return std::nullopt;
}

void Fields::adopt(std::string_view name, const Fields& member) {
  for (const auto& fault : member.faults.all())
    faults.add(fmt::format("{}.{}", name, fault.field), fault.message);
}

void Fields::adopt(std::string_view name, std::size_t index, const Fields& element) {
  for (const auto& fault : element.faults.all())
    faults.add(fmt::format("{}[{}].{}", name, index, fault.field), fault.message);
}

void Fields::fixed(std::string_view name, std::string_view message) {
  if (take(name) != nullptr)
    faults.add(name, message);
}

void Fields::refuse_the_rest() {
  for (const auto& member : object_) {
    const std::string_view name(member.key().data(), member.key().size());
    if (!taken_.contains(name))
      faults.add(name, "is not known here");
  }
}

}  // namespace latchkey::api
