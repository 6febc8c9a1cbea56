#include "jose/jws.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value_ref.hpp>
#include <gtest/gtest.h>

#include "base/encoding.hpp"
#include "crypto/digest.hpp"

namespace latchkey::jose {
namespace {

using crypto::Algorithm;
using crypto::SigningKey;

constexpr std::string_view claims = R"({"iss":"https://issuer.example","exp":1300819380})";

PrivateKey private_key(Algorithm algorithm) {
  const SigningKey key = SigningKey::generate(algorithm);
  return {thumbprint(key.verification_key()), key};
}

std::string encoded(std::string_view text) {
  return base64url_encode(as_bytes(text));
}

class Jws : public testing::Test {
 protected:
  // A header as text, so that it may hold what no serializer writes; properly signed by ec_.
  [[nodiscard]] std::string forged(std::string_view header, std::string_view payload) const {
    const std::string input = encoded(header) + '.' + encoded(payload);
    return input + '.' + encoded(ec_.key.sign(input));
  }

  // A good header of ec_ with one member set.
  [[nodiscard]] std::string with_header(std::string_view name, json::value_ref value) const {
    json::object header{{"alg", "ES256"}, {"typ", "at+jwt"}, {"kid", ec_.kid}};
    const json::object change{{name, value}};
    header[name] = change.at(name);
    return forged(json::serialize(header), claims);
  }

  [[nodiscard]] std::string error_of(std::string_view token) const {
    const auto verified = verify_compact(keys_, token);
    return verified ? "accepted" : verified.error();
  }

