// What the handlers of pages, REST resources and protocol endpoints are given.
#pragma once

#include "base/log.hpp"
#include "identity/bearer.hpp"
#include "identity/browser_sessions.hpp"
#include "identity/deployment.hpp"
#include "identity/hashing_pool.hpp"
#include "identity/sign_in.hpp"
#include "store/store.hpp"

namespace latchkey::identity {

// All outlive the router. Handlers may use them from any network thread.
struct Services {
  store::Store& store;
  const Deployment& deployment;
  BrowserSessions& sessions;
  SignIn& sign_in;
  BearerAuthentication& bearer;
  HashingPool& hashing;
  Log& log;
};

}  // namespace latchkey::identity
