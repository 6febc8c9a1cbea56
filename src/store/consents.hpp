// What users agreed to, by user and client.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oauth/model/grant.hpp"
#include "store/store.hpp"

namespace latchkey::store::consents {

std::optional<oauth::Consent> find(Transaction& tx, std::string_view user_id,
                                   std::string_view client_id);
// Replaces scopes, claims and updated_at. Stores nothing when the user or the client is gone.
void upsert(Transaction& tx, const oauth::Consent& consent);
bool erase(Transaction& tx, std::string_view user_id, std::string_view client_id);

struct UserConsent {
  oauth::Consent consent;
  std::string client_name;
  std::string client_description;
};
std::vector<UserConsent> list_of_user(Transaction& tx, std::string_view user_id);

}  // namespace latchkey::store::consents
