#include "yaml/document.hpp"

#include <gmock/gmock.h>
#include <spdlog/fmt/fmt.h>

namespace latchkey::yaml {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

json::value value_of(std::string_view text) {
  auto document = read(text);
  if (!document) {
    ADD_FAILURE() << document.error().front().message << " in " << text;
    return nullptr;
  }
  return std::move(document->value);
}

// "line:column message" of each fault.
std::vector<std::string> faults_of(std::string_view text) {
  std::vector<std::string> faults;
  const auto document = read(text);
  if (!document)
    for (const auto& [position, message] : document.error())
      faults.push_back(fmt::format("{}:{} {}", position.line, position.column, message));
  return faults;
}

TEST(YamlDocument, mappings_sequences_and_scalars_become_json) {
  EXPECT_EQ(value_of("a: 1\nb:\n  - x\n  - true\nc: {d: null, e: [], f: {}}\ng:\n"),
            json::value(json::object{
                {"a", 1},
                {"b", {"x", true}},
                {"c", json::object{{"d", nullptr}, {"e", json::array()}, {"f", json::object()}}},
                {"g", nullptr}}));
  EXPECT_EQ(value_of("{\"json\": [1, \"is\", {\"yaml\": false}]}"),
            json::value(json::object{{"json", {1, "is", json::object{{"yaml", false}}}}}));
  EXPECT_EQ(value_of("\xEF\xBB\xBF# a comment\r\na: \"\xC3\xA4\\u00e4\\U0001F511\"\r\n"),
            json::value(json::object{{"a", "\xC3\xA4\xC3\xA4\xF0\x9F\x94\x91"}}));
}

TEST(YamlDocument, what_is_quoted_is_text_and_what_is_not_is_what_it_looks_like) {
  for (const auto* text : {"'true'", "\"null\"", "'1'", "\"~\"", "'yes'", "''"})
    EXPECT_TRUE(value_of(text).is_string()) << text;
  EXPECT_EQ(value_of("True"), json::value(true));
  EXPECT_EQ(value_of("-12"), json::value(-12));
  EXPECT_EQ(value_of("9223372036854775807"), json::value(9223372036854775807));
  for (const auto* text : {"2026-01-31T12:00:00Z", "v1", "1.2.3.4/x", "a-b", "Norway"})
    EXPECT_EQ(value_of(text), json::value(text));
}

TEST(YamlDocument, what_versions_of_yaml_disagree_on_must_be_quoted) {
  for (const auto* text : {"yes",   "No",        "ON",    "off",  "y",        "0777",
                           "0x1F",  "0o17",      "1_000", "1.5",  "1e3",      "+1",
                           ".5",    ".inf",      "-.INF", ".nan", "12:30:45", "9223372036854775808",
                           "1.2.3", "2026-01-31"})
    EXPECT_THAT(faults_of(fmt::format("a: {}", text)),
                ElementsAre(HasSubstr("1:4 is a number or truth value")))
        << text;
}

TEST(YamlDocument, block_scalars_keep_their_lines) {
  EXPECT_EQ(value_of("|\n  a\n   b\n"), json::value("a\n b\n"));
  EXPECT_EQ(value_of("a: |-\n  x: 1\n  # y\n"), json::value(json::object{{"a", "x: 1\n# y"}}));
  EXPECT_EQ(value_of(">-\n  a\n  b\n"), json::value("a b"));
}

TEST(YamlDocument, nothing_stands_for_something_else) {
  EXPECT_THAT(
      faults_of("a: &x 1\nb: *x\nc: !!binary aGk=\nd: !ruby/object {}\n"),
      ElementsAre("1:4 anchors (&name) are not allowed", "2:4 aliases (*name) are not allowed",
                  "3:4 tags (!name) are not allowed", "4:4 tags (!name) are not allowed"));
  EXPECT_THAT(faults_of("a: *unknown"), ElementsAre(HasSubstr("1:4 is not YAML")));
  std::string bomb = "a0: &a0 [x]\n";
  for (int level = 1; level < 40; ++level)
    bomb += fmt::format("a{0}: &a{0} [*a{1}, *a{1}, *a{1}, *a{1}]\n", level, level - 1);
  EXPECT_EQ(faults_of(bomb).size(), 40U + 39U * 4U);
}

TEST(YamlDocument, keys_are_texts_and_unique) {
  EXPECT_THAT(faults_of("a: 1\nb:\n  c: 1\n  'c': 2\na: 3\n"),
              ElementsAre("4:3 c is there twice", "5:1 a is there twice"));
  EXPECT_THAT(faults_of("? [a]\n: 1\n"),
              ElementsAre("1:3 a key must be text (or a bracket is not closed)"));
  EXPECT_THAT(faults_of("'': 1\n~: 2\n"),
              ElementsAre("1:1 a key must not be empty", "2:1 a key must not be empty"));
}

TEST(YamlDocument, sizes_are_bounded) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(faults_of(nested(max_depth)).size(), 0U);
  EXPECT_THAT(faults_of(nested(max_depth + 1)),
              ElementsAre("1:17 is nested deeper than 16 levels"));
  EXPECT_EQ(faults_of(nested(100'000)).size(), 1U);
  EXPECT_EQ(faults_of(std::string(100'000, '[')).size(), 1U);
  EXPECT_EQ(faults_of(std::string(100'000, '{')).size(), 1U);
  EXPECT_EQ(faults_of("a: " + std::string(max_scalar_bytes, 'x')).size(), 0U);
  EXPECT_THAT(faults_of("a: " + std::string(max_scalar_bytes + 1, 'x')),
              ElementsAre("1:4 a text is longer than 64 KiB"));
  EXPECT_THAT(faults_of(std::string(max_bytes + 1, ' ')),
              ElementsAre("1:1 the file is larger than 16 MiB"));
  std::string many = "[";
  for (std::size_t count = 0; count <= max_values; ++count) many += "a,";
  many += "]";
  EXPECT_THAT(faults_of(many), ElementsAre(HasSubstr("more than 1000000 values")));
}

TEST(YamlDocument, it_is_utf8_without_nuls_and_one_document) {
  EXPECT_THAT(faults_of("a: 1\nb: \xFF\n"), ElementsAre("2:4 is not UTF-8"));
  EXPECT_THAT(faults_of(std::string_view("a\0b", 3)), ElementsAre("1:2 is a NUL character"));
  EXPECT_THAT(faults_of("a: \"\\0\""), ElementsAre("1:4 a text holds a NUL character"));
  EXPECT_THAT(faults_of("a: 1\n---\nb: 2\n"), ElementsAre(HasSubstr("there is a second document")));
  EXPECT_EQ(value_of("--- # one\na: 1\n...\n"), json::value(json::object{{"a", 1}}));
  EXPECT_THAT(faults_of(""), ElementsAre("1:1 the file is empty"));
  EXPECT_THAT(faults_of("# nothing\n"), ElementsAre("1:1 the file is empty"));
}

TEST(YamlDocument, what_is_no_yaml_is_told_with_its_place) {
  EXPECT_THAT(faults_of("a: 1\n  b: 2\n"), ElementsAre(HasSubstr("2:4 is not YAML: ")));
  EXPECT_THAT(faults_of("a: [1, 2\n"), ElementsAre(HasSubstr("is not YAML: ")));
  EXPECT_THAT(faults_of("[1, 2\n"), ElementsAre(HasSubstr("a bracket is not closed")));
  for (const auto* text : {"a: 'x", "a: 'x\n", "a: \"x\nb: 1\n", "a: \"x\n  b: 1\n"})
    EXPECT_THAT(faults_of(text), ElementsAre(HasSubstr("is not YAML: "))) << text;
  EXPECT_THAT(faults_of("a:\n\t- b\n"), ElementsAre(HasSubstr("is not YAML: ")));
}

TEST(YamlDocument, every_value_has_its_place) {
  const auto document = read(
      "settings:\n  brand_name: X\nclients:\n  - name: A\n    redirect_uris:\n      - one\n"
      "      - two\n  - {name: B}\n");
  ASSERT_TRUE(document);
  const auto place = [&](std::string_view path) {
    const auto [line, column] = document->position_of(path);
    return fmt::format("{}:{}", line, column);
  };
  EXPECT_EQ(place(""), "1:1");
  EXPECT_EQ(place("settings"), "1:1");
  EXPECT_EQ(place("settings.brand_name"), "2:3");
  EXPECT_EQ(place("clients[0]"), "4:5");
  EXPECT_EQ(place("clients[0].redirect_uris[1]"), "7:9");
  EXPECT_EQ(place("clients[1].name"), "8:6");
  EXPECT_EQ(place("clients[1].missing"), "8:5");
  EXPECT_EQ(place("clients[0].redirect_uris[7]"), "5:5");
  EXPECT_EQ(place("clients[x].name"), "3:1");
  EXPECT_EQ(place("settingsx"), "1:1");
}

}  // namespace
}  // namespace latchkey::yaml
