// An authorization request that waits for its user: to sign in, or to decide on consent.
#pragma once

#include <optional>
#include <string>

#include "base/clock.hpp"
#include "oauth/model/grant.hpp"

namespace latchkey::oauth {

struct Interaction {
  std::string digest;          // of the value in the page's URL and form
  std::string browser_digest;  // of the cookie of the browser it was started in
  std::string query;           // the authorization request as it came, form-encoded
  Time created_at;
  Time expires_at;
  // Filled in once consent is asked for: what exactly was offered, to whom.
  std::optional<std::string> user_id;
  ScopeSet offered;
  // What the user answered on the consent screen.
  enum class Answer { none, allowed, denied };
  Answer answer = Answer::none;
  ScopeSet approved;
};

}  // namespace latchkey::oauth
