#include "cli/view.hpp"

#include <boost/json/serialize.hpp>
#include <spdlog/fmt/fmt.h>

namespace latchkey::cli {

namespace {

constexpr const char* never = "never";

std::string shortened(const std::string& rfc3339, std::size_t length) {
  if (rfc3339.empty())
    return never;
  std::string text = rfc3339.substr(0, length);
  if (text.size() > 10)
    text[10] = ' ';
  return text;
}

std::string reference_of(const json::object& reference) {
  std::string name = text_of(reference, "name");
  return name.empty() ? fmt::format("deleted ({})", text_of(reference, "id")) : name;
}

}  // namespace

std::string text_of(const json::value& value) {
  if (value.is_string())
    return std::string(value.get_string());
  return value.is_null() ? std::string() : json::serialize(value);
}

std::string text_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value == nullptr ? std::string() : text_of(*value);
}

std::vector<std::string> texts_of(const json::object& object, std::string_view name) {
  std::vector<std::string> texts;
  if (const json::value* value = object.if_contains(name); value != nullptr && value->is_array())
    for (const auto& element : value->get_array()) texts.push_back(text_of(element));
  return texts;
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  return fmt::format("{}", fmt::join(texts, separator));
}

std::string time_of(const json::object& object, std::string_view name) {
  const std::string time = long_time_of(object, name);
  return time == never ? time : time + " UTC";
}

std::string long_time_of(const json::object& object, std::string_view name) {
  return shortened(text_of(object, name), 19);
}

std::string short_time_of(const json::object& object, std::string_view name) {
  return shortened(text_of(object, name), 16);
}

std::string reference_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_object() ? reference_of(value->get_object()) : std::string();
}

std::vector<std::string> references_of(const json::object& object, std::string_view name) {
  std::vector<std::string> names;
  if (const json::value* value = object.if_contains(name); value != nullptr && value->is_array())
    for (const auto& element : value->get_array())
      if (const auto* reference = element.if_object())
        names.push_back(reference_of(*reference));
  return names;
}

std::string yes_or_no(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_bool() && value->get_bool() ? "yes" : "no";
}

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace latchkey::cli
