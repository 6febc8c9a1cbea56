#include "http/header_fields.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

namespace latchkey::http {
namespace {

using List = std::vector<std::pair<std::string_view, std::string_view>>;

TEST(header_fields, are_kept_as_they_are_sent) {
  HeaderFields fields;
  fields.add("Set-Cookie", "a=1");
  fields.add("X-Empty", "");
  fields.add("set-cookie", "b: 2");
  EXPECT_EQ(fields.text(), "Set-Cookie: a=1\r\nX-Empty: \r\nset-cookie: b: 2\r\n");
  EXPECT_EQ(fields.list(), (List{{"Set-Cookie", "a=1"}, {"X-Empty", ""}, {"set-cookie", "b: 2"}}));
}

TEST(header_fields, set_replaces_what_has_the_name_in_any_case) {
  HeaderFields fields;
  fields.add("Set-Cookie", "a");
  fields.add("X", "1");
  fields.add("set-cookie", "b");
  fields.set("SET-COOKIE", "c");
  EXPECT_EQ(fields.list(), (List{{"X", "1"}, {"SET-COOKIE", "c"}}));
  fields.set("x", "2");
  EXPECT_EQ(fields.list(), (List{{"SET-COOKIE", "c"}, {"x", "2"}}));
}

TEST(header_fields, are_found_by_whole_names) {
  HeaderFields fields;
  EXPECT_FALSE(fields.has("Vary"));
  fields.add("X-Vary", "vary: Cookie");
  EXPECT_TRUE(fields.has("x-vARY"));
  for (const FieldName name : {FieldName("Vary"), FieldName("X"), FieldName("X-Var")})
    EXPECT_FALSE(fields.has(name)) << name.text();
  fields.add("Vary", "Cookie");
  EXPECT_TRUE(fields.has("Vary"));
}

TEST(header_fields, are_told_apart_where_their_names_share_a_mark) {
  constexpr FieldName name("Vary");
  constexpr FieldName longer("Varyd");
  constexpr FieldName other("X-DA");
  static_assert(name.mark() == longer.mark() && name.mark() == other.mark());
  HeaderFields fields;
  fields.add(longer, "1");
  EXPECT_FALSE(fields.has(name));
  EXPECT_FALSE(fields.has(other));
  fields.set(name, "2");
  fields.set(other, "3");
  EXPECT_EQ(fields.text(), "Varyd: 1\r\nVary: 2\r\nX-DA: 3\r\n");
}

TEST(header_fields, rfc9110_5_5_what_would_split_the_response_is_refused) {
  HeaderFields fields;
  fields.add("X", "a\tb \xc3\xa4");
  for (const std::string_view value : {"a\r\nb: c", "a\nb", "a\rb", "a\x01", "a\x7f"})
    EXPECT_THROW(fields.set("X", value), std::logic_error);
  EXPECT_EQ(fields.text(), "X: a\tb \xc3\xa4\r\n");
}

TEST(header_fields, have_the_name_of_a_token_that_is_not_the_connections_to_say) {
  for (const std::string_view name : {"X", "WWW-Authenticate", "x_1", "Dates", "!#$%&'*+-.^_`|~"})
    EXPECT_TRUE(FieldName::is_allowed(name)) << name;
  for (const std::string_view name : {"", "a b", "a:", "a\r\n", "\xc3\xa4", "Content-Length",
                                      "connection", "Transfer-Encoding", "Date"})
    EXPECT_FALSE(FieldName::is_allowed(name)) << name;
}

}  // namespace
}  // namespace latchkey::http
