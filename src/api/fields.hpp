// The members of a JSON body, taken by name and type; what is wrong with them is gathered.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "api/faults.hpp"
#include "base/json.hpp"
#include "http/message.hpp"

namespace latchkey::api {

// A value type: may be handed to a transaction. The names given are literals.
class Fields {
 public:
  // 415 for another media type, 400 for what is not a JSON object.
  static std::expected<Fields, Problem> read(const http::Request& request);

  [[nodiscard]] bool has(std::string_view name) const { return object_.contains(name); }

  // Nothing when the member is absent, or of another type, which is a fault.
  std::optional<std::string> text(std::string_view name);
  std::optional<bool> boolean(std::string_view name);
  std::optional<std::int64_t> integer(std::string_view name);
  std::optional<std::vector<std::string>> texts(std::string_view name);
  // Each to be read like this one, and then told what it is in: see adopt.
  std::optional<std::vector<Fields>> objects(std::string_view name);
  std::optional<Fields> object(std::string_view name);
  // Takes over the faults of object(name), or of an element of objects(name), by their place:
  // "settings.brand_name", "scopes[2].name".
  void adopt(std::string_view name, const Fields& member);
  void adopt(std::string_view name, std::size_t index, const Fields& element);
  // The empty text for null.
  std::optional<std::string> text_or_null(std::string_view name);
  // A fault when it is absent.
  void require(std::string_view name);
  // The empty text, and a fault, when it is absent.
  std::string required_text(std::string_view name);

  // A member that this request may not have, and why.
  void fixed(std::string_view name, std::string_view message);

  Faults faults;
  // Call once everything that is known has been taken: what is left is unknown.
  void refuse_the_rest();

 private:
  explicit Fields(json::object object) : object_(std::move(object)) {}
  const json::value* take(std::string_view name);

  json::object object_;
  std::set<std::string_view> taken_;
};

}  // namespace latchkey::api
