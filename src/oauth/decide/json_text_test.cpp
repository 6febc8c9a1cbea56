#include "oauth/decide/json_text.hpp"

#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

TEST(JsonObjectText, rfc8259_4_members_in_order) {
  JsonObjectText text;
  text.add("a", "x").add("b", std::int64_t{-5}).add("c", true).add("d", false);
  text.add("e", json::value(json::array{1, nullptr})).add_unless_empty("f", "");
  EXPECT_EQ(text.finish(), R"({"a":"x","b":-5,"c":true,"d":false,"e":[1,null]})");
}

TEST(JsonObjectText, rfc8259_4_an_empty_object) {
  EXPECT_EQ(JsonObjectText().finish(), "{}");
}

TEST(JsonObjectText, rfc8259_7_texts_are_escaped_and_read_back_the_same) {
  std::string every;
  for (int c = 1; c < 0x80; ++c) every += static_cast<char>(c);
  every += "\xc3\xbc\xf0\x9f\x94\x91";
  const auto parsed = parse_json(JsonObjectText().add("k", every).finish());
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->at("k").as_string(), every);
  EXPECT_EQ(JsonObjectText().add("k", "a\"b\\c\nd\x1f").finish(),
            R"({"k":"a\"b\\c\u000ad\u001f"})");
}

}  // namespace
}  // namespace latchkey::oauth
