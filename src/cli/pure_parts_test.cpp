#include <CLI/CLI.hpp>
#include <gtest/gtest.h>

#include "base/timestamp.hpp"
#include "cli/audit_query.hpp"
#include "cli/failure.hpp"
#include "cli/list_edit.hpp"
#include "cli/problem_text.hpp"
#include "cli/server_api.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {
namespace {

using Texts = std::vector<std::string>;

TEST(ProblemText, tells_the_detail_and_every_field) {
  http::Response response = http::json_response(
      400,
      R"({"title": "Bad Request", "detail": "Two fields are wrong.", "request_id": "r",
          "errors": [{"field": "name", "message": "is taken"},
                     {"field": "scopes", "message": "must be\u001b[31m red"}]})");
  EXPECT_EQ(problem_text(response),
            "Two fields are wrong.\n  name: is taken\n  scopes: must be?[31m red");
}

TEST(ProblemText, of_a_fault_of_the_server_names_the_request) {
  const auto response =
      http::json_response(503, R"({"detail": "Later.", "request_id": "r-7", "errors": []})");
  EXPECT_EQ(problem_text(response), "Later.\nThe server's log has more under the request id r-7.");
}

TEST(ProblemText, of_what_is_no_problem_is_the_status) {
  EXPECT_EQ(problem_text(http::html_response(502, "<h1>")), "the server answered with status 502");
}

Texts edited(const Texts& arguments, const Texts& current) {
  CLI::App app;
  ListEdit edit("scope", "scopes", "SCOPE");
  edit.add_to(app);
  auto reversed = arguments;
  std::reverse(reversed.begin(), reversed.end());
  app.parse(reversed);
  return edit.apply(current);
}

TEST(ListEdit, replaces_adds_and_removes) {
  EXPECT_EQ(edited({}, {"a"}), Texts{"a"});
  EXPECT_EQ(edited({"--scope", "b", "--scope", "c"}, {"a"}), (Texts{"b", "c"}));
  EXPECT_EQ(edited({"--add-scope", "b", "--add-scope", "a"}, {"a"}), (Texts{"a", "b"}));
  EXPECT_EQ(edited({"--remove-scope", "a", "--add-scope", "c"}, {"a", "b"}), (Texts{"b", "c"}));
  EXPECT_THROW(edited({"--remove-scope", "x"}, {"a"}), Failure);
  EXPECT_THROW(edited({"--scope", "x", "--add-scope", "y"}, {"a"}), CLI::ParseError);
}

TEST(PointInTime, is_a_time_or_so_long_ago) {
  const Time now = *parse_rfc3339("2026-03-01T12:00:00Z");
  EXPECT_EQ(point_in_time("2026-01-31T12:00:00+01:00", now), "2026-01-31T12:00:00+01:00");
  EXPECT_EQ(point_in_time("90s", now), "2026-03-01T11:58:30Z");
  EXPECT_EQ(point_in_time("15m", now), "2026-03-01T11:45:00Z");
  EXPECT_EQ(point_in_time("24h", now), "2026-02-28T12:00:00Z");
  EXPECT_EQ(point_in_time("7d", now), "2026-02-22T12:00:00Z");
  for (const auto* wrong : {"", "d", "7", "7w", "-7d", "7dd", "1000001d", "99999999999999999999d"})
    EXPECT_THROW(point_in_time(wrong, now), Failure) << wrong;
}

TEST(View, shows_members_as_text) {
  const json::object object{{"text", "a"},
                            {"number", 5},
                            {"nothing", nullptr},
                            {"time", "2026-01-31T12:34:56.789Z"},
                            {"person", json::object{{"id", "usr_1"}, {"name", "Ada"}}},
                            {"gone", json::object{{"id", "usr_2"}, {"name", nullptr}}}};
  EXPECT_EQ(text_of(object, "text"), "a");
  EXPECT_EQ(text_of(object, "number"), "5");
  EXPECT_EQ(text_of(object, "nothing"), "");
  EXPECT_EQ(text_of(object, "absent"), "");
  EXPECT_EQ(time_of(object, "time"), "2026-01-31 12:34:56 UTC");
  EXPECT_EQ(short_time_of(object, "time"), "2026-01-31 12:34");
  EXPECT_EQ(time_of(object, "nothing"), "never");
  EXPECT_EQ(reference_of(object, "person"), "Ada");
  EXPECT_EQ(reference_of(object, "gone"), "deleted (usr_2)");
  EXPECT_EQ(reference_of(object, "nothing"), "");
  EXPECT_EQ(counted(1, "client"), "1 client");
  EXPECT_EQ(counted(2, "client"), "2 clients");
}

TEST(PathSegment, escapes_what_is_more_than_a_segment) {
  EXPECT_EQ(path_segment("lkc_a-b.c~"), "lkc_a-b.c~");
  EXPECT_EQ(path_segment("../x?y#z%"), "..%2Fx%3Fy%23z%25");
  EXPECT_EQ(path_segment("ü"), "%C3%BC");
}

}  // namespace
}  // namespace latchkey::cli
