// What may be registered as a client, and changed later: every rule of a client's fields.
#pragma once

#include <string>
#include <vector>

#include "oauth/check/scope.hpp"
#include "oauth/model/client.hpp"

namespace latchkey::oauth {

struct FieldError {
  std::string field;
  std::string message;  // for the administrator
};

// All faults at once, by field. Completes nothing; call complete_grant_types first.
std::vector<FieldError> client_metadata_faults(const Client& client);

// Confidential with authorization_code gets refresh_token.
void complete_grant_types(Client& client);

}  // namespace latchkey::oauth
