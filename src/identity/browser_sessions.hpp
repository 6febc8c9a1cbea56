// Browser sessions: from the cookie's value to the user, and the CSRF tokens bound to them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/secret.hpp"
#include "base/task.hpp"
#include "identity/request_origin.hpp"
#include "oauth/model/session.hpp"
#include "oauth/model/user.hpp"
#include "store/store.hpp"

namespace latchkey::identity {

struct CurrentSession {
  oauth::Session session;
  oauth::Authority authority;
};

// Thread-safe; the store outlives it.
class BrowserSessions {
 public:
  explicit BrowserSessions(store::Store& store) : store_(store) {}

  // The live session of an enabled user; nothing otherwise. Records that it was seen, at most once
  // a minute.
  Task<std::optional<CurrentSession>> current(std::optional<std::string_view> cookie);
  // Ends it and writes the audit event.
  Task<void> sign_out(CurrentSession current, RequestOrigin origin);

  // Bound to the cookie (of a session, or of the browser before sign-in) and the server's key.
  [[nodiscard]] std::string csrf_token(std::string_view cookie) const;
  [[nodiscard]] bool is_csrf_token(std::string_view token, std::string_view cookie) const;

 private:
  store::Store& store_;
};

}  // namespace latchkey::identity
