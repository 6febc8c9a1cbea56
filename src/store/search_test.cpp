#include "store/search.hpp"

#include <gtest/gtest.h>

namespace latchkey::store {
namespace {

TEST(Search, folds_latin_greek_cyrillic_and_armenian_letters) {
  EXPECT_EQ(fold("ABCxyz019[]"), "abcxyz019[]");
  EXPECT_EQ(fold("ÀÖØÞ×ß÷ÿ"), "àöøþ×ß÷ÿ");
  EXPECT_EQ(fold("ĀāĞğŁłŃńŸŹźŽž"), "āāğğłłńńÿźźžž");
  EXPECT_EQ(fold("İIı"), "iiı");
  EXPECT_EQ(fold("ΑΩΪως"), "αωϊως");
  EXPECT_EQ(fold("АЯЁёяЂ"), "аяёёяђ");
  EXPECT_EQ(fold("ԱՖ"), "աֆ");
  EXPECT_EQ(fold("ẞẠạ"), "ßạạ");
  EXPECT_EQ(fold("漢字🔑"), "漢字🔑");
}

TEST(Search, leaves_out_bytes_that_are_no_text) {
  EXPECT_EQ(fold("a\xff"
                 "B"),
            "ab");
}

TEST(Search, a_search_text_has_a_line_for_each_of_its_texts) {
  EXPECT_EQ(search_text({"Name", "cli_x", "Text"}), "name\ncli_x\ntext");
}

TEST(Search, a_pattern_is_literal) {
  EXPECT_EQ(search_pattern("A%b_C\\d"), R"(%a\%b\_c\\d%)");
  EXPECT_EQ(search_pattern(""), "%%");
  EXPECT_EQ(escape_pattern("A%"), R"(A\%)");
}

}  // namespace
}  // namespace latchkey::store
