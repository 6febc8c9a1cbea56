#include "audit/gzip.hpp"

#include <gtest/gtest.h>
#include <vector>

namespace latchkey::audit {
namespace {

std::string compressed(std::string_view text) {
  GzipText gzip;
  gzip.append(text);
  return gzip.finish();
}

struct Read {
  std::vector<std::string> lines;
  bool is_whole;
};
Read read(std::string_view compressed) {
  GzipLines lines(compressed);
  Read result;
  for (std::string line; lines.next(line);) result.lines.push_back(line);
  result.is_whole = lines.is_whole();
  return result;
}

TEST(Gzip, lines_come_back) {
  const std::string longer(300'000, 'x');
  const auto result = read(compressed("one\n\n" + longer + "\nlast\n"));
  EXPECT_EQ(result.lines, (std::vector<std::string>{"one", "", longer, "last"}));
  EXPECT_TRUE(result.is_whole);
}

TEST(Gzip, the_same_text_becomes_the_same_bytes) {
  EXPECT_EQ(compressed("one\ntwo\n"), compressed("one\ntwo\n"));
}

TEST(Gzip, a_text_cut_off_anywhere_is_not_whole) {
  const auto whole = compressed("one\ntwo\n");
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(read(std::string_view(whole).substr(0, size)).is_whole) << size;
  EXPECT_TRUE(read(whole).is_whole);
}

TEST(Gzip, what_follows_the_end_or_has_no_line_end_is_not_whole) {
  EXPECT_FALSE(read(compressed("one\n") + "x").is_whole);
  EXPECT_FALSE(read(compressed("one\ntwo")).is_whole);
  EXPECT_FALSE(read("plain text\n").is_whole);
}

// A few bits at the end of the compressed text mean nothing.
TEST(Gzip, a_flipped_bit_is_found_or_changes_nothing) {
  const auto whole = compressed("one\ntwo\nthree\n");
  for (std::size_t index = 10; index < whole.size(); ++index) {  // after the header
    auto damaged = whole;
    damaged[index] = static_cast<char>(damaged[index] ^ 0x10);
    const auto result = read(damaged);
    EXPECT_TRUE(!result.is_whole || result.lines == read(whole).lines) << index;
  }
}

TEST(Gzip, a_line_without_end_is_not_read_for_ever) {
  const auto result = read(compressed(std::string(20'000'000, 'x') + "\n"));
  EXPECT_TRUE(result.lines.empty());
  EXPECT_FALSE(result.is_whole);
}

}  // namespace
}  // namespace latchkey::audit
