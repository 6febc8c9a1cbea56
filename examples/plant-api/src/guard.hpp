// Decides who may call a route: the access token with its scope, and the organization.
#pragma once

#include <functional>
#include <httplib.h>
#include <latchkey/resource/verifier.hpp>
#include <string>

namespace plant {

using Caller = latchkey::resource::Identity;
using Action = std::function<void(const Caller&, const httplib::Request&, httplib::Response&)>;

// Thread-safe. Must outlive the handlers it has made.
class Guard {
 public:
  explicit Guard(latchkey::resource::Settings settings);

  // A handler that runs the action for callers whose token has the scope, and answers others with
  // 401, 403 or 503. Where the request names an organization (X-Organization-ID), it must be the
  // token's.
  [[nodiscard]] httplib::Server::Handler require(std::string scope, Action action) const;

 private:
  void run(const std::string& scope, const Action& action, const httplib::Request& request,
           httplib::Response& response) const;

  latchkey::resource::Verifier verifier_;
};

}  // namespace plant
