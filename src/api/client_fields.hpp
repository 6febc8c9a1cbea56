// The fields of a client that a body may set, and what they must be.
#pragma once

#include "api/call.hpp"
#include "api/fields.hpp"
#include "oauth/check/scope.hpp"
#include "oauth/model/client.hpp"
#include "store/store.hpp"

namespace latchkey::api {

// name, description, redirect_uris, post_logout_redirect_uris, scopes, require_pkce and
// id_token_signed_response_alg, where they are given.
void read_editable_fields(Fields& body, oauth::Client& client);

// acting_user_id: an active user of the client's organization; null and "" mean who created it.
// A client that has none although it needs one gets the default.
void read_acting_user(Fields& body, oauth::Client& client, store::Transaction& tx);

// What client is at fault with, beyond what body could not read. before: as it is stored, or null.
void judge_client(Fields& body, const oauth::Client& client, const oauth::Client* before,
                  const oauth::ScopePolicy& policy);
// By what is stored.
void judge_client(Fields& body, const oauth::Client& client, const oauth::Client* before,
                  store::Transaction& tx);

// What no request may set.
void refuse_fields_of_the_server(Fields& body);

}  // namespace latchkey::api
