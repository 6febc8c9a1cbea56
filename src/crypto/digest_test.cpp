#include "crypto/digest.hpp"

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace latchkey::crypto {
namespace {

TEST(Digest, fips180_4_sha256_examples) {
  EXPECT_EQ(hex_encode(sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex_encode(sha256("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex_encode(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Digest, rfc7636_appendix_b_challenge_is_the_digest_text_of_the_verifier) {
  EXPECT_EQ(digest_text("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

TEST(Digest, rfc4231_hmac_sha256_test_cases) {
  EXPECT_EQ(hex_encode(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex_encode(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(hex_encode(hmac_sha256(std::string(20, '\xaa'), std::string(50, '\xdd'))),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  EXPECT_EQ(hex_encode(hmac_sha256(std::string(131, '\xaa'),
                                   "Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Digest, comparison_sees_every_difference) {
  EXPECT_TRUE(constant_time_equal("", ""));
  EXPECT_TRUE(constant_time_equal("canary", "canary"));
  for (std::size_t i = 0; i < 6; ++i) {
    std::string other = "canary";
    other[i] = static_cast<char>(other[i] ^ 1);
    EXPECT_FALSE(constant_time_equal("canary", other));
  }
  EXPECT_FALSE(constant_time_equal("canary", "canar"));
  EXPECT_FALSE(constant_time_equal("", "c"));
  EXPECT_FALSE(constant_time_equal("a", std::string_view("a\0", 2)));
}

}  // namespace
}  // namespace latchkey::crypto
