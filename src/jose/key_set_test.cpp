#include "jose/key_set.hpp"

#include <gtest/gtest.h>

namespace latchkey::jose {
namespace {

using crypto::Algorithm;
using crypto::SigningKey;
using crypto::VerificationKey;

// RFC 7638 section 3.1.
const crypto::PublicMembers rfc7638_members{
    .x = {},
    .y = {},
    .n =
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJE"
        "CPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2Q"
        "vzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6"
        "WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
    .e = "AQAB"};

PublicKey public_key(Algorithm algorithm) {
  const VerificationKey key = SigningKey::generate(algorithm).verification_key();
  return {thumbprint(key), key};
}

TEST(KeySet, rfc7638_3_1_thumbprint) {
  const auto key = VerificationKey::from_members(Algorithm::rs256, rfc7638_members);
  ASSERT_TRUE(key) << key.error();
  EXPECT_EQ(thumbprint(*key), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
}

TEST(KeySet, rfc7638_3_2_ec_thumbprint_covers_crv_kty_x_y) {
  const auto key = VerificationKey::from_members(
      Algorithm::es256, {.x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                         .y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
                         .n = {},
                         .e = {}});
  ASSERT_TRUE(key) << key.error();
  EXPECT_EQ(thumbprint(*key), "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U");
}

TEST(KeySet, rfc7517_4_a_jwk_has_its_public_members_and_no_other) {
  const PublicKey ec = public_key(Algorithm::es256);
  const json::object expected_ec{
      {"use", "sig"},   {"alg", "ES256"},          {"kid", ec.kid},          {"kty", "EC"},
      {"crv", "P-256"}, {"x", ec.key.members().x}, {"y", ec.key.members().y}};
  EXPECT_EQ(to_jwk(ec), expected_ec);
  const PublicKey rsa = public_key(Algorithm::rs256);
  const json::object expected_rsa{{"use", "sig"}, {"alg", "RS256"}, {"kid", rsa.kid},
                                  {"kty", "RSA"}, {"e", "AQAB"},    {"n", rsa.key.members().n}};
  EXPECT_EQ(to_jwk(rsa), expected_rsa);
}

TEST(KeySet, a_jwk_comes_back_as_the_key_it_was) {
  for (const Algorithm algorithm : {Algorithm::es256, Algorithm::rs256}) {
    const PublicKey key = public_key(algorithm);
    const auto again = from_jwk(to_jwk(key));
    ASSERT_TRUE(again) << again.error();
    EXPECT_EQ(again->kid, key.kid);
    EXPECT_EQ(again->key.algorithm(), algorithm);
    EXPECT_EQ(thumbprint(again->key), key.kid);
  }
}

TEST(KeySet, rfc7517_4_optional_members_may_be_left_out) {
  const PublicKey key = public_key(Algorithm::es256);
  json::object jwk = to_jwk(key);
  for (const std::string_view member : {"use", "alg", "kid"}) jwk.erase(member);
  const auto again = from_jwk(jwk);
  ASSERT_TRUE(again) << again.error();
  EXPECT_EQ(again->kid, key.kid);
}

TEST(KeySet, contradictory_or_unsupported_jwks_are_refused) {
  const json::object jwk = to_jwk(public_key(Algorithm::es256));
  const std::pair<std::string_view, json::value> faults[] = {
      {"kty", "RSA"},   {"kty", "oct"},   {"kty", "OKP"},   {"kty", 1},
      {"crv", "P-384"}, {"alg", "RS256"}, {"alg", "HS256"}, {"alg", "none"},
      {"alg", 1},       {"use", "enc"},   {"use", nullptr}, {"kid", 1},
      {"kid", ""},      {"x", ""},        {"y", 1},         {"x", jwk.at("y")}};
  for (const auto& [name, value] : faults) {
    json::object faulty = jwk;
    faulty[name] = value;
    EXPECT_FALSE(from_jwk(faulty)) << name;
  }
  for (const std::string_view name : {"kty", "crv", "x", "y"}) {
    json::object faulty = jwk;
    faulty.erase(name);
    EXPECT_FALSE(from_jwk(faulty)) << name;
  }
}

TEST(KeySet, a_jwk_with_private_members_is_refused) {
  for (const std::string_view name : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}) {
    json::object jwk = to_jwk(public_key(Algorithm::es256));
    jwk[name] = "AQAB";
    EXPECT_EQ(from_jwk(jwk).error(), "holds a private member") << name;
  }
}

TEST(KeySet, keys_are_found_by_kid_only) {
  const PublicKey ec = public_key(Algorithm::es256);
  const PublicKey rsa = public_key(Algorithm::rs256);
  const KeySet keys({ec, rsa});
  ASSERT_NE(keys.find(rsa.kid), nullptr);
  EXPECT_EQ(keys.find(rsa.kid)->key.algorithm(), Algorithm::rs256);
  EXPECT_EQ(keys.find(""), nullptr);
  EXPECT_EQ(keys.find("unknown"), nullptr);
  EXPECT_EQ(KeySet().find(ec.kid), nullptr);
}

TEST(KeySet, rfc7517_5_a_jwk_set_lists_its_keys) {
  const PublicKey ec = public_key(Algorithm::es256);
  const PublicKey rsa = public_key(Algorithm::rs256);
  const json::object expected{{"keys", {to_jwk(ec), to_jwk(rsa)}}};
  EXPECT_EQ(KeySet({ec, rsa}).to_jwks(), expected);
  const json::object empty{{"keys", json::array()}};
  EXPECT_EQ(KeySet().to_jwks(), empty);
}

}  // namespace
}  // namespace latchkey::jose
