#include "cli/table.hpp"

#include <gtest/gtest.h>

#include "cli/plain_text.hpp"

namespace latchkey::cli {
namespace {

TEST(Table, columns_are_as_wide_as_their_widest_cell) {
  Table table({"ID", "NAME"});
  table.add({"1", "one"});
  table.add({"22222", ""});
  EXPECT_EQ(table.text(0),
            "ID     NAME\n"
            "1      one\n"
            "22222  -\n");
}

TEST(Table, wide_and_combining_characters_keep_the_columns_straight) {
  Table table({"NAME", "X"});
  table.add({"日本", "1"});
  table.add({"e\u0301", "2"});
  EXPECT_EQ(table.text(0),
            "NAME  X\n"
            "日本  1\n"
            "e\u0301     2\n");
}

TEST(Table, the_widest_cells_are_cut_to_fit) {
  Table table({"ID", "NAME"});
  table.add({"12345678", std::string(40, 'x')});
  EXPECT_EQ(table.text(20),
            "ID        NAME\n"
            "12345678  xxxxxxxxx…\n");
}

TEST(Table, what_cannot_fit_stays_readable) {
  Table table({"A", "B"});
  table.add({"123456789", "123456789"});
  EXPECT_EQ(table.text(5),
            "A         B\n"
            "1234567…  1234567…\n");
}

TEST(Table, cells_cannot_draw_on_the_terminal) {
  Table table({"NAME"});
  table.add({"a\x1b[31mb\nc\xff"});
  EXPECT_EQ(table.text(0),
            "NAME\n"
            "a?[31mb?c?\n");
}

TEST(Table, a_row_of_another_length_is_a_bug) {
  Table table({"A", "B"});
  EXPECT_THROW(table.add({"1"}), std::logic_error);
  EXPECT_TRUE(table.empty());
}

TEST(Facts, values_stand_below_one_another) {
  Facts facts;
  facts.add("Name", "ERP");
  facts.add("Redirect URIs", std::vector<std::string>{"https://a", "https://b"});
  facts.add("Scopes", std::vector<std::string>{});
  EXPECT_EQ(facts.text(),
            "Name           ERP\n"
            "Redirect URIs  https://a\n"
            "               https://b\n"
            "Scopes         -\n");
}

TEST(PlainText, controls_bidirectional_overrides_and_broken_bytes_are_replaced) {
  EXPECT_EQ(plain_text("tab\tdel\x7f"), "tab?del?");
  EXPECT_EQ(plain_text("c1\u009b31m rlo\u202e lri\u2066"), "c1?31m rlo? lri?");
  EXPECT_EQ(plain_text("\xc3(\xf0\x9f"), "?(??");
  EXPECT_EQ(plain_text("Grüße, 日本 🙂"), "Grüße, 日本 🙂");
}

TEST(PlainText, widths_are_those_of_a_terminal) {
  EXPECT_EQ(display_width("Grüße"), 5U);
  EXPECT_EQ(display_width("日本"), 4U);
  EXPECT_EQ(display_width("e\u0301"), 1U);
  EXPECT_EQ(cut_to_width("日本語", 5), "日本…");
  EXPECT_EQ(cut_to_width("日本語", 4), "日…");
  EXPECT_EQ(cut_to_width("abc", 3), "abc");
  EXPECT_EQ(cut_to_width("abc", 0), "");
}

}  // namespace
}  // namespace latchkey::cli
