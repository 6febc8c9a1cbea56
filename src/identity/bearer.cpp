#include "identity/bearer.hpp"

#include <utility>

#include "crypto/digest.hpp"
#include "oauth/decide/introspect.hpp"
#include "store/grants.hpp"

namespace latchkey::identity {

namespace {

std::shared_ptr<const oauth::AccessToken> share(oauth::AccessToken token) {
  return std::make_shared<const oauth::AccessToken>(std::move(token));
}

std::unexpected<BearerRefusal> refuse_token(oauth::AccessToken token, std::string detail) {
  return std::unexpected(BearerRefusal{.error = {.code = oauth::ErrorCode::invalid_token,
                                                 .description = "The access token is not valid",
                                                 .detail = std::move(detail)},
                                       .token = share(std::move(token))});
}

// Of this server and not expired.
std::expected<oauth::AccessToken, BearerRefusal> read_token(std::string_view text,
                                                            const jose::KeySet& keys,
                                                            std::string_view issuer, Time now) {
  auto token = oauth::read_genuine_access_token(text, keys, issuer);
  if (!token)
    return std::unexpected(BearerRefusal{.error = std::move(token.error()), .token = {}});
  if (auto checked = oauth::check_expiry(*token, now); !checked)
    return std::unexpected(
        BearerRefusal{.error = std::move(checked.error()), .token = share(*std::move(token))});
  return std::move(*token);
}

// RFC 7515 7.1. Whatever has no dot is all signature.
struct TokenParts {
  std::string_view signed_text;
  std::string_view signature;
};

TokenParts split(std::string_view token) {
  const auto dot = token.rfind('.');
  if (dot == std::string_view::npos)
    return {.signed_text = {}, .signature = token};
  return {.signed_text = token.substr(0, dot), .signature = token.substr(dot + 1)};
}

// What of a token's background the memory lacks.
struct Background {
  std::shared_ptr<const oauth::Authority> user;
  std::vector<std::string> userinfo_claims;
};

Background load(store::Transaction& tx, store::Store& store, const store::Snapshot& snapshot,
                const oauth::AccessToken& token) {
  Background background{.user = store.known_users().find_or_read(tx, snapshot, token.sub),
                        .userinfo_claims = {}};
  if (token.grant_id.empty())
    return background;
  if (auto grant = store::grants::find(tx, token.grant_id))
    background.userinfo_claims = std::move(grant->claims.userinfo);
  return background;
}

Bearer identify(oauth::AccessToken token, Background background, const store::Snapshot& snapshot,
                bool is_revoked) {
  const auto& authority = background.user;
  auto client = snapshot.clients.share(token.client_id);
  const oauth::TokenState state{
      .client = client.get(), .user = authority.get(), .is_revoked = is_revoked};
  const oauth::ScopePolicy policy{.catalogue = snapshot.catalogue_of(token.org_id),
                                  .rbac_enabled = snapshot.settings_of(token.org_id).rbac_enabled};
  auto scopes = oauth::present_scopes(token, state, policy);
  if (!scopes || !client || !authority)
    return refuse_token(std::move(token),
                        "the token is revoked, or its client or user is gone or disabled");
  if (client->org_id != token.org_id || authority->user.org_id != token.org_id)
    return refuse_token(std::move(token), "the token, its client and its user differ in org");
  auto scope = scopes->to_string();
  BearerIdentity identity{.token = std::move(token),
                          .scopes = std::move(*scopes),
                          .scope = std::move(scope),
                          .authority = std::move(background.user),
                          .client = std::move(client),
                          .userinfo_claims = std::move(background.userinfo_claims)};
  return std::make_shared<const BearerIdentity>(std::move(identity));
}

}  // namespace

Task<Bearer> BearerAuthentication::authenticate(std::string_view token) {
  auto found = co_await authenticate_for_any(token);
  if (!found)
    co_return found;
  const auto& token_found = (*found)->token;
  if (auto checked = oauth::check_audience(token_found, deployment_.issuer.audience); !checked)
    co_return std::unexpected(
        BearerRefusal{.error = std::move(checked.error()), .token = {*found, &token_found}});
  co_return found;
}

Task<Bearer> BearerAuthentication::authenticate_for_any(std::string_view token) {
  auto snapshot = store_.snapshot();
  const auto now = store_.clock().now();
  const auto [signed_text, signature] = split(token);
  const auto holds = [&](const Finding& finding) {
    return finding.snapshot_version == snapshot->version &&
           now < finding.identity->token.expires_at && !is_revoked(finding.identity->token);
  };
  auto found = findings_.find(crypto::sha256(signature), holds);
  if (found && *found->signed_text == signed_text)
    co_return std::move(found->identity);
  co_return co_await examine(token, std::move(snapshot));
}

Task<Bearer> BearerAuthentication::examine(std::string_view token,
                                           std::shared_ptr<const store::Snapshot> snapshot) {
  auto checked =
      read_token(token, snapshot->keys->published, deployment_.issuer.url, store_.clock().now());
  if (!checked)
    co_return std::unexpected(std::move(checked.error()));
  const auto version = snapshot->version;
  auto judged = co_await judge(std::move(*checked), std::move(snapshot));
  if (judged) {
    const auto [signed_text, signature] = split(token);
    findings_.insert(crypto::sha256(signature),
                     {.signed_text = std::make_shared<const std::string>(signed_text),
                      .identity = *judged,
                      .snapshot_version = version});
  }
  co_return judged;
}

Task<Bearer> BearerAuthentication::judge(oauth::AccessToken token,
                                         std::shared_ptr<const store::Snapshot> snapshot) {
  Background background{.user = store_.known_users().find(*snapshot, token.sub),
                        .userinfo_claims = {}};
  if (!background.user || !token.grant_id.empty()) {
    auto read = [&](store::Transaction& tx) { return load(tx, store_, *snapshot, token); };
    background = co_await store_.read(std::move(read));
  }
  const bool revoked = is_revoked(token);
  co_return identify(std::move(token), std::move(background), *snapshot, revoked);
}

bool BearerAuthentication::is_revoked(const oauth::AccessToken& token) const {
  const auto& revocations = store_.access_revocations();
  return revocations.contains(token.jti) ||
         (!token.grant_id.empty() && revocations.contains(token.grant_id));
}

}  // namespace latchkey::identity
