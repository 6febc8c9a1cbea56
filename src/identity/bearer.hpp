// Who is behind an access token, judged by the present state.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/recent_map.hpp"
#include "base/task.hpp"
#include "crypto/sha256_hash.hpp"
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
  std::string scope;       // the same as a text
  std::shared_ptr<const oauth::Authority> authority;
  std::shared_ptr<const oauth::Client> client;
  std::vector<std::string> userinfo_claims;  // asked for by name at authorization
};
struct BearerRefusal {
  oauth::Error error;
  // Set where this server has issued the token: it still tells whose it was, and opens nothing.
  std::shared_ptr<const oauth::AccessToken> token;
};
using Bearer = std::expected<std::shared_ptr<const BearerIdentity>, BearerRefusal>;

// Thread-safe; what it is given outlives it. Remembers what it found of the tokens that came
// lately: that holds until one is revoked or the snapshot is another. A token is known again by all
// of its octets, of which the signature is kept as a digest alone: what is remembered opens
// nothing.
class BearerAuthentication {
 public:
  BearerAuthentication(store::Store& store, const Deployment& deployment)
      : store_(store), deployment_(deployment) {}

  // Never null. invalid_token for a token that is not genuine, not for this server, expired,
  // revoked, of a deleted client or of a user who is disabled or deleted. The text outlives the
  // Task.
  Task<Bearer> authenticate(std::string_view token);
  // The same for a token of any audience, which is then the caller's to judge: token.audience.
  Task<Bearer> authenticate_for_any(std::string_view token);

 private:
  struct Finding {
    std::shared_ptr<const std::string> signed_text;  // RFC 7515 5.1: all but the signature
    std::shared_ptr<const BearerIdentity> identity;
    std::uint64_t snapshot_version = 0;
  };
  static constexpr std::size_t remembered_tokens = 4'096;

  // What is not remembered.
  Task<Bearer> examine(std::string_view token, std::shared_ptr<const store::Snapshot> snapshot);
  Task<Bearer> judge(oauth::AccessToken token, std::shared_ptr<const store::Snapshot> snapshot);
  [[nodiscard]] bool is_revoked(const oauth::AccessToken& token) const;

  store::Store& store_;
  const Deployment& deployment_;
  // By the digest of the signature.
  RecentMap<crypto::Sha256, Finding, crypto::Sha256Hash> findings_{remembered_tokens};
};

}  // namespace latchkey::identity
