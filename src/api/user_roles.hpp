// Which roles a caller may give to users, and whose account it may touch.
#pragma once

#include <expected>
#include <optional>

#include "api/call.hpp"
#include "api/fields.hpp"
#include "oauth/model/user.hpp"
#include "store/store.hpp"

namespace latchkey::api {

// role_ids, where they are given: roles of the organization. Drops duplicates.
void read_roles(Fields& body, oauth::User& user, store::Transaction& tx);

// 403 when the change gives the user permissions that the caller does not hold, or gives or takes
// the System Administrator role and the caller is none.
std::optional<Problem> refuse_role_change(const Call& call, const oauth::User* before,
                                          const oauth::User& after, store::Transaction& tx);

// 403 when the user is a System Administrator and the caller is none.
std::optional<Problem> protect_administrator(const Call& call, const oauth::User& user,
                                             store::Transaction& tx);

// The user that the route names, to be changed: 404 where there is none, and 403 as above.
std::expected<oauth::User, Problem> find_changeable_user(const Call& call, store::Transaction& tx);

// 403 when the user has permissions that the caller does not hold: whoever sets a user's password
// or e-mail address can sign in as that user.
std::optional<Problem> refuse_take_over(const Call& call, const oauth::User& user,
                                        store::Transaction& tx);

// Whether the caller holds all that the role allows.
bool holds_all_of(const Caller& caller, const oauth::Role& role);

}  // namespace latchkey::api
