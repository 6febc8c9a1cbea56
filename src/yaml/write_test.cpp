#include "yaml/write.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "yaml/document.hpp"

namespace latchkey::yaml {
namespace {

// Read again it is the same.
void expect_kept(const json::value& value) {
  const std::string text = write(value);
  const auto again = read(text);
  if (!again) {
    ADD_FAILURE() << again.error().front().message << "\n" << text;
    return;
  }
  EXPECT_EQ(again->value, value) << text;
}

TEST(YamlWrite, it_reads_well) {
  const json::object value{
      {"version", 1},
      {"settings", json::object{{"rbac_enabled", true}, {"brand_name", "Plant 7: West"}}},
      {"none", json::array()},
      {"clients",
       {json::object{{"name", "ERP sync"},
                     {"description", "Reads orders\nand writes reports"},
                     {"redirect_uris", {"https://erp.example/cb", "http://localhost:*/cb"}},
                     {"grants", json::array{}}},
        json::object{{"name", "no"}}}}};
  EXPECT_EQ(write(value), R"(version: 1
settings:
  rbac_enabled: true
  brand_name: "Plant 7: West"
none: []
clients:
  - name: ERP sync
    description: |-
      Reads orders
      and writes reports
    redirect_uris:
      - https://erp.example/cb
      - http://localhost:*/cb
    grants: []
  - name: "no"
)");
}

TEST(YamlWrite, texts_are_kept_whatever_they_hold) {
  for (const std::string text : {"",
                                 " ",
                                 "plain",
                                 " leading",
                                 "trailing ",
                                 "yes",
                                 "No",
                                 "null",
                                 "~",
                                 "true",
                                 "1",
                                 "-1",
                                 "1.5",
                                 "0x1f",
                                 "1e3",
                                 "12:30",
                                 ".inf",
                                 "2026-01-31",
                                 "a: b",
                                 "a #b",
                                 "#a",
                                 "- a",
                                 "-",
                                 "?",
                                 "? a",
                                 ":",
                                 "a:",
                                 "a:b",
                                 "&a",
                                 "*a",
                                 "!a",
                                 "|",
                                 ">",
                                 "%a",
                                 "@a",
                                 "`a",
                                 "[a]",
                                 "{a}",
                                 "a,b",
                                 "\"quoted\"",
                                 "'single'",
                                 "back\\slash",
                                 "a\nb",
                                 "a\nb\n",
                                 "a\n\nb",
                                 "a\n\n",
                                 "\n",
                                 "\na",
                                 "a\n b",
                                 " a\nb",
                                 "a \nb",
                                 "a\n#b",
                                 "a\n- b",
                                 "a\n\tb",
                                 "\ta\nb",
                                 "a\r\nb",
                                 "---",
                                 "...",
                                 "a\n---\nb",
                                 "--- a",
                                 "<<",
                                 "=",
                                 "tab\there",
                                 "bell\a",
                                 "\x1b[31m",
                                 "\xC3\xBC",
                                 "Z\303\274rich",
                                 "\xE2\x80\xA8",
                                 "\xC2\x85",
                                 "\xC2\xA0",
                                 "\xEF\xBB\xBF"
                                 "a",
                                 "\xF0\x9F\x94\x91",
                                 "\xE2\x80\xAE"
                                 "evil",
                                 "https://a.example/?x=1&y=[2]#z"}) {
    expect_kept(json::string(text));
    expect_kept(json::object{{"name", text}, {"list", {text, json::object{{"x", text}}}}});
    if (!text.empty() && text != "<<")
      expect_kept(json::object{{text, json::object{{text, text}}}});
    EXPECT_FALSE(one_line_scalar(text).contains('\n')) << text;
  }
}

TEST(YamlWrite, what_cannot_be_seen_is_escaped) {
  EXPECT_EQ(one_line_scalar("a\xE2\x80\xAE"
                            "b"),
            "\"a\\u202Eb\"");
  EXPECT_EQ(one_line_scalar("a\xC2\xA0"
                            "b"),
            "\"a\\u00A0b\"");
  EXPECT_EQ(one_line_scalar("\x1b"), "\"\\u001B\"");
  EXPECT_EQ(one_line_scalar("\xF0\x9F\x94\x91"), "\"\xF0\x9F\x94\x91\"");
}

TEST(YamlWrite, every_shape_is_kept) {
  expect_kept(json::array());
  expect_kept(json::object());
  expect_kept(false);
  expect_kept(-9223372036854775807);
  expect_kept(json::array{json::array{1, json::array{}}, json::array{json::array{"x"}},
                          json::object{{"a", json::array{json::object{{"b", nullptr}}}}}});
}

TEST(YamlWrite, remarks_are_comments_after_a_mapping) {
  const json::object value{{"clients", {json::object{{"name", "A"}}, json::object{{"name", "B"}}}}};
  const auto remark = [](const json::object& object) -> std::string {
    const auto* name = object.if_contains("name");
    return name != nullptr && *name == "A" ? "one: \"#\"\ntwo" : "";
  };
  const std::string text = write(value, remark);
  EXPECT_EQ(text, "clients:\n  - name: A\n    # one: \"#\"\n    # two\n  - name: B\n");
  EXPECT_EQ(read(text)->value, json::value(value));
}

}  // namespace
}  // namespace latchkey::yaml
