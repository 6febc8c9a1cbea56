// The paths of the endpoints, as the router and discovery both need them.
#pragma once

#include <string_view>

namespace latchkey::endpoint {

inline constexpr std::string_view authorize_path = "/api/v1/oauth2/authorize";
inline constexpr std::string_view resume_path = "/api/v1/oauth2/authorize/resume";
inline constexpr std::string_view token_path = "/api/v1/oauth2/token";
inline constexpr std::string_view introspect_path = "/api/v1/oauth2/introspect";
inline constexpr std::string_view revoke_path = "/api/v1/oauth2/revoke";
inline constexpr std::string_view userinfo_path = "/api/v1/oauth2/userinfo";
inline constexpr std::string_view authz_path = "/api/v1/oauth2/authz";
inline constexpr std::string_view logout_path = "/api/v1/oauth2/logout";
inline constexpr std::string_view jwks_path = "/.well-known/jwks.json";
inline constexpr std::string_view openid_configuration_path = "/.well-known/openid-configuration";
inline constexpr std::string_view authorization_server_metadata_path =
    "/.well-known/oauth-authorization-server";

}  // namespace latchkey::endpoint
