#include "api/fields.hpp"

#include <gmock/gmock.h>

namespace latchkey::api {
namespace {

using ::testing::ElementsAre;

http::Request request_of(std::string body, std::string content_type = "application/json") {
  http::Request request;
  request.headers = {{"content-type", std::move(content_type)}};
  request.body = std::move(body);
  return request;
}

unsigned status_of(const http::Request& request) {
  const auto fields = Fields::read(request);
  return fields ? 200 : fields.error().status;
}

std::vector<std::string> faulty(const Fields& fields) {
  std::vector<std::string> names;
  for (const auto& error : fields.faults.problem().errors) names.push_back(error.field);
  return names;
}

TEST(Fields, a_body_of_another_media_type_is_415) {
  EXPECT_EQ(status_of(request_of("{}", "application/x-www-form-urlencoded")), 415U);
  EXPECT_EQ(status_of(request_of("{}", "text/plain")), 415U);
  EXPECT_EQ(status_of(request_of("{}", "")), 415U);
  EXPECT_EQ(status_of(request_of("{}", "application/json; charset=utf-8")), 200U);
}

TEST(Fields, a_body_that_is_not_strict_json_is_400) {
  EXPECT_EQ(status_of(request_of("")), 400U);
  EXPECT_EQ(status_of(request_of("{")), 400U);
  EXPECT_EQ(status_of(request_of(R"({"a":1,"a":2})")), 400U);
  EXPECT_EQ(status_of(request_of("{\"a\":\"\xff\"}")), 400U);
  EXPECT_EQ(status_of(request_of(R"({"a":"\ud800"})")), 400U);
  EXPECT_EQ(status_of(request_of(R"({"a":"\u0000"})")), 400U);
  EXPECT_EQ(status_of(request_of(std::string(100, '[') + std::string(100, ']'))), 400U);
  EXPECT_EQ(status_of(request_of("{} {}")), 400U);
}

TEST(Fields, a_body_that_is_no_object_is_400) {
  EXPECT_EQ(status_of(request_of("[]")), 400U);
  EXPECT_EQ(status_of(request_of("null")), 400U);
  EXPECT_EQ(status_of(request_of("\"a\"")), 400U);
}

TEST(Fields, a_member_of_another_type_is_a_fault_and_nothing) {
  auto fields = Fields::read(request_of(R"({"a":1,"b":"x","c":1.5,"d":["x",1],"e":null})"));
  ASSERT_TRUE(fields);
  EXPECT_FALSE(fields->text("a"));
  EXPECT_FALSE(fields->boolean("b"));
  EXPECT_FALSE(fields->integer("c"));
  EXPECT_FALSE(fields->texts("d"));
  EXPECT_FALSE(fields->text("e"));
  EXPECT_THAT(faulty(*fields), ElementsAre("a", "b", "c", "d", "e"));
}

TEST(Fields, members_are_taken_by_type) {
  auto fields = Fields::read(request_of(R"({"a":"x","b":true,"c":5,"d":["x","y"],"e":null})"));
  ASSERT_TRUE(fields);
  EXPECT_EQ(fields->text("a"), "x");
  EXPECT_EQ(fields->boolean("b"), true);
  EXPECT_EQ(fields->integer("c"), 5);
  EXPECT_EQ(fields->texts("d"), (std::vector<std::string>{"x", "y"}));
  EXPECT_EQ(fields->text_or_null("e"), "");
  EXPECT_FALSE(fields->text("absent"));
  fields->refuse_the_rest();
  EXPECT_TRUE(fields->faults.empty());
}

TEST(Fields, what_is_unknown_fixed_or_missing_is_a_fault) {
  auto fields = Fields::read(request_of(R"({"id":"x","unknown":1})"));
  ASSERT_TRUE(fields);
  fields->fixed("id", "is set by the server");
  fields->fixed("absent", "is set by the server");
  EXPECT_EQ(fields->required_text("name"), "");
  fields->refuse_the_rest();
  EXPECT_THAT(faulty(*fields), ElementsAre("id", "name", "unknown"));
}

TEST(Faults, a_field_that_could_not_be_read_is_not_also_missing) {
  Faults faults;
  faults.add("name", "must be a string");
  faults.add_for_others({{.field = "name", .message = "must not be empty"},
                         {.field = "scopes", .message = "one"},
                         {.field = "scopes", .message = "two"}});
  EXPECT_EQ(faults.problem().errors.size(), 3U);
  EXPECT_EQ(faults.problem().errors.front().message, "must be a string");
}

}  // namespace
}  // namespace latchkey::api
