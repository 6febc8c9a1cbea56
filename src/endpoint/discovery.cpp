#include <boost/json/serialize.hpp>
#include <memory>
#include <string>

#include "endpoint/current_document.hpp"
#include "endpoint/endpoints.hpp"
#include "endpoint/paths.hpp"
#include "oauth/decide/authorize.hpp"
#include "oauth/decide/claims.hpp"

namespace latchkey::endpoint {

namespace {

json::array supported_scopes(const store::Snapshot& snapshot) {
  json::array scopes{"openid", "profile", "email"};
  if (snapshot.settings_of(snapshot.default_org_id).rbac_enabled)
    for (const auto& scope : snapshot.catalogue_of(snapshot.default_org_id).all())
      scopes.emplace_back(scope);
  return scopes;
}

json::array supported_claims() {
  json::array claims{"iss",   "sub",     "aud", "exp", "iat", "auth_time",
                     "nonce", "at_hash", "acr", "amr", "sid"};
  for (const auto& name : oauth::user_claim_names()) claims.emplace_back(name);
  return claims;
}

void add_endpoints(json::object& metadata, const std::string& issuer) {
  const auto add = [&](std::string_view name, std::string_view path) {
    metadata[name] = issuer + std::string(path);
  };
  add("authorization_endpoint", authorize_path);
  add("token_endpoint", token_path);
  add("userinfo_endpoint", userinfo_path);
  add("jwks_uri", jwks_path);
  add("introspection_endpoint", introspect_path);
  add("revocation_endpoint", revoke_path);
  add("end_session_endpoint", logout_path);
  add("service_documentation", "/openapi.json");
}

json::array identifiers(const std::vector<oauth::Resource>& resources) {
  json::array all;
  for (const auto& resource : resources) all.emplace_back(resource.identifier);
  return all;
}

std::string metadata_document(const std::string& issuer, const store::Snapshot& snapshot,
                              const std::vector<oauth::Resource>& resources) {
  const json::array secret_methods{"client_secret_basic", "client_secret_post"};
  const json::array client_methods{"client_secret_basic", "client_secret_post", "none"};

  json::object metadata{{"issuer", issuer}};
  add_endpoints(metadata, issuer);
  metadata["scopes_supported"] = supported_scopes(snapshot);
  metadata["response_types_supported"] = json::array{"code"};
  metadata["response_modes_supported"] = json::array{"query", "form_post"};
  metadata["grant_types_supported"] =
      json::array{"authorization_code", "client_credentials", "refresh_token"};
  metadata["subject_types_supported"] = json::array{"public"};
  metadata["id_token_signing_alg_values_supported"] = json::array{"RS256", "ES256"};
  metadata["token_endpoint_auth_methods_supported"] = client_methods;
  metadata["introspection_endpoint_auth_methods_supported"] = secret_methods;
  metadata["revocation_endpoint_auth_methods_supported"] = client_methods;
  metadata["code_challenge_methods_supported"] = json::array{"S256"};
  metadata["claim_types_supported"] = json::array{"normal"};
  metadata["claims_supported"] = supported_claims();
  metadata["claims_parameter_supported"] = true;
  metadata["request_parameter_supported"] = false;
  metadata["request_uri_parameter_supported"] = false;
  metadata["require_request_uri_registration"] = false;
  metadata["authorization_response_iss_parameter_supported"] = true;
  metadata["acr_values_supported"] = json::array{oauth::password_acr};
  metadata["display_values_supported"] = json::array{"page"};
  metadata["prompt_values_supported"] = json::array{"none", "login", "consent", "select_account"};
  metadata["ui_locales_supported"] = json::array{"en", "de"};
  if (!resources.empty())  // RFC 9728 4
    metadata["protected_resources"] = identifiers(resources);

  return json::serialize(metadata);
}

Task<http::Response> serve(const Services& services, CurrentDocument& document) {
  const auto snapshot = services.store.latest_snapshot();
  const auto& deployment = services.deployment;
  const auto text = document.about(snapshot, [&] {
    return metadata_document(deployment.issuer.url, *snapshot, deployment.resources);
  });
  auto response = http::json_response(200, *text);
  response.set("Cache-Control", "public, max-age=300");
  co_return response;
}

}  // namespace

http::Handler discovery(const Services& services) {
  return [&services, document = std::make_shared<CurrentDocument>()](const http::Request&) {
    return serve(services, *document);
  };
}

}  // namespace latchkey::endpoint
