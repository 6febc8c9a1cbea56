// Input: a token in compact form, judged by keys whose private halves no longer exist; or, where
// it holds a line break, a line with a JOSE header and a payload, which a key of this process
// signs.
#include <boost/json/serialize.hpp>

#include "base/encoding.hpp"
#include "fuzz.hpp"
#include "jose/jws.hpp"
#include "jose/times.hpp"
#include "oauth/check/access_token.hpp"
#include "oauth/check/id_token_hint.hpp"
#include "oauth_error.hpp"

namespace latchkey::fuzz {
namespace {

constexpr std::string_view issuer = "https://id.example.com";
constexpr Time now = Time(std::chrono::seconds(1'800'000'000));
constexpr std::size_t max_token_bytes = 16 * 1024;

constexpr std::string_view es256_jwk =
    R"({"kty":"EC","kid":"es","crv":"P-256","x":"NDRbbzW6l-cLDNfnMMFk-aqW6rfJackiWxOGFN9Acno",)"
    R"("y":"GZCiyrZRt9vUqnOrN8rZ8E-hfVqWGe2HKbRdlkMkKbE"})";
constexpr std::string_view rs256_jwk =
    R"({"kty":"RSA","kid":"rs","e":"AQAB","n":"nSWzMjKu8hwsi4Q0hARcoJppnRil4PYNkCV6d-D22EwNmz1R)"
    R"(9iwWUYjtfyGbfSe-Ds5zsdlcrUojhdG5uGtS0m0E0j_wJdfDH3dVAUszDmrX-1ndH2aShZihnYCF49KbgA7iLbfD)"
    R"(jnzL-7qgDcSCStRA89uWEG-eBIlKjpP43S2YB7xrIFSlqxCBNlOWLqKHXI0wvBY_Ie7NKZc1jePFKkhtbkJ7VCZF)"
    R"(KUd37iDKwCZHo1E6jCHtQ6kKpgMWsz01CzNPUB9nKO9HK4jjYg_XFnngpTOnUFvSf6msTdnXmBDE_4DtShQTSi-R)"
    R"(eTCbRLxQTUXRThKgJX0zzlAGSmCYvw"})";

// All that the lost keys ever signed.
constexpr std::string_view es256_header = R"({"alg":"ES256","kid":"es","typ":"JWT"})";
constexpr std::string_view rs256_header = R"({"alg":"RS256","kid":"rs","typ":"JWT"})";
constexpr std::string_view signed_payload =
    R"({"iss":"https://id.example.com","sub":"usr_1","aud":"cli_1","exp":4102444800})";

constexpr std::string_view own_header = R"({"alg":"ES256","kid":"own"})";

jose::PublicKey read_key(std::string_view jwk) {
  return jose::from_jwk(parse_json(jwk).value().get_object()).value();
}

struct Keys {
  jose::KeySet lost{{read_key(es256_jwk), read_key(rs256_jwk)}};
  crypto::SigningKey signing = crypto::SigningKey::generate(crypto::Algorithm::es256);
  jose::KeySet own{{{"own", signing.verification_key()}}};
};

std::string join(std::string_view header, std::string_view payload) {
  return base64url_encode(as_bytes(header)) + "." + base64url_encode(as_bytes(payload));
}

void require_no_forgery(const jose::KeySet& keys, std::string_view token) {
  const auto verified = jose::verify_compact(keys, token);
  if (!verified)
    return;
  const auto signing_input = token.substr(0, token.rfind('.'));
  require(signing_input == join(es256_header, signed_payload) ||
          signing_input == join(rs256_header, signed_payload));
  require(json::serialize(verified->claims) == signed_payload);
  require(verified->typ == "jwt");
}

void require_sound_header(std::string_view text) {
  const auto header = parse_json(text);
  require(header && header->is_object());
  const auto& members = header->get_object();
  const auto* alg = members.if_contains("alg");
  const auto* kid = members.if_contains("kid");
  require(alg != nullptr && *alg == json::value("ES256"));
  require(kid != nullptr && *kid == json::value("own"));
  for (const auto* refused : {"jku", "x5u", "jwk", "x5c", "crit", "b64"})
    require(!members.contains(refused));
}

void read_claims(const jose::KeySet& keys, std::string_view token, const json::object& claims) {
  if (const auto time = jose::numeric_date_claim(claims, "exp"))
    require(numeric_date(*time) >= 0);
  const auto access_token = oauth::check_access_token(token, keys, issuer, now);
  if (access_token)
    require(!access_token->sub.empty() && access_token->expires_at > now - std::chrono::hours(1));
  else
    require_sound(access_token.error());
  const auto hint = oauth::check_id_token_hint(token, keys, issuer);
  if (hint)
    require(!hint->sub.empty() && !access_token);
  else
    require_sound(hint.error());
}

void verify_signed(const Keys& keys, std::string_view header, std::string_view payload) {
  auto token = join(header, payload);
  const auto signature = keys.signing.sign(token);
  token += "." + base64url_encode(as_bytes(signature));
  const auto value = parse_json(payload);
  const bool has_claims = value && value->is_object() && token.size() <= max_token_bytes;
  const auto verified = jose::verify_compact(keys.own, token);
  if (!verified) {
    require(header != own_header || !has_claims);
    return;
  }
  require_sound_header(header);
  require(has_claims && json::value(verified->claims) == *value);
  require(!jose::verify_compact(keys.lost, token));
  read_claims(keys.own, token, verified->claims);
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  static const Keys keys;
  auto text = text_of(data, size);
  if (text.contains('\n')) {
    const auto header = take_line(text);
    verify_signed(keys, header, text);
  } else {
    require_no_forgery(keys.lost, text);
  }
  return 0;
}
