// Users, their passwords and the roles they hold.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oauth/model/user.hpp"
#include "store/page.hpp"
#include "store/store.hpp"

namespace latchkey::store::users {

inline constexpr std::array<std::string_view, 5> sort_keys{"email", "name", "created_at",
                                                           "updated_at", "last_sign_in_at"};

// E-mail addresses are compared in this form, and unique over all organizations.
std::string canonical_email(std::string_view email);

enum class Insert { inserted, email_taken };
Insert insert(Transaction& tx, const oauth::User& user, const std::string& password_hash);

std::optional<oauth::User> find(Transaction& tx, std::string_view user_id);  // any organization
std::optional<oauth::User> find(Transaction& tx, std::string_view org_id, std::string_view user_id);

struct Login {
  oauth::User user;
  std::string password_hash;
};
std::optional<Login> find_login(Transaction& tx, std::string_view canonical_email);
std::optional<std::string> password_hash(Transaction& tx, std::string_view user_id);

// q searches e-mail, names and id.
Page<oauth::User> list(Transaction& tx, std::string_view org_id,
                       std::optional<oauth::Status> status, const PageRequest& request);

enum class Change { done, gone, email_taken, last_administrator };
// E-mail, names, status and roles; updated_at becomes now. Roles that are not of the organization
// are left out. Disabling or demoting the last
// enabled System Administrator is refused. Disabling ends sessions and grants; access tokens die
// with the user's status.
Change update(Transaction& tx, const oauth::User& user, Time now);
// Ends sessions, grants and consents; refuses the last enabled System Administrator. Clients that
// act as the user keep its id and get no tokens.
Change erase(Transaction& tx, std::string_view org_id, std::string_view user_id, Time now);
// Ends all sessions but keep_session_id (may be empty) and revokes all grants.
void set_password(Transaction& tx, std::string_view user_id, const std::string& password_hash,
                  std::string_view keep_session_id, Time now);
void record_sign_in(Transaction& tx, std::string_view user_id, Time now);
std::int64_t count(Transaction& tx);

std::vector<oauth::User> acting(Transaction& tx);  // those that some client acts as

}  // namespace latchkey::store::users
