#include "base/json.hpp"

#include <gtest/gtest.h>

namespace latchkey {
namespace {

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

TEST(Json, values_of_every_kind_are_built) {
  const auto value = parse_json(
      R"( {"text":"a\u00e9\ud83d\ude00\n","list":[1,-2,[],{}],"yes":true,"no":false,"null":null} )");
  ASSERT_TRUE(value) << value.error();
  const json::value expected{{"text", "a\xc3\xa9\xf0\x9f\x98\x80\n"},
                             {"list", {1, -2, json::array(), json::object()}},
                             {"yes", true},
                             {"no", false},
                             {"null", nullptr}};
  EXPECT_EQ(*value, expected);
}

TEST(Json, a_scalar_is_a_text_of_its_own) {
  EXPECT_EQ(parse_json("true").value(), json::value(true));
  EXPECT_EQ(parse_json("\"\"").value(), json::value(""));
  EXPECT_EQ(parse_json(" 7 ").value(), json::value(7));
}

TEST(Json, integers_stay_integers) {
  EXPECT_EQ(parse_json("9007199254740993").value().as_int64(), 9007199254740993);
  EXPECT_EQ(parse_json("-9223372036854775808").value().as_int64(), INT64_MIN);
  EXPECT_EQ(parse_json("18446744073709551615").value().as_uint64(), UINT64_MAX);
  EXPECT_TRUE(parse_json("1.0").value().is_double());
  EXPECT_TRUE(parse_json("1e3").value().is_double());
  EXPECT_EQ(parse_json("0.5").value().as_double(), 0.5);
}

TEST(Json, rfc8259_4_duplicate_names_are_refused_at_every_level) {
  for (const std::string_view text :
       {R"({"a":1,"a":1})", R"({"a":1,"b":2,"\u0061":3})", R"([{"x":{"a":[],"b":0,"a":{}}}])"})
    EXPECT_EQ(parse_json(text).error(), "a duplicate name") << text;
}

TEST(Json, the_same_name_in_different_objects_is_no_duplicate) {
  EXPECT_TRUE(parse_json(R"({"a":{"a":{"a":1}},"b":[{"a":1},{"a":1}]})"));
}

TEST(Json, nul_characters_are_refused) {
  EXPECT_EQ(parse_json(R"("a\u0000b")").error(), "a NUL character");
  EXPECT_EQ(parse_json(R"({"a\u0000":1})").error(), "a NUL character");
  EXPECT_FALSE(parse_json(std::string_view("\"a\0b\"", 5)));
  EXPECT_FALSE(parse_json(std::string_view("1\0", 2)));
}

TEST(Json, lone_surrogates_are_refused) {
  for (const std::string_view text :
       {R"("\ud800")", R"("\udc00")", R"("\ud800a")", R"("\ud800\ud800")", R"({"\udfff":1})"})
    EXPECT_FALSE(parse_json(text)) << text;
}

TEST(Json, invalid_utf8_is_refused) {
  for (const std::string_view text :
       {"\"\xff\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "\"\xe2\x82\"", "{\"\x80\":1}"})
    EXPECT_FALSE(parse_json(text)) << text;
}

TEST(Json, depth_32_is_the_limit) {
  EXPECT_TRUE(parse_json(nested(32)));
  EXPECT_FALSE(parse_json(nested(33)));
  EXPECT_FALSE(parse_json(nested(60000)));
}

TEST(Json, objects_have_at_most_1024_members) {
  std::string text = "{\"m0\":0";
  for (int i = 1; i < 1024; ++i) text += ",\"m" + std::to_string(i) + "\":0";
  EXPECT_TRUE(parse_json(text + "}"));
  EXPECT_FALSE(parse_json(text + ",\"one more\":0}"));
}

TEST(Json, text_that_is_not_rfc8259_is_refused) {
  for (const std::string_view text :
       {"",         " ",          "{",         "[1",      "\"a",
        "[1,]",     "{\"a\":1,}", "{a:1}",     "{'a':1}", "01",
        "+1",       ".5",         "1.",        "0x1",     "NaN",
        "Infinity", "-",          "tru",       "nul",     "1 2",
        "{} {}",    "[]x",        "/**/1",     "1//",     "\xef\xbb\xbf{}",
        "\"\n\"",   "\"\\x41\"",  "\"\\u12\"", "1e999",   "-1e999"})
    EXPECT_FALSE(parse_json(text)) << text;
}

TEST(Json, errors_do_not_repeat_the_input) {
  for (const std::string_view text : {R"({"canary":1,"canary":2})", R"({"canary":canary})",
                                      R"("canary\u0000")", R"(1 canary)", R"({"canary")"})
    EXPECT_EQ(parse_json(text).error().find("canary"), std::string::npos) << text;
}

}  // namespace
}  // namespace latchkey
