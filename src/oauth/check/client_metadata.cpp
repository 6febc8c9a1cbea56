#include "oauth/check/client_metadata.hpp"

#include <algorithm>
#include <set>
#include <span>

#include "base/utf8.hpp"
#include "oauth/check/plain_text.hpp"
#include "oauth/check/redirect_uri.hpp"

namespace latchkey::oauth {

namespace {

constexpr std::size_t max_name_characters = 100;
constexpr std::size_t max_description_characters = 500;
constexpr std::size_t max_uris = 50;
constexpr std::size_t max_scopes = 200;
constexpr std::size_t max_scope_length = 200;

class Faults {
 public:
  void add(std::string_view field, std::string message) {
    list_.push_back({std::string(field), std::move(message)});
  }
  [[nodiscard]] std::vector<FieldError> take() { return std::move(list_); }

 private:
  std::vector<FieldError> list_;
};

void check_name(const Client& client, Faults& faults) {
  if (!is_utf8(client.name))
    faults.add("name", "must be UTF-8");
  else if (is_blank(client.name))
    faults.add("name", "must not be empty");
  else if (character_count(client.name) > max_name_characters)
    faults.add("name", "must be at most 100 characters long");
  else if (has_control_character(client.name))
    faults.add("name", "must not hold line breaks or other control characters");
}

void check_description(const Client& client, Faults& faults) {
  if (!is_utf8(client.description))
    faults.add("description", "must be UTF-8");
  else if (character_count(client.description) > max_description_characters)
    faults.add("description", "must be at most 500 characters long");
  else if (has_control_character_beyond_layout(client.description))
    faults.add("description", "must not hold control characters other than line breaks and tabs");
}

void check_grant_types(const Client& client, Faults& faults) {
  constexpr std::string_view field = "grant_types";
  const std::set<GrantType> distinct(client.grant_types.begin(), client.grant_types.end());
  if (client.grant_types.empty())
    faults.add(field, "must name at least one grant type");
  if (distinct.size() != client.grant_types.size())
    faults.add(field, "must not name a grant type twice");
  if (client.is_public() && client.allows(GrantType::client_credentials))
    faults.add(field, "must not hold client_credentials: a public client cannot keep a secret");
  if (client.allows(GrantType::refresh_token) && !client.allows(GrantType::authorization_code))
    faults.add(field, "may hold refresh_token only together with authorization_code");
}

void check_uris(std::span<const std::string> uris, std::string_view field, ClientType client_type,
                Faults& faults) {
  if (uris.size() > max_uris)
    faults.add(field, "must hold at most 50 URIs");
  std::set<std::string_view> seen;
  for (std::size_t index = 0; index < std::min(uris.size(), max_uris); ++index) {
    const auto which = "URI " + std::to_string(index + 1) + " ";
    if (const auto fault = redirect_uri_fault(uris[index], client_type))
      faults.add(field, which + *fault);
    else if (!seen.insert(uris[index]).second)
      faults.add(field, which + "is there twice");
  }
}

void check_redirect_uris(const Client& client, Faults& faults) {
  const bool has_code_grant = client.allows(GrantType::authorization_code);
  if (has_code_grant && client.redirect_uris.empty())
    faults.add("redirect_uris", "must hold at least one URI with authorization_code");
  if (!has_code_grant && !client.redirect_uris.empty())
    faults.add("redirect_uris", "may be given only with authorization_code");
  check_uris(client.redirect_uris, "redirect_uris", client.type, faults);
  check_uris(client.post_logout_redirect_uris, "post_logout_redirect_uris", client.type, faults);
}

void check_scopes(const Client& client, Faults& faults) {
  if (client.scopes.size() > max_scopes)
    faults.add("scopes", "must hold at most 200 scopes");
  const auto is_too_long = [](const auto& scope) { return scope.size() > max_scope_length; };
  if (!std::ranges::all_of(client.scopes, is_scope_token))
    faults.add("scopes",
               "must hold only printable ASCII characters without spaces, quotes and backslashes");
  else if (std::ranges::any_of(client.scopes, is_too_long))
    faults.add("scopes", "must hold scopes of at most 200 characters");
}

void check_pkce_setting(const Client& client, Faults& faults) {
  if (client.is_public() && !client.requires_pkce)
    faults.add("require_pkce", "cannot be switched off for a public client");
}

void check_acting_user(const Client& client, Faults& faults) {
  if (!client.acting_user_id.empty() && !client.allows(GrantType::client_credentials))
    faults.add("acting_user_id", "may be given only with client_credentials");
}

}  // namespace

std::vector<FieldError> client_metadata_faults(const Client& client) {
  Faults faults;
  check_name(client, faults);
  check_description(client, faults);
  check_grant_types(client, faults);
  check_redirect_uris(client, faults);
  check_scopes(client, faults);
  check_pkce_setting(client, faults);
  check_acting_user(client, faults);
  return faults.take();
}

void complete_grant_types(Client& client) {
  if (!client.is_public() && client.allows(GrantType::authorization_code) &&
      !client.allows(GrantType::refresh_token))
    client.grant_types.push_back(GrantType::refresh_token);
}

}  // namespace latchkey::oauth
