#include "base/encoding.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

struct Vector {
  std::string_view plain;
  std::string_view base64;
  std::string_view base64url;
};

// RFC 4648 section 10.
constexpr Vector vectors[] = {
    {"", "", ""},
    {"f", "Zg==", "Zg"},
    {"fo", "Zm8=", "Zm8"},
    {"foo", "Zm9v", "Zm9v"},
    {"foob", "Zm9vYg==", "Zm9vYg"},
    {"fooba", "Zm9vYmE=", "Zm9vYmE"},
    {"foobar", "Zm9vYmFy", "Zm9vYmFy"},
    {"\xfb\xff\xfe", "+//+", "-__-"},
};

TEST(Encoding, rfc4648_10_vectors) {
  for (const auto& [plain, base64, base64url] : vectors) {
    EXPECT_EQ(base64_encode(as_bytes(plain)), base64);
    EXPECT_EQ(base64_decode(base64), plain);
    EXPECT_EQ(base64url_encode(as_bytes(plain)), base64url);
    EXPECT_EQ(base64url_decode(base64url), plain);
  }
}

TEST(Encoding, every_byte_survives_a_round_trip) {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += static_cast<char>(i);
    EXPECT_EQ(base64url_decode(base64url_encode(as_bytes(bytes))), bytes);
    EXPECT_EQ(base64_decode(base64_encode(as_bytes(bytes))), bytes);
  }
}

TEST(Encoding, rfc4648_3_5_nonzero_trailing_bits_are_refused) {
  EXPECT_EQ(base64url_decode("Zg"), "f");
  for (const std::string_view text : {"Zh", "Zv", "Zm9vYh", "Zm9", "Zm-"})
    EXPECT_EQ(base64url_decode(text), std::nullopt) << text;
  EXPECT_EQ(base64_decode("Zh=="), std::nullopt);
  EXPECT_EQ(base64_decode("Zm9="), std::nullopt);
}

TEST(Encoding, base64url_refuses_foreign_characters_padding_and_wrong_lengths) {
  for (const std::string_view text :
       {"Zg==", "Zg=", "Zm8=", "Z", "Zm9vY", "Zm+v", "Zm/v", "Zm v", "Zm9v\n", "Zm\xc3\xa9", "="})
    EXPECT_EQ(base64url_decode(text), std::nullopt) << text;
  EXPECT_EQ(base64url_decode(std::string_view("Zm\0v", 4)), std::nullopt);
}

TEST(Encoding, base64_refuses_foreign_characters_and_faulty_padding) {
  for (const std::string_view text :
       {"Zg", "Zg=", "Zg===", "====", "Z===", "Zm9v====", "Zm-v", "Zg==Zg==", "=Zg=", "Zm9v\n"})
    EXPECT_EQ(base64_decode(text), std::nullopt) << text;
}

TEST(Encoding, rfc4648_8_hex_is_lowercase_here) {
  EXPECT_EQ(hex_encode(as_bytes(std::string_view("\x00\x0f\xa5\xff", 4))), "000fa5ff");
  EXPECT_EQ(hex_decode("000fa5ff"), std::string("\x00\x0f\xa5\xff", 4));
  EXPECT_EQ(hex_decode("A5fF"), "\xa5\xff");
  EXPECT_EQ(hex_decode(""), "");
  for (const std::string_view wrong : {"0", "0fa", "0g", "g0", " 0", "0:", "0@", "0`", "-1"})
    EXPECT_EQ(hex_decode(wrong), std::nullopt) << wrong;
}

TEST(Encoding, rfc3986_2_3_only_unreserved_characters_stay) {
  EXPECT_EQ(percent_encode("AZaz09-._~"), "AZaz09-._~");
  EXPECT_EQ(percent_encode(" +&=/?#%\"<>"), "%20%2B%26%3D%2F%3F%23%25%22%3C%3E");
  EXPECT_EQ(percent_encode("\xc3\xa9"), "%C3%A9");
  EXPECT_EQ(percent_encode(std::string_view("\0\r\n", 3)), "%00%0D%0A");
}

}  // namespace
}  // namespace latchkey
