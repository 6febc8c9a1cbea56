// Who is behind a verified access token, and what it allows.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::resource {

struct Identity {
  std::string subject;       // the user who acts, also where a backend acts by client credentials
  std::string client_id;     // the application that holds the token
  std::string organization;  // org_id; empty where the issuer knows none
  std::vector<std::string> scopes;
  std::string token_id;  // jti; empty where an introspection answer has none
  std::chrono::system_clock::time_point expires_at;

  [[nodiscard]] bool has_scope(std::string_view scope) const;
  // scopes: space-delimited, as OAuth writes them; true for none.
  [[nodiscard]] bool has_scopes(std::string_view scopes) const;
};

}  // namespace latchkey::resource
