#include "resource/claims.hpp"

#include <algorithm>
#include <optional>

#include "jose/times.hpp"
#include "resource/words.hpp"

namespace latchkey::resource {
namespace {

// Empty when it is missing or no text.
std::string_view text_member(const json::object& claims, std::string_view name) {
  const json::value* value = claims.if_contains(name);
  return value && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
}

bool is_for_one_of(std::span<const std::string> audiences, const json::object& claims) {
  const json::value* value = claims.if_contains("aud");
  if (!value)
    return false;
  const auto names_one = [&](const json::value& name) {
    return name.is_string() &&
           std::ranges::find(audiences, std::string_view(name.get_string())) != audiences.end();
  };
  return value->is_array() ? std::ranges::any_of(value->get_array(), names_one) : names_one(*value);
}

// The error of an optional time that is malformed or still to come.
std::optional<std::string> not_yet(const json::object& claims, std::string_view name, Time latest) {
  if (!claims.contains(name))
    return std::nullopt;
  const auto time = jose::numeric_date_claim(claims, name);
  if (!time)
    return time.error();
  if (*time > latest)
    return std::string(name) + " is in the future";
  return std::nullopt;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (auto word = next_word(text); !word.empty(); word = next_word(text)) words.emplace_back(word);
  return words;
}

}  // namespace

std::expected<Identity, std::string> read_identity(const json::object& claims,
                                                   const Expectation& expected, Time now) {
  if (text_member(claims, "iss") != expected.issuer)
    return std::unexpected("another issuer's token");
  if (!is_for_one_of(expected.audiences, claims))
    return std::unexpected("a token for another audience");
  const auto expires_at = jose::numeric_date_claim(claims, "exp");
  if (!expires_at)
    return std::unexpected(expires_at.error());
  if (now >= *expires_at + expected.leeway)
    return std::unexpected("the token has expired");
  for (const std::string_view name : {"nbf", "iat"})
    if (auto fault = not_yet(claims, name, now + expected.leeway))
      return std::unexpected(*std::move(fault));
  Identity identity{.subject = std::string(text_member(claims, "sub")),
                    .client_id = std::string(text_member(claims, "client_id")),
                    .organization = std::string(text_member(claims, "org_id")),
                    .scopes = words_of(text_member(claims, "scope")),
                    .token_id = std::string(text_member(claims, "jti")),
                    .expires_at = *expires_at};
  if (identity.subject.empty() || identity.client_id.empty())
    return std::unexpected("sub or client_id is missing");
  return identity;
}

std::expected<void, std::string> require_access_token_claims(const json::object& claims) {
  if (text_member(claims, "jti").empty())
    return std::unexpected("jti is missing");
  if (!claims.contains("iat"))
    return std::unexpected("iat is missing");
  return {};
}

}  // namespace latchkey::resource
