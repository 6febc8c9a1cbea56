// Signing in with e-mail and password: the one way in, for the page and the REST API alike.
#pragma once

#include <chrono>
#include <expected>
#include <optional>
#include <string>

#include "base/metrics/counter.hpp"
#include "base/secret.hpp"
#include "base/task.hpp"
#include "identity/browser_sessions.hpp"
#include "identity/hashing_pool.hpp"
#include "identity/request_origin.hpp"
#include "identity/throttle.hpp"
#include "store/store.hpp"

namespace latchkey::identity {

struct SignedIn {
  Secret cookie;  // the new session's value, never one from before
  CurrentSession current;
};

struct SignInRefusal {
  enum class Reason { credentials, throttled };
  Reason reason = Reason::credentials;
  std::chrono::seconds retry_after{0};
};

// How sign-ins ended.
struct SignInCounts {
  metrics::Counter succeeded;
  metrics::Counter failed;
  metrics::Counter throttled;
};

// Thread-safe; what it is given outlives it.
class SignIn {
 public:
  SignIn(store::Store& store, HashingPool& hashing, SignInThrottle& throttle)
      : store_(store), hashing_(hashing), throttle_(throttle) {}

  // Unknown, disabled and wrong password look and take the same. previous_cookie: the session that
  // this browser had; it ends. Writes the audit event of success or failure. Throws Unavailable
  // when hashing is saturated.
  Task<std::expected<SignedIn, SignInRefusal>> sign_in(std::string email, Secret password,
                                                       std::optional<std::string> previous_cookie,
                                                       RequestOrigin origin);

  // For a user who is there and gives the present password again, as for a change of it.
  // Throttled like sign_in.
  Task<std::expected<void, SignInRefusal>> confirm_password(oauth::User user, Secret password,
                                                            RequestOrigin origin);

  [[nodiscard]] const SignInCounts& counts() const { return counts_; }

 private:
  store::Store& store_;
  HashingPool& hashing_;
  SignInThrottle& throttle_;
  SignInCounts counts_;
};

}  // namespace latchkey::identity
