// How this program connects to PostgreSQL, and what it sets for each of its connections.
#pragma once

#include <array>
#include <libpq-fe.h>
#include <memory>
#include <string>
#include <string_view>

namespace latchkey::db::postgres {

// A connection to the first server of the URL that can be written to. What the URL does not say has
// defaults that notice a dead server within seconds. Throws Unavailable, or std::runtime_error for
// what is no URL of a database. The caller owns it.
PGconn* connect(const std::string& url);

// The URL without its password, for logs and errors.
std::string without_password(const std::string& url);

// Commits wait for the disk whatever the server's default is. Where a node stops with an open
// transaction, others get its locks back. A lock that another node holds is not waited for while
// locks are held here: see writer.hpp.
inline constexpr std::array<std::string_view, 4> session_settings{
    "SELECT set_config('synchronous_commit', 'on', false) "
    "WHERE current_setting('synchronous_commit') IN ('off', 'local')",
    "SET idle_in_transaction_session_timeout = '15s'",
    "SET lock_timeout = '20ms'",
    "SET client_min_messages = error",
};

}  // namespace latchkey::db::postgres
