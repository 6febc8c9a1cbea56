// Who may call what: the one table of the REST API's routes. A route that is not in it does not
// exist.
#pragma once

#include <span>
#include <string_view>

#include "api/call.hpp"
#include "http/message.hpp"

namespace latchkey::api {

struct Access {
  bool is_open_to_anyone = false;
  // No bearer token opens it, whatever its scopes.
  bool is_for_sessions_only = false;
  bool is_for_system_administrators_only = false;
  // Over the local socket alone; elsewhere there is no such route.
  bool is_for_local_administrator_only = false;
  // Of the caller's own account, which the local administrator has not.
  bool is_about_oneself = false;
  // What the user must hold now, and a bearer token carry as a scope. Empty: any signed-in user.
  std::string_view permission{};
  // What a bearer token must carry beyond; space-delimited.
  std::string_view token_scopes{};
};

struct Entry {
  http::Method method;
  std::string_view pattern;
  Access access;
  Handler handler;
};

std::span<const Entry> access_table();

// Lets the entry's handler answer those it is for: 401 for nobody, 403 for others and for unsafe
// methods of a session without its CSRF token. What came over the local socket is the local
// administrator's, whatever else it carries.
Task<http::Response> serve(const identity::Services& services, const Entry& entry,
                           const http::Request& request);

}  // namespace latchkey::api
