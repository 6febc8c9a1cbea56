#include "jose/jws.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/encoding.hpp"

namespace latchkey::jose {
namespace {

constexpr std::size_t max_token_bytes = 16 * 1024;

// Headers that would let a token choose its own key, or that change what the signature covers.
constexpr std::string_view refused_headers[] = {"jku", "x5u", "jwk", "x5c", "crit", "b64"};

struct Parts {
  std::string_view header;
  std::string_view payload;
  std::string_view signature;
  std::string_view signing_input;  // header "." payload
};

std::optional<Parts> split(std::string_view token) {
  const std::size_t first = token.find('.');
  const std::size_t last = first == std::string_view::npos ? first : token.find('.', first + 1);
  if (last == std::string_view::npos || token.find('.', last + 1) != std::string_view::npos)
    return std::nullopt;
  return Parts{.header = token.substr(0, first),
               .payload = token.substr(first + 1, last - first - 1),
               .signature = token.substr(last + 1),
               .signing_input = token.substr(0, last)};
}

std::expected<json::object, std::string> decode_object(std::string_view part) {
  const auto text = base64url_decode(part);
  if (!text)
    return std::unexpected("is not canonical base64url");
  auto value = parse_json(*text);
  if (!value)
    return std::unexpected("is not acceptable JSON: " + value.error());
  if (!value->is_object())
    return std::unexpected("is not a JSON object");
  return std::move(value->get_object());
}

std::optional<std::string_view> text_member(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (!value || !value->is_string())
    return std::nullopt;
  return value->get_string();
}

// RFC 7515 4.1.9: a media type, whose "application/" may be left out; compared without case.
std::string normalized_typ(std::string_view typ) {
  std::string lower(typ);
  std::ranges::transform(lower, lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  constexpr std::string_view prefix = "application/";
  return lower.starts_with(prefix) ? lower.substr(prefix.size()) : lower;
}

// The key that the header may be verified with.
std::expected<const PublicKey*, std::string> choose_key(const KeySet& keys,
                                                        const json::object& header) {
  for (const std::string_view refused : refused_headers)
    if (header.contains(refused))
      return std::unexpected("header " + std::string(refused) + " is refused");
  const auto kid = text_member(header, "kid");
  if (!kid)
    return std::unexpected("kid is missing");
  const PublicKey* key = keys.find(*kid);
  if (!key)
    return std::unexpected("kid names no known key");
  if (text_member(header, "alg") != name(key->key.algorithm()))
    return std::unexpected("alg is not that of the key");
  return key;
}

// RFC 7515 4.1. None of the values holds a character that JSON escapes.
std::string header_text(const PrivateKey& key, std::string_view typ) {
  std::string text = R"({"alg":")";
  text.append(name(key.key.algorithm())).append(R"(","typ":")").append(typ);
  return text.append(R"(","kid":")").append(key.kid).append(R"("})");
}

}  // namespace

std::string sign_compact(const PrivateKey& key, std::string_view typ, std::string_view claims) {
  std::string token = base64url_encode(as_bytes(header_text(key, typ)));
  token += '.';
  token += base64url_encode(as_bytes(claims));
  const std::string signature = key.key.sign(token);
  token += '.';
  token += base64url_encode(as_bytes(signature));
  return token;
}

std::expected<VerifiedJwt, std::string> verify_compact(const KeySet& keys, std::string_view token) {
  if (token.size() > max_token_bytes)
    return std::unexpected("the token is too long");
  const auto parts = split(token);
  if (!parts)
    return std::unexpected("the token does not have three parts");
  const auto header = decode_object(parts->header);
  if (!header)
    return std::unexpected("the header " + header.error());
  if (header->contains("typ") && !text_member(*header, "typ"))
    return std::unexpected("typ is not a text");
  const auto key = choose_key(keys, *header);
  if (!key)
    return std::unexpected(key.error());
  const auto signature = base64url_decode(parts->signature);
  if (!signature)
    return std::unexpected("the signature is not canonical base64url");
  if (!(*key)->key.verify(parts->signing_input, *signature))
    return std::unexpected("the signature does not match");
  auto claims = decode_object(parts->payload);
  if (!claims)
    return std::unexpected("the payload " + claims.error());
  return VerifiedJwt{.typ = normalized_typ(text_member(*header, "typ").value_or("")),
                     .kid = (*key)->kid,
                     .claims = *std::move(claims)};
}

std::optional<std::string> unverified_kid(std::string_view token) {
  const auto parts = token.size() > max_token_bytes ? std::nullopt : split(token);
  const auto header = parts ? decode_object(parts->header) : std::unexpected(std::string());
  const auto kid = header ? text_member(*header, "kid") : std::nullopt;
  return kid ? std::optional<std::string>(*kid) : std::nullopt;
}

}  // namespace latchkey::jose
