// An OAuth2 client (RFC 6749 2) as an administrator registered it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "crypto/signature.hpp"
#include "oauth/model/scope.hpp"

namespace latchkey::oauth {

enum class ClientType { confidential, public_ };
enum class GrantType { authorization_code, client_credentials, refresh_token };
enum class Status { active, disabled };

std::string_view name(ClientType type);  // "confidential", "public"
std::string_view name(GrantType type);   // the RFC's grant_type values
std::string_view name(Status status);    // "active", "disabled"
std::optional<ClientType> parse_client_type(std::string_view text);
std::optional<GrantType> parse_grant_type(std::string_view text);
std::optional<Status> parse_status(std::string_view text);

// One of a confidential client's at most two secrets; only its digest is ever stored.
struct ClientSecret {
  std::string id;
  std::string digest;  // crypto::digest_text of the secret
  Time created_at;
  std::optional<Time> last_used_at;
};

struct Client {
  std::string id;  // client_id
  std::string org_id;
  std::string name;
  std::string description;
  ClientType type = ClientType::confidential;
  std::vector<GrantType> grant_types;
  std::vector<std::string> redirect_uris;
  std::vector<std::string> post_logout_redirect_uris;
  ScopeSet scopes;  // the most it may ask for
  bool requires_pkce = true;
  crypto::Algorithm id_token_algorithm = crypto::Algorithm::rs256;
  std::string acting_user_id;  // of the client_credentials grant; empty when that is not granted
  Status status = Status::active;
  std::vector<ClientSecret> secrets;
  std::string created_by;  // user id
  Time created_at;
  std::string updated_by;  // user id
  Time updated_at;

  [[nodiscard]] bool allows(GrantType grant_type) const;
  [[nodiscard]] bool is_public() const { return type == ClientType::public_; }
  [[nodiscard]] bool is_active() const { return status == Status::active; }
};

}  // namespace latchkey::oauth
