// Who is behind an access token, judged by the present state.
#pragma once

#include <expected>
#include <memory>
#include <optional>
#include <string>

#include "base/secret.hpp"
#include "base/task.hpp"
#include "identity/deployment.hpp"
#include "oauth/check/access_token.hpp"
#include "oauth/error.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/user.hpp"
#include "store/store.hpp"

namespace latchkey::identity {

struct BearerIdentity {
  oauth::AccessToken token;
  oauth::ScopeSet scopes;  // present ones: roles lost since are cut
  oauth::Authority authority;
  oauth::Client client;
};

// Thread-safe; what it is given outlives it.
class BearerAuthentication {
 public:
  BearerAuthentication(store::Store& store, const Deployment& deployment)
      : store_(store), deployment_(deployment) {}

  // invalid_token for a token that is not genuine, expired, revoked, of a deleted client or of a
  // user who is disabled or deleted.
  Task<std::expected<BearerIdentity, oauth::Error>> authenticate(Secret token);

 private:
  store::Store& store_;
  const Deployment& deployment_;
};

}  // namespace latchkey::identity
