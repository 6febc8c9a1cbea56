#include "base/random.hpp"

#include <cstdint>
#include <gtest/gtest.h>

namespace latchkey {
namespace {

// 0, 1, 2, ...
class CountingRandom final : public Random {
 public:
  void fill(std::span<std::byte> bytes) override {
    for (std::byte& byte : bytes) byte = std::byte{next_++};
  }

 private:
  std::uint8_t next_ = 0;
};

TEST(Random, an_identifier_is_a_prefix_and_26_base32_characters) {
  CountingRandom random;
  EXPECT_EQ(make_id(random, "usr_"), "usr_abcdefghijklmnopqrstuvwxyz");
  EXPECT_EQ(make_id(random, ""), "234567abcdefghijklmnopqrst");
}

TEST(Random, a_bearer_value_is_a_prefix_and_256_bits_in_base64url) {
  CountingRandom random;
  EXPECT_EQ(make_bearer_value(random, "lks_"), "lks_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
  EXPECT_EQ(make_bearer_value(random, "").size(), 43U);
}

}  // namespace
}  // namespace latchkey
