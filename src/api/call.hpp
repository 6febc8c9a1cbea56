// One call of the REST API: who calls, with what rights, and what every handler needs.
#pragma once

#include <optional>
#include <string>

#include "api/problem.hpp"
#include "base/clock.hpp"
#include "base/task.hpp"
#include "http/message.hpp"
#include "identity/services.hpp"
#include "oauth/model/session.hpp"
#include "oauth/model/user.hpp"

namespace latchkey::api {

struct Caller {
  oauth::User user;
  std::optional<oauth::Session> session;  // signed in by the cookie
  std::optional<oauth::Client> client;    // that presented a bearer token of the user
  // What the caller may use and pass on: the user's permissions, with a bearer token only those
  // that the token carries.
  oauth::ScopeSet permissions;
  // Likewise: with a bearer token only when it carries every permission.
  bool is_system_administrator = false;
  // Whoever runs the server, over its local socket; the user is then a name only, see
  // local_administrator.hpp.
  bool is_local_administrator = false;
};

// Outlives the Task that it is given to, as do services and request.
struct Call {
  const identity::Services& services;
  const http::Request& request;
  Caller caller;  // empty on routes that are open to anyone
  Time now;

  [[nodiscard]] const std::string& org_id() const { return caller.user.org_id; }
  [[nodiscard]] store::Store& store() const { return services.store; }
  // The {…} of the route; a route with fewer is a broken invariant.
  [[nodiscard]] const std::string& path_parameter(std::size_t index = 0) const {
    return request.path_parameters.at(index);
  }
};

using Handler = Task<Answer> (*)(const Call&);

}  // namespace latchkey::api
