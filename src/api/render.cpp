#include "api/render.hpp"

#include <boost/json/serialize.hpp>

#include "base/timestamp.hpp"

namespace latchkey::api {

http::Response json_answer(unsigned status, const json::value& body) {
  return http::json_response(status, json::serialize(body));
}

json::value time_or_null(const std::optional<Time>& time) {
  if (!time)
    return nullptr;
  return json::string(format_rfc3339(*time));
}

json::value text_or_null(std::string_view text) {
  if (text.empty())
    return nullptr;
  return json::string(text);
}

json::array texts_json(std::span<const std::string> texts) {
  json::array array;
  for (const auto& text : texts) array.emplace_back(text);
  return array;
}

json::object list_json(json::array items, std::int64_t total, const store::PageRequest& page) {
  return {{"items", std::move(items)},
          {"total", total},
          {"page", page.page},
          {"page_size", page.page_size}};
}

}  // namespace latchkey::api
