#include "api/query.hpp"

#include <array>
#include <gmock/gmock.h>

namespace latchkey::api {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::array<std::string_view, 2> keys{"name", "created_at"};
constexpr Query::Order by_name{.keys = keys, .key = "name"};

std::expected<Query, Problem> read(std::string query) {
  http::Request request;
  request.query = std::move(query);
  return Query::read(request);
}

// The parameters at fault when a list is asked for.
std::vector<std::string> faulty(std::string text) {
  auto query = read(std::move(text));
  std::vector<std::string> names;
  std::optional<Problem> problem;
  if (query) {
    query->page(by_name);
    problem = query->problem();
  } else {
    problem = query.error();
  }
  if (problem) {
    EXPECT_EQ(problem->status, 400U);
    for (const auto& error : problem->errors) names.push_back(error.field);
  }
  return names;
}

TEST(Query, without_parameters_it_is_the_first_page_in_the_usual_order) {
  const auto page = read("")->page(by_name);
  EXPECT_EQ(page.page, 1);
  EXPECT_EQ(page.page_size, 25);
  EXPECT_EQ(page.q, "");
  EXPECT_EQ(page.sort, "name");
  EXPECT_FALSE(page.is_descending);
}

TEST(Query, every_parameter_of_a_list_is_read) {
  const auto page = read("page=3&page_size=200&q=a%20b&sort=created_at&order=desc")->page(by_name);
  EXPECT_EQ(page.page, 3);
  EXPECT_EQ(page.page_size, 200);
  EXPECT_EQ(page.q, "a b");
  EXPECT_EQ(page.sort, "created_at");
  EXPECT_TRUE(page.is_descending);
}

TEST(Query, an_empty_parameter_counts_as_omitted) {
  EXPECT_THAT(faulty("page=&page_size=&q=&sort=&order="), IsEmpty());
}

TEST(Query, pages_and_their_sizes_have_bounds) {
  for (const auto* page : {"0", "-1", "x", "1.0", "1x", " 1", "99999999999999999999", "1000001"})
    EXPECT_THAT(faulty(std::string("page=") + page), ElementsAre("page")) << page;
  for (const auto* size : {"0", "201", "all"})
    EXPECT_THAT(faulty(std::string("page_size=") + size), ElementsAre("page_size")) << size;
}

TEST(Query, an_unknown_sort_key_order_or_parameter_is_named) {
  EXPECT_THAT(faulty("sort=password"), ElementsAre("sort"));
  EXPECT_THAT(faulty("order=up"), ElementsAre("order"));
  EXPECT_THAT(faulty("limit=5"), ElementsAre("limit"));
  EXPECT_THAT(faulty("page=0&sort=x&z=1"), ElementsAre("page", "sort", "z"));
}

TEST(Query, a_parameter_given_twice_is_named) {
  EXPECT_THAT(faulty("page=1&q=a&page=1&page=2"), ElementsAre("page"));
}

TEST(Query, what_does_not_decode_is_refused) {
  EXPECT_FALSE(read("q=%zz"));
  EXPECT_FALSE(read("q=%ff"));
  EXPECT_FALSE(read("q=%00"));
}

TEST(Query, a_search_has_at_most_200_characters_not_bytes) {
  std::string umlauts;
  for (int i = 0; i < 200; ++i) umlauts += "%C3%BC";
  EXPECT_THAT(faulty("q=" + umlauts), IsEmpty());
  EXPECT_THAT(faulty("q=" + umlauts + "x"), ElementsAre("q"));
}

TEST(Query, times_are_rfc3339) {
  EXPECT_EQ(read("from=2026-01-31T12:00:00Z")->time("from"),
            Time(std::chrono::sys_days{std::chrono::year{2026} / 1 / 31}) + std::chrono::hours(12));
  auto query = read("from=yesterday");
  EXPECT_FALSE(query->time("from"));
  EXPECT_TRUE(query->problem());
}

}  // namespace
}  // namespace latchkey::api
