// Grants, authorization codes and refresh tokens. Redeeming and rotating are single verbs: a
// conditional update decides, so of any number of parallel callers one succeeds.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "oauth/model/grant.hpp"
#include "store/page.hpp"
#include "store/store.hpp"

namespace latchkey::store::grants {

// Stores nothing when the client or the user is gone: the code then is unknown.
void insert(Transaction& tx, const oauth::Grant& grant, const oauth::AuthorizationCode& code);
std::optional<oauth::Grant> find(Transaction& tx, std::string_view grant_id);
std::optional<oauth::AuthorizationCode> find_code(Transaction& tx, std::string_view digest);
std::optional<oauth::RefreshToken> find_refresh_token(Transaction& tx, std::string_view digest);

struct GrantedCode {
  oauth::AuthorizationCode code;
  oauth::Grant grant;
};
std::optional<GrantedCode> find_code_with_grant(Transaction& tx, std::string_view digest);

struct GrantedRefreshToken {
  oauth::RefreshToken token;
  oauth::Grant grant;
};
std::optional<GrantedRefreshToken> find_refresh_token_with_grant(Transaction& tx,
                                                                 std::string_view digest);

enum class Redeem { redeemed, already_redeemed, gone };
// Marks the code used, when it has not expired and its grant is live.
Redeem redeem_code(Transaction& tx, std::string_view digest, Time now);

void insert_refresh_token(Transaction& tx, const oauth::RefreshToken& token);

enum class Rotate { rotated, repeated, reused, gone };
// Retires the token and stores its successor. repeated: it was rotated at or after repeat_since and
// its successor is live and unused, nothing changes. reused: it was rotated and that is not so.
Rotate rotate_refresh_token(Transaction& tx, std::string_view digest,
                            const oauth::RefreshToken& successor, Time repeat_since, Time now);

// Ends every token of the grant, access tokens too (tokens_until: when the last of them expires).
// False when it was revoked already or is gone.
bool revoke(Transaction& tx, std::string_view grant_id, Time now, Time tokens_until);
// All live grants of the user, or of the user with one client; returns how many.
std::int64_t revoke_all_of_user(Transaction& tx, std::string_view user_id,
                                std::optional<std::string_view> client_id, Time now,
                                Time tokens_until);
// Ends those given in one browser session: refresh tokens die, for "sign out everywhere".
std::int64_t revoke_all_of_session(Transaction& tx, std::string_view session_id, Time now,
                                   Time tokens_until);
// All of the user's grants, without their access tokens: those fall with the user's status, or live
// until they expire. For changed passwords and disabled users.
void end_all_of_user(Transaction& tx, std::string_view user_id, Time now);
// Removes every trace of the user's or client's grants.
void erase_all_of_user(Transaction& tx, std::string_view user_id);
void erase_all_of_client(Transaction& tx, std::string_view client_id);
// One access token, by jti.
void revoke_access_token(Transaction& tx, std::string_view jti, Time tokens_until);

// Live grants of a client with their users, newest first. q searches the users as users::list does.
struct LiveGrant {
  oauth::Grant grant;
  std::string user_name;
  std::string user_email;
};
Page<LiveGrant> list_of_client(Transaction& tx, std::string_view org_id, std::string_view client_id,
                               const PageRequest& request, Time now);

}  // namespace latchkey::store::grants
