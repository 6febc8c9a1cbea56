// The status parameter of lists of clients and users.
#pragma once

#include <array>
#include <optional>

#include "api/query.hpp"
#include "oauth/model/client.hpp"

namespace latchkey::api {

inline std::optional<oauth::Status> read_status(Query& query) {
  static constexpr std::array<std::string_view, 2> statuses{"active", "disabled"};
  const auto text = query.choice("status", statuses);
  return text ? oauth::parse_status(*text) : std::nullopt;
}

}  // namespace latchkey::api
