// Data models: what the values of a topic look like.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace plant {

struct Field {
  enum class Type { text, number, integer, boolean };
  std::string name;
  Type type = Type::text;
  std::string unit{};
};

struct Model {
  std::string id;
  std::string name;
  std::vector<Field> fields;
};

using Models = std::map<std::string, Model>;  // by id

boost::json::object to_json(const Model& model);

// What of the value does not fit, for the caller. Every field is needed; others are allowed.
[[nodiscard]] std::optional<std::string> fault(const Model& model, const boost::json::value& value);

}  // namespace plant