  inline static const PrivateKey ec_ = private_key(Algorithm::es256);
  inline static const PrivateKey rsa_ = private_key(Algorithm::rs256);
  KeySet keys_{{{ec_.kid, ec_.key.verification_key()}, {rsa_.kid, rsa_.key.verification_key()}}};
};

TEST_F(Jws, what_was_signed_verifies) {
  for (const PrivateKey& key : {ec_, rsa_}) {
    const auto verified = verify_compact(keys_, sign_compact(key, "at+jwt", claims));
    ASSERT_TRUE(verified) << verified.error();
    EXPECT_EQ(verified->typ, "at+jwt");
    EXPECT_EQ(verified->kid, key.kid);
    EXPECT_EQ(verified->claims, parse_json(claims).value());
  }
}

TEST_F(Jws, rfc7515_7_1_the_header_holds_alg_typ_kid_and_no_more) {
  const std::string token = sign_compact(ec_, "at+jwt", claims);
  const std::string header = base64url_decode(token.substr(0, token.find('.'))).value();
  const json::object expected{{"alg", "ES256"}, {"typ", "at+jwt"}, {"kid", ec_.kid}};
  EXPECT_EQ(parse_json(header).value(), expected);
}

TEST_F(Jws, rfc7515_4_1_9_typ_is_compared_without_case_and_application_prefix) {
  for (const std::string_view typ :
       {"at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt"})
    EXPECT_EQ(verify_compact(keys_, with_header("typ", typ)).value().typ, "at+jwt") << typ;
  EXPECT_EQ(verify_compact(keys_, with_header("typ", "text/at+jwt")).value().typ, "text/at+jwt");
}

TEST_F(Jws, a_missing_typ_is_empty_and_one_that_is_no_text_is_refused) {
  const std::string header = R"({"alg":"ES256","kid":")" + ec_.kid + R"("})";
  EXPECT_EQ(verify_compact(keys_, forged(header, claims)).value().typ, "");
  for (const json::value& typ : {json::value(nullptr), json::value(1), json::value({"at+jwt"})})
    EXPECT_EQ(error_of(with_header("typ", typ)), "typ is not a text");
}

TEST_F(Jws, rfc8725_3_1_alg_none_is_refused) {
  for (const std::string_view alg : {"none", "None", "NONE", "nOnE"}) {
    const json::object header{{"alg", alg}, {"kid", ec_.kid}};
    const std::string input = encoded(json::serialize(header)) + '.' + encoded(claims);
    EXPECT_EQ(error_of(input + '.'), "alg is not that of the key");
    EXPECT_EQ(error_of(with_header("alg", alg)), "alg is not that of the key");
  }
}

TEST_F(Jws, rfc8725_2_1_hs256_with_a_public_key_as_secret_is_refused) {
  for (const PrivateKey& key : {ec_, rsa_}) {
    const crypto::VerificationKey& verification = key.key.verification_key();
    const crypto::PublicMembers& members = verification.members();
    const json::object header{{"alg", "HS256"}, {"typ", "at+jwt"}, {"kid", key.kid}};
    const std::string input = encoded(json::serialize(header)) + '.' + encoded(claims);
    for (const std::string& secret :
         {json::serialize(to_jwk({key.kid, verification})), members.n, members.x,
          base64url_decode(members.n).value(), base64url_decode(members.x).value(),
          std::string("\x04")
              .append(base64url_decode(members.x).value())
              .append(base64url_decode(members.y).value())}) {
      const std::string code = base64url_encode(crypto::hmac_sha256(secret, input));
      EXPECT_EQ(error_of(input + '.' + code), "alg is not that of the key");
    }
  }
}

TEST_F(Jws, rfc8725_3_1_the_algorithm_is_the_keys_and_never_the_headers) {
  for (const json::value& alg :
       {json::value("RS256"), json::value("ES384"), json::value("es256"), json::value("ES256 "),
        json::value(""), json::value(nullptr), json::value(1), json::value({"ES256"})})
    EXPECT_EQ(error_of(with_header("alg", alg)), "alg is not that of the key");
  EXPECT_EQ(error_of(with_header("kid", rsa_.kid)), "alg is not that of the key");
  EXPECT_EQ(error_of(forged(R"({"kid":")" + ec_.kid + R"("})", claims)),
            "alg is not that of the key");
}

TEST_F(Jws, kid_must_name_a_known_key) {
  EXPECT_EQ(error_of(forged(R"({"alg":"ES256"})", claims)), "kid is missing");
  EXPECT_EQ(error_of(with_header("kid", 1)), "kid is missing");
  for (const std::string_view kid : {"", "unknown", "../../dev/null", "' OR 1=1"})
    EXPECT_EQ(error_of(with_header("kid", kid)), "kid names no known key");
  EXPECT_EQ(error_of(with_header("kid", ec_.kid + " ")), "kid names no known key");
}

TEST_F(Jws, a_token_signed_by_a_stranger_under_our_kid_is_refused) {
  const PrivateKey stranger{ec_.kid, SigningKey::generate(Algorithm::es256)};
  EXPECT_EQ(error_of(sign_compact(stranger, "at+jwt", claims)), "the signature does not match");
}

TEST_F(Jws, rfc8725_3_10_headers_that_bring_their_own_key_are_refused) {
  const json::object jwk = to_jwk({ec_.kid, ec_.key.verification_key()});
  EXPECT_EQ(error_of(with_header("jku", "https://evil.example/jwks")), "header jku is refused");
  EXPECT_EQ(error_of(with_header("x5u", "https://evil.example/x5")), "header x5u is refused");
  EXPECT_EQ(error_of(with_header("jwk", jwk)), "header jwk is refused");
  EXPECT_EQ(error_of(with_header("x5c", json::array())), "header x5c is refused");
  EXPECT_EQ(error_of(with_header("jku", nullptr)), "header jku is refused");
}

TEST_F(Jws, rfc7515_4_1_11_crit_is_refused_also_when_empty_or_known) {
  EXPECT_EQ(error_of(with_header("crit", {"exp"})), "header crit is refused");
  EXPECT_EQ(error_of(with_header("crit", json::array())), "header crit is refused");
  EXPECT_EQ(error_of(with_header("b64", false)), "header b64 is refused");
}

TEST_F(Jws, rfc7515_10_12_duplicate_names_are_refused) {
  const std::string header = R"({"alg":"none","alg":"ES256","kid":")" + ec_.kid + R"("})";
  EXPECT_EQ(error_of(forged(header, claims)),
            "the header is not acceptable JSON: a duplicate name");
  const std::string good = R"({"alg":"ES256","kid":")" + ec_.kid + R"("})";
  EXPECT_EQ(error_of(forged(good, R"({"sub":"a","sub":"b"})")),
            "the payload is not acceptable JSON: a duplicate name");
}

TEST_F(Jws, every_altered_character_is_refused) {
  const std::string token = sign_compact(ec_, "at+jwt", claims);
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::string altered = token;
    altered[i] = token[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verify_compact(keys_, altered)) << i;
  }
}

TEST_F(Jws, a_payload_under_another_tokens_signature_is_refused) {
  const std::string token = sign_compact(ec_, "at+jwt", claims);
  const std::string header = token.substr(0, token.find('.'));
  const std::string signature = token.substr(token.rfind('.'));
  EXPECT_EQ(error_of(header + '.' + encoded(R"({"sub":"admin"})") + signature),
            "the signature does not match");
}

TEST_F(Jws, an_es256_signature_in_der_or_of_zeros_is_refused) {
  const std::string token = sign_compact(ec_, "at+jwt", claims);
  const std::string input = token.substr(0, token.rfind('.') + 1);
  EXPECT_EQ(error_of(input + encoded(std::string(64, '\0'))), "the signature does not match");
  EXPECT_EQ(error_of(input), "the signature does not match");
  const std::string der_of_ones("\x30\x06\x02\x01\x01\x02\x01\x01", 8);
  EXPECT_EQ(error_of(input + encoded(der_of_ones)), "the signature does not match");
}

TEST_F(Jws, rfc7515_2_only_canonical_base64url_is_accepted) {
  const std::string token = sign_compact(ec_, "at+jwt", claims);
  EXPECT_EQ(error_of(token + "="), "the signature is not canonical base64url");
  EXPECT_EQ(error_of(token + "\n"), "the signature is not canonical base64url");
  EXPECT_EQ(error_of(" " + token), "the header is not canonical base64url");
  // 64 bytes leave four bits of the last character unused; set them, one after another.
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const std::size_t last = alphabet.find(token.back());
  ASSERT_EQ(last % 16, 0U);
  for (std::size_t bits = 1; bits < 16; ++bits) {
    std::string twin = token;
    twin.back() = alphabet[last + bits];
    EXPECT_EQ(error_of(twin), "the signature is not canonical base64url");
  }
}

TEST_F(Jws, rfc7515_3_1_a_token_has_exactly_three_parts) {
  const std::string token = sign_compact(ec_, "at+jwt", claims);
  for (const std::string& text :
       {std::string(), std::string("."), std::string("a.b"), token + '.', '.' + token, token + ".a",
        token.substr(0, token.rfind('.')), std::string("....")})
    EXPECT_EQ(error_of(text), "the token does not have three parts") << text;
  EXPECT_EQ(error_of(".."), "the header is not acceptable JSON: incomplete JSON");
}

TEST_F(Jws, header_and_payload_must_be_json_objects) {
  const std::string header = R"({"alg":"ES256","kid":")" + ec_.kid + R"("})";
  for (const std::string_view other : {"[]", "1", "null", "\"a\""}) {
    EXPECT_EQ(error_of(forged(other, claims)), "the header is not a JSON object");
    EXPECT_EQ(error_of(forged(header, other)), "the payload is not a JSON object");
  }
  for (const std::string_view broken : {"", "{", "{}{}", "{\"a\":\"\xff\"}", R"({"a":"\u0000"})"}) {
    EXPECT_NE(error_of(forged(broken, claims)), "accepted") << broken;
    EXPECT_NE(error_of(forged(header, broken)), "accepted") << broken;
  }
}

TEST_F(Jws, a_token_over_16_kib_is_refused_unread) {
  const std::string small = R"({"pad":")" + std::string(11000, 'x') + R"("})";
  EXPECT_EQ(error_of(sign_compact(ec_, "JWT", small)), "accepted");
  const std::string large = R"({"pad":")" + std::string(12288, 'x') + R"("})";
  EXPECT_EQ(error_of(sign_compact(ec_, "JWT", large)), "the token is too long");
  EXPECT_EQ(error_of(std::string(16 * 1024, '.')), "the token does not have three parts");
}

TEST_F(Jws, rfc7515_a_3_example_is_refused_for_want_of_a_kid) {
  EXPECT_EQ(error_of("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6"
                     "Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4Gawx"
                     "aepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q"),
            "kid is missing");
}

TEST_F(Jws, the_kid_of_a_token_can_be_read_unverified) {
  const KeySet none;
  const auto token = sign_compact(ec_, "at+jwt", claims);
  EXPECT_FALSE(verify_compact(none, token));
  EXPECT_EQ(unverified_kid(token), ec_.kid);
  EXPECT_EQ(unverified_kid(forged(R"({"alg":"ES256"})", claims)), std::nullopt);
  EXPECT_EQ(unverified_kid(forged(R"({"kid":5})", claims)), std::nullopt);
  for (const auto* text : {"", "..", "a.b.c", "a.b"}) EXPECT_EQ(unverified_kid(text), std::nullopt);
}

TEST_F(Jws, errors_do_not_repeat_the_token) {
  const std::string token = with_header("kid", "canary");
  EXPECT_EQ(error_of(token).find("canary"), std::string::npos);
  EXPECT_EQ(error_of("canary.canary.canary").find("canary"), std::string::npos);
}

}  // namespace
}  // namespace latchkey::jose
