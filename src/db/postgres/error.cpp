#include "db/postgres/error.hpp"

#include <algorithm>
#include <array>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>

namespace latchkey::db::postgres {

namespace {

// Appendix A of PostgreSQL's manual.
constexpr std::array<std::string_view, 3> conflicts{
    "40001",  // serialization_failure
    "40P01",  // deadlock_detected
    "55P03",  // lock_not_available
};
// They may come of a row that another node changed after this work had looked.
constexpr std::array<std::string_view, 2> violations{
    "23505",  // unique_violation
    "23503",  // foreign_key_violation
};

bool is_transient(std::string_view state) {
  constexpr std::array<std::string_view, 6> classes{
      "08",  // connection
      "53",  // insufficient resources
      "57",  // operator intervention
      "58",  // system error
      "F0",  // configuration file
      "XX",  // internal error
  };
  // protocol_violation is a wrong number of parameters; read_only_sql_transaction, a server that
  // has become a standby; in_failed_sql_transaction follows an earlier error.
  if (state == "08P01")
    return false;
  return state.empty() || state == "25006" || state == "25P02" ||
         std::ranges::find(classes, state.substr(0, 2)) != classes.end();
}

std::string trimmed(std::string_view message) {
  while (message.ends_with('\n')) message.remove_suffix(1);
  return std::string(message);
}

std::string_view field(const PGresult* result, int code) {
  const char* text = PQresultErrorField(result, code);
  return text == nullptr ? std::string_view() : text;
}

}  // namespace

// The server's detail and context may quote stored values, so only its primary message is told.
void throw_error(const PGresult* result, std::string_view sql) {
  const auto state = field(result, PG_DIAG_SQLSTATE);
  const auto text = fmt::format("{} (PostgreSQL {}): {}", field(result, PG_DIAG_MESSAGE_PRIMARY),
                                state.empty() ? "without a code" : state, sql);
  if (std::ranges::find(conflicts, state) != conflicts.end())
    throw Conflict(text, false);
  if (std::ranges::find(violations, state) != violations.end())
    throw Conflict(text, true);
  if (is_transient(state))
    throw Unavailable(text);
  throw std::logic_error(text);
}

void throw_lost(const PGconn* connection, std::string_view what) {
  throw Unavailable(fmt::format("{}: {}", what, trimmed(PQerrorMessage(connection))));
}

}  // namespace latchkey::db::postgres
