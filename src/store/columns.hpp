// Between C++ values and columns: times as microseconds, lists as JSON arrays.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "crypto/signature.hpp"
#include "db/database.hpp"
#include "oauth/model/grant.hpp"
#include "oauth/model/scope.hpp"

namespace latchkey::store {

inline std::int64_t micros(Time time) {
  return time.time_since_epoch().count();
}
inline db::Value micros(const std::optional<Time>& time) {
  return time ? db::Value(micros(*time)) : db::Value(nullptr);
}
inline std::int64_t flag(bool value) {
  return value ? 1 : 0;
}

inline Time time_column(const db::Row& row, int column) {
  return Time(Duration(row.integer(column)));
}
inline std::optional<Time> optional_time_column(const db::Row& row, int column) {
  return row.is_null(column) ? std::nullopt : std::optional(time_column(row, column));
}
inline std::string text_column(const db::Row& row, int column) {
  return std::string(row.text(column));
}
inline bool flag_column(const db::Row& row, int column) {
  return row.integer(column) != 0;
}

// The readers throw std::runtime_error for what the writers cannot have written.
std::string to_list(const std::vector<std::string>& values);
std::vector<std::string> list_column(const db::Row& row, int column);
crypto::Algorithm algorithm_column(const db::Row& row, int column);
oauth::ScopeSet scopes_column(const db::Row& row, int column);
std::string to_text(const oauth::RequestedClaims& claims);
oauth::RequestedClaims claims_column(const db::Row& row, int column);

}  // namespace latchkey::store
