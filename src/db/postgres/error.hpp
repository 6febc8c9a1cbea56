// What a PostgreSQL error means to whoever submitted the work.
#pragma once

#include <libpq-fe.h>
#include <string>
#include <string_view>

#include "base/unavailable.hpp"

namespace latchkey::db::postgres {

// Another transaction was in the way, of this process or another: the same work, run again, may
// succeed. A constraint that is violated then too is the work's own fault.
class Conflict : public Unavailable {
 public:
  Conflict(const std::string& reason, bool is_constraint)
      : Unavailable(reason), violates_constraint(is_constraint) {}
  bool violates_constraint;
};

// Throws Conflict, Unavailable, or std::logic_error where the statement itself is wrong.
[[noreturn]] void throw_error(const PGresult* result, std::string_view sql);

// Throws Unavailable for a connection that is lost, or cannot be had.
[[noreturn]] void throw_lost(const PGconn* connection, std::string_view what);

}  // namespace latchkey::db::postgres
