// For tests: judges an answer by the part of JSON Schema that openapi.json uses.
#pragma once

#include <algorithm>
#include <spdlog/fmt/fmt.h>
#include <string>
#include <vector>

#include "base/json.hpp"

namespace latchkey::api {

class SchemaCheck {
 public:
  explicit SchemaCheck(const json::value& document) : document_(document) {}

  // What a $ref leads to, or the value itself. Throws when it leads nowhere.
  [[nodiscard]] const json::value& resolve(const json::value& value) const {
    const auto* object = value.if_object();
    const json::value* reference = object == nullptr ? nullptr : object->if_contains("$ref");
    return reference == nullptr ? value : document_.at_pointer(reference->as_string().subview(1));
  }

  // Where and how the value breaks the schema; nothing when it fits.
  [[nodiscard]] std::vector<std::string> faults(const json::value& schema, const json::value& value,
                                                const std::string& where = "") const {
    const json::object& rules = resolve(schema).as_object();
    std::vector<std::string> found;
    if (const auto* options = rules.if_contains("oneOf")) {
      const auto fits = [&](const json::value& one) { return faults(one, value).empty(); };
      if (std::ranges::count_if(options->as_array(), fits) != 1)
        found.push_back(where + ": fits not one of the alternatives");
    }
    if (const auto* type = rules.if_contains("type"); type != nullptr && !has_type(*type, value))
      found.push_back(fmt::format("{}: is {}", where, name_of(value)));
    if (const auto* choices = rules.if_contains("enum");
        choices != nullptr && std::ranges::count(choices->as_array(), value) == 0)
      found.push_back(where + ": is none of the values");
    if (const auto* object = value.if_object())
      append(found, object_faults(rules, *object, where));
    if (const auto* array = value.if_array(); array != nullptr && rules.contains("items"))
      for (const auto& element : *array)
        append(found, faults(rules.at("items"), element, where + "[]"));
    return found;
  }

 private:
  static void append(std::vector<std::string>& all, std::vector<std::string> more) {
    all.insert(all.end(), more.begin(), more.end());
  }
  static std::string name_of(const json::value& value) {
    if (value.is_null())
      return "null";
    if (value.is_bool())
      return "boolean";
    if (value.is_int64() || value.is_uint64())
      return "integer";
    if (value.is_string())
      return "string";
    if (value.is_array())
      return "array";
    return value.is_object() ? "object" : "number";
  }
  static bool has_type(const json::value& type, const json::value& value) {
    const auto is_it = [&](const json::value& one) { return one.as_string() == name_of(value); };
    return type.is_array() ? std::ranges::any_of(type.get_array(), is_it) : is_it(type);
  }
  [[nodiscard]] std::vector<std::string> object_faults(const json::object& rules,
                                                       const json::object& object,
                                                       const std::string& where) const {
    std::vector<std::string> found;
    const json::object none;
    const json::object& properties =
        rules.contains("properties") ? rules.at("properties").as_object() : none;
    if (const auto* required = rules.if_contains("required"))
      for (const auto& name : required->as_array())
        if (!object.contains(name.as_string()))
          found.push_back(fmt::format("{}: lacks {}", where, std::string_view(name.as_string())));
    const auto* additional = rules.if_contains("additionalProperties");
    for (const auto& member : object) {
      const std::string name(member.key());
      if (const auto* schema = properties.if_contains(name))
        append(found, faults(*schema, member.value(), fmt::format("{}.{}", where, name)));
      else if (additional != nullptr && !additional->as_bool())
        found.push_back(fmt::format("{}: has {}", where, name));
    }
    return found;
  }

  const json::value& document_;
};

}  // namespace latchkey::api
