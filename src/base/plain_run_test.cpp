#include "base/plain_run.hpp"

#include <gtest/gtest.h>
#include <string>

namespace latchkey {
namespace {

TEST(PlainRun, nothing_is_plain_to_its_end) {
  EXPECT_EQ(plain_run(""), 0U);
}

TEST(PlainRun, each_byte_ends_it_or_not_wherever_it_stands) {
  for (std::size_t size = 1; size <= 25; ++size)
    for (std::size_t place = 0; place < size; ++place)
      for (int value = 0; value < 256; ++value) {
        std::string text(size, 'a');
        text[place] = static_cast<char>(value);
        const bool ends = value < 0x20 || value == '"' || value == '\\';
        ASSERT_EQ((plain_run<'"', '\\'>(text)), ends ? place : size) << value << " at " << place;
      }
}

TEST(PlainRun, the_first_of_several_ends_it) {
  for (std::size_t first = 0; first < 8; ++first)
    for (std::size_t second = first + 1; second < 8; ++second)
      for (const char before : {'\0', '\x1f', '\x7f'})
        for (const char after : {'\0', '\x1f', '\x7f', '\x20', '\x21', '\x80', '\xff'}) {
          std::string text("\x20\x7e\x80\x9f\xa0\xff ~", 8);
          text[first] = before;
          text[second] = after;
          ASSERT_EQ(plain_run<'\x7f'>(text), first);
        }
}

TEST(PlainRun, neighbours_of_what_ends_it_do_not) {
  const std::string text("\x20\x7e\x80\x9f\xa0\xff\x20\x7e\x80\x9f\xa0\xff", 12);
  EXPECT_EQ(plain_run<'\x7f'>(text), text.size());
}

}  // namespace
}  // namespace latchkey
