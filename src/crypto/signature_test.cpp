#include "crypto/signature.hpp"

#include <gtest/gtest.h>
#include <thread>
#include <vector>

#include "base/encoding.hpp"

namespace latchkey::crypto {
namespace {

constexpr Algorithm algorithms[] = {Algorithm::es256, Algorithm::rs256};

// RFC 7515 appendices A.2 and A.3 sign the same payload.
constexpr std::string_view payload =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
    "fQ";

const PublicMembers a2_members{
    .x = {},
    .y = {},
    .n =
        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0B"
        "m4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-"
        "bSf63kpaSHSXndS5z"
        "5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_"
        "I5IhlJH7aG"
        "hyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ",
    .e = "AQAB"};
constexpr std::string_view a2_signature =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5"
    "jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb"
    "1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QO"
    "YEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

const PublicMembers a3_members{.x = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
                               .y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
                               .n = {},
                               .e = {}};
constexpr std::string_view a3_signature =
    "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

std::string a2_input() {
  return "eyJhbGciOiJSUzI1NiJ9." + std::string(payload);
}
std::string a3_input() {
  return "eyJhbGciOiJFUzI1NiJ9." + std::string(payload);
}
std::string decoded(std::string_view text) {
  return base64url_decode(text).value();
}

TEST(Signature, rfc7515_a_2_rs256_example_verifies) {
  const auto key = VerificationKey::from_members(Algorithm::rs256, a2_members);
  ASSERT_TRUE(key) << key.error();
  EXPECT_TRUE(key->verify(a2_input(), decoded(a2_signature)));
  EXPECT_FALSE(key->verify(a3_input(), decoded(a2_signature)));
  EXPECT_EQ(key->members().n, a2_members.n);
  EXPECT_EQ(key->members().e, a2_members.e);
}

TEST(Signature, rfc7515_a_3_es256_example_verifies) {
  const auto key = VerificationKey::from_members(Algorithm::es256, a3_members);
  ASSERT_TRUE(key) << key.error();
  EXPECT_TRUE(key->verify(a3_input(), decoded(a3_signature)));
  EXPECT_FALSE(key->verify(a2_input(), decoded(a3_signature)));
  EXPECT_EQ(key->members().x, a3_members.x);
  EXPECT_EQ(key->members().y, a3_members.y);
}

TEST(Signature, a_signature_verifies_with_its_own_key_and_data_only) {
  for (const Algorithm algorithm : algorithms) {
    const SigningKey key = SigningKey::generate(algorithm);
    const std::string signature = key.sign("data");
    EXPECT_EQ(signature.size(), algorithm == Algorithm::es256 ? 64U : 256U);
    EXPECT_TRUE(key.verification_key().verify("data", signature));
    EXPECT_FALSE(key.verification_key().verify("Data", signature));
    EXPECT_FALSE(key.verification_key().verify("", signature));
    EXPECT_FALSE(SigningKey::generate(algorithm).verification_key().verify("data", signature));
  }
}

TEST(Signature, altered_cut_and_lengthened_signatures_are_refused) {
  for (const Algorithm algorithm : algorithms) {
    const SigningKey key = SigningKey::generate(algorithm);
    const std::string signature = key.sign("data");
    for (std::size_t i = 0; i < signature.size(); ++i) {
      std::string altered = signature;
      altered[i] = static_cast<char>(altered[i] ^ 1);
      EXPECT_FALSE(key.verification_key().verify("data", altered)) << i;
      EXPECT_FALSE(key.verification_key().verify("data", signature.substr(0, i))) << i;
    }
    EXPECT_FALSE(key.verification_key().verify("data", signature + '\0'));
  }
}

TEST(Signature, fips186_5_6_4_2_r_and_s_outside_of_the_group_order_are_refused) {
  const SigningKey key = SigningKey::generate(Algorithm::es256);
  const std::string zero(32, '\0');
  const std::string order = decoded("_____wAAAAD__________7zm-q2nF56E87nKwvxjJVE");
  const std::string good = key.sign("data");
  for (const std::string& part : {zero, order, std::string(32, '\xff')}) {
    EXPECT_FALSE(key.verification_key().verify("data", part + part));
    EXPECT_FALSE(key.verification_key().verify("data", good.substr(0, 32) + part));
    EXPECT_FALSE(key.verification_key().verify("data", part + good.substr(32)));
  }
}

TEST(Signature, rfc7518_3_4_es256_signatures_are_always_64_bytes) {
  const SigningKey key = SigningKey::generate(Algorithm::es256);
  // One in 128 has an r or s with a leading zero byte, which DER leaves out.
  for (int i = 0; i < 1000; ++i) {
    const std::string signature = key.sign(std::to_string(i));
    ASSERT_EQ(signature.size(), 64U);
    ASSERT_TRUE(key.verification_key().verify(std::to_string(i), signature));
  }
}

TEST(Signature, a_key_survives_pkcs8_and_its_members) {
  for (const Algorithm algorithm : algorithms) {
    const SigningKey key = SigningKey::generate(algorithm);
    const auto again = SigningKey::from_der(algorithm, key.private_der());
    ASSERT_TRUE(again) << again.error();
    EXPECT_EQ(again->algorithm(), algorithm);
    const auto verification =
        VerificationKey::from_members(algorithm, again->verification_key().members());
    ASSERT_TRUE(verification) << verification.error();
    EXPECT_TRUE(verification->verify("data", key.sign("data")));
    EXPECT_TRUE(verification->verify("data", again->sign("data")));
  }
}

TEST(Signature, der_of_another_algorithm_or_with_faults_is_refused) {
  const Secret ec = SigningKey::generate(Algorithm::es256).private_der();
  const Secret rsa = SigningKey::generate(Algorithm::rs256).private_der();
  EXPECT_FALSE(SigningKey::from_der(Algorithm::rs256, ec));
  EXPECT_FALSE(SigningKey::from_der(Algorithm::es256, rsa));
  EXPECT_FALSE(SigningKey::from_der(Algorithm::es256, Secret()));
  EXPECT_FALSE(SigningKey::from_der(Algorithm::es256, Secret(std::string(ec.reveal()) + "x")));
  for (std::size_t size = 0; size < ec.reveal().size(); ++size)
    EXPECT_FALSE(SigningKey::from_der(Algorithm::es256, Secret(ec.reveal().substr(0, size))));
}

TEST(Signature, der_whose_halves_belong_to_different_keys_is_refused) {
  std::string mixed(SigningKey::generate(Algorithm::es256).private_der().reveal());
  const SigningKey other = SigningKey::generate(Algorithm::es256);
  // The public point ends the structure (RFC 5915 inside RFC 5208).
  const std::string point =
      decoded(other.verification_key().members().x) + decoded(other.verification_key().members().y);
  mixed.replace(mixed.size() - point.size(), point.size(), point);
  EXPECT_FALSE(SigningKey::from_der(Algorithm::es256, Secret(mixed)));
}

TEST(Signature, rfc7518_6_2_1_ec_members_must_be_32_bytes_and_on_the_curve) {
  const auto is_accepted = [](std::string x, std::string y) {
    return VerificationKey::from_members(Algorithm::es256,
                                         {.x = std::move(x), .y = std::move(y), .n = {}, .e = {}})
        .has_value();
  };
  const std::string zero(43, 'A');
  EXPECT_TRUE(is_accepted(a3_members.x, a3_members.y));
  EXPECT_FALSE(is_accepted(a3_members.y, a3_members.x));
  EXPECT_FALSE(is_accepted(a3_members.x, a3_members.x));
  EXPECT_FALSE(is_accepted(zero, zero));
  EXPECT_FALSE(is_accepted("", ""));
  EXPECT_FALSE(is_accepted(a3_members.x, ""));
  EXPECT_FALSE(is_accepted(a3_members.x, a3_members.y + "="));
  EXPECT_FALSE(is_accepted(a3_members.x, "AA" + a3_members.y));
}

TEST(Signature, rfc7518_3_3_rsa_keys_have_2048_bits_or_more) {
  const auto is_accepted = [](std::string n, std::string e) {
    return VerificationKey::from_members(Algorithm::rs256,
                                         {.x = {}, .y = {}, .n = std::move(n), .e = std::move(e)})
        .has_value();
  };
  const std::string modulus = decoded(a2_members.n);
  const auto encoded = [](const std::string& bytes) { return base64url_encode(as_bytes(bytes)); };
  EXPECT_TRUE(is_accepted(a2_members.n, "AQAB"));
  EXPECT_FALSE(is_accepted(encoded('\0' + modulus), "AQAB"));
  EXPECT_FALSE(is_accepted(a2_members.n, "AQ"));
  EXPECT_FALSE(is_accepted(a2_members.n, "Ag"));
  EXPECT_FALSE(is_accepted(a2_members.n, ""));
  EXPECT_FALSE(is_accepted(a2_members.n, "AAEAAQ"));
  for (const std::string& other : {modulus.substr(128), modulus.substr(1),
                                   '\x7f' + modulus.substr(1), modulus + modulus + "x"}) {
    const auto key = VerificationKey::from_members(
        Algorithm::rs256, {.x = {}, .y = {}, .n = encoded(other), .e = "AQAB"});
    EXPECT_EQ(key.error(), "RSA keys must have 2048 to 4096 bits and an exponent of at most 32");
  }
}

TEST(Signature, many_keys_serve_many_threads) {
  std::vector<SigningKey> keys;
  for (int i = 0; i < 20; ++i) keys.push_back(SigningKey::generate(Algorithm::es256));
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&keys] {
      for (int i = 0; i < 200; ++i) {
        const SigningKey& key = keys[static_cast<std::size_t>(i) % keys.size()];
        const std::string signature = key.sign("data");
        EXPECT_TRUE(key.verification_key().verify("data", signature));
        EXPECT_FALSE(keys[static_cast<std::size_t>(i + 1) % keys.size()].verification_key().verify(
            "data", signature));
      }
    });
}

TEST(Signature, a_new_key_is_never_taken_for_one_that_is_gone) {
  for (int i = 0; i < 100; ++i) {
    const SigningKey key = SigningKey::generate(Algorithm::es256);
    EXPECT_TRUE(key.verification_key().verify("data", key.sign("data")));
  }
}

TEST(Signature, rfc7518_3_1_algorithm_names) {
  EXPECT_EQ(name(Algorithm::es256), "ES256");
  EXPECT_EQ(name(Algorithm::rs256), "RS256");
}

}  // namespace
}  // namespace latchkey::crypto
