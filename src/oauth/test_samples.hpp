// Sample clients, users, grants and keys for the unit tests of this folder.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/digest.hpp"
#include "jose/jws.hpp"
#include "oauth/check/scope.hpp"
#include "oauth/error.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/grant.hpp"
#include "oauth/model/permission.hpp"
#include "oauth/model/session.hpp"
#include "oauth/model/settings.hpp"
#include "oauth/model/user.hpp"

namespace latchkey::oauth::sample {

using namespace std::chrono_literals;

inline constexpr Time now = Time(std::chrono::seconds(1'800'000'000));
inline constexpr std::string_view issuer_url = "https://id.example.com";
// RFC 7636 appendix B.
inline constexpr std::string_view verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
inline constexpr std::string_view challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

// The wire form of a result's error, or "ok".
inline std::string error_of(const Error& error) {
  return std::string(traits(error.code).wire);
}
template <class Value>
std::string error_of(const std::expected<Value, Error>& result) {
  return result ? "ok" : error_of(result.error());
}
template <class Value, class Refusal>
std::string error_of(const std::expected<Value, Refusal>& result) {
  return result ? "ok" : error_of(result.error().error);
}
// What an error answer would tell its client; empty without one.
template <class Value>
std::string description_of(const std::expected<Value, Error>& result) {
  return result ? "" : result.error().description;
}

inline ScopeSet scopes(std::string_view text) {
  return ScopeSet::parse(text).value();
}

inline Client confidential_client() {
  Client client;
  client.id = "cli_1";
  client.org_id = "org_1";
  client.name = "Dashboard";
  client.grant_types = {GrantType::authorization_code, GrantType::refresh_token};
  client.redirect_uris = {"https://app.example.com/callback"};
  client.post_logout_redirect_uris = {"https://app.example.com/bye"};
  client.scopes = scopes("openid profile email pipelines:read pipelines:write custom");
  client.secrets = {{"sec_1", crypto::digest_text("lks_first"), now, std::nullopt},
                    {"sec_2", crypto::digest_text("lks_second"), now, std::nullopt}};
  return client;
}

inline Client public_client() {
  auto client = confidential_client();
  client.type = ClientType::public_;
  client.secrets.clear();
  return client;
}

inline Client service_client() {
  auto client = confidential_client();
  client.grant_types = {GrantType::client_credentials};
  client.redirect_uris.clear();
  client.post_logout_redirect_uris.clear();
  client.acting_user_id = "usr_1";
  return client;
}

inline Authority user(std::string_view permissions = "pipelines:read") {
  Authority authority;
  authority.user.id = "usr_1";
  authority.user.org_id = "org_1";
  authority.user.email = "ada@example.com";
  authority.user.first_name = "Ada";
  authority.user.last_name = "Lovelace";
  authority.user.updated_at = now;
  authority.permissions = scopes(permissions);
  return authority;
}

inline Authority disabled_user() {
  auto authority = user();
  authority.user.status = Status::disabled;
  return authority;
}

inline Session session() {
  Session session;
  session.id = "ses_1";
  session.org_id = "org_1";
  session.user_id = "usr_1";
  session.auth_time = now - 5min;
  return session;
}

inline Grant grant() {
  Grant grant;
  grant.id = "gra_1";
  grant.org_id = "org_1";
  grant.client_id = "cli_1";
  grant.user_id = "usr_1";
  grant.session_id = "ses_1";
  grant.scopes = scopes("openid pipelines:read pipelines:write");
  grant.claims.id_token = {"email"};
  grant.auth_time = now - 5min;
  grant.created_at = now - 1min;
  grant.expires_at = now + 24h;
  return grant;
}

// Two APIs: one that takes tokens for itself alone, one that declares no audience.
inline const std::vector<Resource>& resources() {
  static const std::vector<Resource> both{
      {.name = "plant",
       .title = "Plant",
       .identifier = "https://api.example.com/plant",
       .audience = "plant-api",
       .rules =
           *RuleTable::make({{.path = "/plant/**", .scopes = scopes("pipelines:read custom")}})},
      {.name = "lab", .title = "Lab", .identifier = "https://lab.example.com"}};
  return both;
}

inline const PermissionCatalogue& catalogue() {
  static const auto standard = PermissionCatalogue::standard();
  return standard;
}
inline ScopePolicy policy(bool rbac_enabled = true) {
  return {catalogue(), rbac_enabled, resources()};
}

// A signing key, and the set it verifies with.
struct Keys {
  jose::PrivateKey signing{"key-1", crypto::SigningKey::generate(crypto::Algorithm::es256)};
  jose::KeySet set{{{"key-1", signing.key.verification_key()}}};

  [[nodiscard]] std::string sign(std::string_view typ, std::string_view claims) const {
    return jose::sign_compact(signing, typ, claims);
  }
};

}  // namespace latchkey::oauth::sample
