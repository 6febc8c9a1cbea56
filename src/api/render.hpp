// What the JSON answers of several resources have in common.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/json.hpp"
#include "http/message.hpp"
#include "store/page.hpp"

namespace latchkey::api {

http::Response json_answer(unsigned status, const json::value& body);

json::value time_or_null(const std::optional<Time>& time);
json::value text_or_null(std::string_view text);  // null when it is empty

json::array texts_json(std::span<const std::string> texts);

// {"items": [...], "total": N, "page": 1, "page_size": 25}
json::object list_json(json::array items, std::int64_t total, const store::PageRequest& page);

// That page of a list that was read as a whole.
template <class T>
std::span<const T> page_of(const std::vector<T>& all, const store::PageRequest& page) {
  const auto size = static_cast<std::size_t>(page.page_size);
  const auto start = std::min(all.size(), static_cast<std::size_t>(page.page - 1) * size);
  return std::span(all).subspan(start, std::min(size, all.size() - start));
}

}  // namespace latchkey::api
