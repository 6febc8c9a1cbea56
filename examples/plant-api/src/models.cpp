#include "models.hpp"

#include <boost/json/array.hpp>

namespace plant {
namespace {

std::string_view name_of(Field::Type type) {
  switch (type) {
    case Field::Type::text:
      return "string";
    case Field::Type::number:
      return "number";
    case Field::Type::integer:
      return "integer";
    case Field::Type::boolean:
      break;
  }
  return "boolean";
}

bool fits(Field::Type type, const boost::json::value& value) {
  switch (type) {
    case Field::Type::text:
      return value.is_string();
    case Field::Type::number:
      return value.is_number();
    case Field::Type::integer:
      return value.is_int64() || value.is_uint64();
    case Field::Type::boolean:
      break;
  }
  return value.is_bool();
}

}  // namespace

boost::json::object to_json(const Model& model) {
  boost::json::array fields;
  for (const auto& field : model.fields)
    fields.push_back(boost::json::object{
        {"name", field.name}, {"type", name_of(field.type)}, {"unit", field.unit}});
  return {{"id", model.id}, {"name", model.name}, {"fields", std::move(fields)}};
}

std::optional<std::string> fault(const Model& model, const boost::json::value& value) {
  const auto* object = value.if_object();
  if (object == nullptr)
    return "The model " + model.id + " wants an object.";
  for (const auto& field : model.fields) {
    const auto* member = object->if_contains(field.name);
    if (member == nullptr || !fits(field.type, *member))
      return "The model " + model.id + " wants " + field.name + " as " +
             std::string(name_of(field.type)) + ".";
  }
  return std::nullopt;
}

}  // namespace plant
