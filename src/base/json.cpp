#include "base/json.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace latchkey {
namespace {

constexpr std::size_t max_depth = 32;

// Builds the value from the parser's events. A false answer stops the parser with `ec` set.
class Builder {
 public:
  // Made room for at once: the claims of a token.
  static constexpr std::size_t usual_members = 12;
  static constexpr std::size_t max_object_size = 1024;
  static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
  static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

  json::value result;
  const char* fault = nullptr;  // what this builder refused, if it did

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) { return open(json::object(usual_members)); }
  bool on_array_begin(json::error_code&) { return open(json::array()); }
  bool on_object_end(std::size_t, json::error_code&) { return close(); }
  bool on_array_end(std::size_t, json::error_code&) { return close(); }

  bool on_key_part(json::string_view part, std::size_t, json::error_code&) { return keep(part); }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) { return keep(part); }

  bool on_key(json::string_view part, std::size_t, json::error_code& ec) {
    const json::string_view name = whole(part);
    if (name.contains('\0'))
      return refuse("a NUL character", ec);
    Container& object = open_.back();
    if (object.value.get_object().contains(name))
      return refuse("a duplicate name", ec);
    object.name = name;
    text_.clear();
    return true;
  }

  bool on_string(json::string_view part, std::size_t, json::error_code& ec) {
    const json::string_view text = whole(part);
    if (text.contains('\0'))
      return refuse("a NUL character", ec);
    add(json::string(text));
    text_.clear();
    return true;
  }

  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, json::error_code&) { return add(number); }
  bool on_uint64(std::uint64_t number, json::string_view, json::error_code&) { return add(number); }
  bool on_double(double number, json::string_view, json::error_code& ec) {
    return std::isfinite(number) ? add(number) : refuse("a number out of range", ec);
  }
  bool on_bool(bool value, json::error_code&) { return add(value); }
  bool on_null(json::error_code&) { return add(nullptr); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

 private:
  struct Container {
    json::value value;
    std::string name;  // of the member that comes next
  };

  bool keep(json::string_view part) {
    text_.append(part.data(), part.size());
    return true;
  }

  // The key or string that ends with part: part itself, unless others came before it.
  json::string_view whole(json::string_view part) {
    if (text_.empty())
      return part;
    keep(part);
    return text_;
  }

  bool open(json::value container) {
    open_.push_back({std::move(container), {}});
    return true;
  }

  bool close() {
    json::value container = std::move(open_.back().value);
    open_.pop_back();
    return add(std::move(container));
  }

  bool add(json::value value) {
    if (open_.empty()) {
      result = std::move(value);
    } else if (json::array* array = open_.back().value.if_array()) {
      array->push_back(std::move(value));
    } else {
      open_.back().value.get_object().emplace(open_.back().name, std::move(value));
    }
    return true;
  }

  bool refuse(const char* what, json::error_code& ec) {
    fault = what;
    ec = json::error::syntax;
    return false;
  }

  std::vector<Container> open_;
  std::string text_;  // of the key or string being read, when it comes in parts
};

}  // namespace

std::expected<json::value, std::string> parse_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = max_depth;
  json::basic_parser<Builder> parser(options);
  json::error_code ec;
  const std::size_t consumed = parser.write_some(false, text.data(), text.size(), ec);
  if (parser.handler().fault)
    return std::unexpected(parser.handler().fault);
  if (ec)
    return std::unexpected(ec.message());
  if (consumed < text.size())
    return std::unexpected("text after the value");
  return std::move(parser.handler().result);
}

}  // namespace latchkey
