#include "base/form.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

TEST(Form, pairs_keep_their_order_and_duplicates) {
  EXPECT_EQ(form_decode("b=1&a=2&b=3"), (Parameters{{"b", "1"}, {"a", "2"}, {"b", "3"}}));
}

TEST(Form, empty_segments_are_skipped_and_a_name_alone_has_an_empty_value) {
  EXPECT_EQ(form_decode(""), Parameters{});
  EXPECT_EQ(form_decode("&&a&&b=&=c&"), (Parameters{{"a", ""}, {"b", ""}, {"", "c"}}));
}

TEST(Form, only_the_first_equals_sign_separates) {
  EXPECT_EQ(form_decode("a=b=c=="), (Parameters{{"a", "b=c=="}}));
}

TEST(Form, rfc6749_appendix_b_example) {
  EXPECT_EQ(form_decode_value("+%25%26%2B%C2%A3%E2%82%AC"), " %&+\xc2\xa3\xe2\x82\xac");
}

TEST(Form, plus_is_a_space_and_an_escaped_plus_is_not) {
  EXPECT_EQ(form_decode("scope=a+b%2bc%20d"), (Parameters{{"scope", "a b+c d"}}));
}

TEST(Form, escaped_separators_belong_to_the_value) {
  EXPECT_EQ(form_decode("a=1%26b%3D2"), (Parameters{{"a", "1&b=2"}}));
}

TEST(Form, broken_escapes_are_refused) {
  for (const std::string_view text : {"a=%", "a=%4", "a=%zz", "a=%4g", "%=a", "a=%%41", "a=% 41"})
    EXPECT_EQ(form_decode(text), std::nullopt) << text;
}

TEST(Form, what_is_not_utf8_is_refused) {
  for (const std::string_view text :
       {"a=%ff", "a=%C3", "a=%C0%80", "a=%ED%A0%80", "%80=a", "a=\xff", "a=%F4%90%80%80"})
    EXPECT_EQ(form_decode(text), std::nullopt) << text;
}

TEST(Form, a_nul_is_refused_in_names_and_values) {
  EXPECT_EQ(form_decode("a=b%00c"), std::nullopt);
  EXPECT_EQ(form_decode("a%00=b"), std::nullopt);
  EXPECT_EQ(form_decode(std::string_view("a=\0", 3)), std::nullopt);
}

TEST(Form, other_control_characters_stay) {
  EXPECT_EQ(form_decode("a=b\tc\r\n+\x7f"), (Parameters{{"a", "b\tc\r\n \x7f"}}));
}

TEST(Form, one_fault_refuses_the_whole_form) {
  EXPECT_EQ(form_decode("a=1&b=2&c=%"), std::nullopt);
}

TEST(Form, encoding_follows_whatwg_url_5_2) {
  EXPECT_EQ(form_encode({{"a b", "1&2"}, {"*-._~", "\xc3\xa9+"}, {"", ""}}),
            "a+b=1%262&*-._%7E=%C3%A9%2B&=");
}

TEST(Form, an_encoded_form_decodes_to_itself) {
  const Parameters parameters{
      {"scope", "openid profile"}, {"state", "=&+%\r\n\xe2\x82\xac"}, {"state", ""}};
  EXPECT_EQ(form_decode(form_encode(parameters)), parameters);
}

}  // namespace
}  // namespace latchkey
