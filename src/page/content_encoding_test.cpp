#include "page/content_encoding.hpp"

#include <gtest/gtest.h>

namespace latchkey::page {
namespace {

using enum ContentEncoding;

TEST(ContentEncodingTest, rfc9110_12_5_3_the_smallest_acceptable_form_is_chosen) {
  EXPECT_EQ(choose_encoding("gzip, deflate, br, zstd"), brotli);
  EXPECT_EQ(choose_encoding("br;q=0.1,gzip;q=1"), brotli);
  EXPECT_EQ(choose_encoding("gzip, deflate"), gzip);
  EXPECT_EQ(choose_encoding("GZIP"), gzip);
}

TEST(ContentEncodingTest, rfc9110_12_4_2_a_weight_of_zero_refuses) {
  EXPECT_EQ(choose_encoding("br;q=0, gzip"), gzip);
  EXPECT_EQ(choose_encoding("br; q=0.000,gzip ; q=0.0"), identity);
  EXPECT_EQ(choose_encoding("br;q=0.001"), brotli);
}

TEST(ContentEncodingTest, without_a_known_coding_nothing_is_compressed) {
  EXPECT_EQ(choose_encoding(""), identity);
  EXPECT_EQ(choose_encoding("deflate, zstd"), identity);
  EXPECT_EQ(choose_encoding("brx, xgzip"), identity);
  EXPECT_EQ(choose_encoding(",,;q=1,"), identity);
}

}  // namespace
}  // namespace latchkey::page
