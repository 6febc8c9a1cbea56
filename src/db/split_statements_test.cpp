#include "db/split_statements.hpp"

#include <gmock/gmock.h>

namespace latchkey::db {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(split_statements, at_semicolons_without_blanks_around) {
  EXPECT_THAT(split_statements(" a b ;\n c;d"), ElementsAre("a b", "c", "d"));
}

TEST(split_statements, blank_ones_are_left_out) {
  EXPECT_THAT(split_statements(""), IsEmpty());
  EXPECT_THAT(split_statements(" ;; \n; "), IsEmpty());
  EXPECT_THAT(split_statements("-- only; a comment\n/* ; */;"), IsEmpty());
}

TEST(split_statements, quotes_hold_semicolons) {
  EXPECT_THAT(split_statements("a 'x;y'; b \"x;y\"; c 'it''s;'"),
              ElementsAre("a 'x;y'", "b \"x;y\"", "c 'it''s;'"));
  EXPECT_THAT(split_statements("'--'; b"), ElementsAre("'--'", "b"));
}

TEST(split_statements, comments_hold_semicolons_and_quotes) {
  EXPECT_THAT(split_statements("-- first; it's\na -- x;\n, b; /* ' ; */ c"),
              ElementsAre("a -- x;\n, b", "c"));
}

TEST(split_statements, an_open_quote_or_comment_ends_with_the_script) {
  EXPECT_THAT(split_statements("a 'x; y"), ElementsAre("a 'x; y"));
  EXPECT_THAT(split_statements("a; /* x; y"), ElementsAre("a"));
}

}  // namespace

}  // namespace latchkey::db
