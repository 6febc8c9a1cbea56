#include "crypto/seal.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

#include "base/encoding.hpp"
#include "crypto/system_random.hpp"

namespace latchkey::crypto {
namespace {

SealingKey key_of(char filling) {
  return SealingKey(Secret(std::string(32, filling)));
}

const Secret plain(std::string_view("canary"));

TEST(Seal, a_box_opens_to_what_was_sealed) {
  SystemRandom random;
  for (const std::size_t size : {0UL, 1UL, 6UL, 4096UL}) {
    const Secret secret(std::string(size, 's'));
    const std::string box = key_of('k').seal(secret, "key/1", random);
    EXPECT_EQ(base64url_decode(box).value().size(), 24 + size + 16);
    EXPECT_EQ(key_of('k').open(box, "key/1").value().reveal(), secret.reveal());
  }
}

TEST(Seal, two_boxes_of_one_secret_differ) {
  SystemRandom random;
  EXPECT_NE(key_of('k').seal(plain, "c", random), key_of('k').seal(plain, "c", random));
}

TEST(Seal, a_box_is_bound_to_its_key_and_context) {
  SystemRandom random;
  const std::string box = key_of('k').seal(plain, "key/1", random);
  EXPECT_FALSE(key_of('k').open(box, "key/2"));
  EXPECT_FALSE(key_of('k').open(box, ""));
  EXPECT_FALSE(key_of('j').open(box, "key/1"));
}

TEST(Seal, an_altered_or_cut_box_does_not_open) {
  SystemRandom random;
  const std::string box = key_of('k').seal(plain, "c", random);
  const std::string bytes = base64url_decode(box).value();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string altered = bytes;
    altered[i] = static_cast<char>(altered[i] ^ 1);
    EXPECT_FALSE(key_of('k').open(base64url_encode(as_bytes(altered)), "c")) << i;
    EXPECT_FALSE(key_of('k').open(base64url_encode(as_bytes(bytes).first(i)), "c")) << i;
  }
  EXPECT_FALSE(key_of('k').open(box + "=", "c"));
  EXPECT_FALSE(key_of('k').open("", "c"));
}

TEST(Seal, errors_hold_neither_box_nor_secret) {
  SystemRandom random;
  const std::string box = key_of('k').seal(plain, "c", random);
  const std::string error = key_of('j').open(box, "c").error();
  EXPECT_EQ(error.find(box), std::string::npos);
  EXPECT_EQ(error.find("canary"), std::string::npos);
}

TEST(Seal, a_key_has_exactly_32_bytes) {
  EXPECT_THROW(SealingKey(Secret(std::string(31, 'k'))), std::invalid_argument);
  EXPECT_THROW(SealingKey(Secret(std::string(33, 'k'))), std::invalid_argument);
  EXPECT_THROW(SealingKey{Secret()}, std::invalid_argument);
}

}  // namespace
}  // namespace latchkey::crypto
