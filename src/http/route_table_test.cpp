#include "http/route_table.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

namespace latchkey::http {
namespace {

using Parameters = std::vector<std::string>;
using Found = std::pair<std::optional<std::size_t>, Parameters>;

Found find_in(const RouteTable& routes, Method method, std::string_view path) {
  auto match = routes.find(method, path);
  return {match.routes.at(static_cast<std::size_t>(method)), std::move(match.parameters)};
}

RouteTable table() {
  RouteTable routes;
  routes.add(Method::get, "/", 0);
  routes.add(Method::get, "/users", 1);
  routes.add(Method::get, "/users/{id}", 2);
  routes.add(Method::delete_, "/users/{id}", 3);
  routes.add(Method::get, "/users/me", 4);
  routes.add(Method::get, "/users/{id}/roles/{role}", 5);
  routes.add(Method::get, "/{any}/me/roles/{role}", 6);
  return routes;
}

std::optional<std::size_t> find(Method method, std::string_view path,
                                const Parameters& parameters = {}) {
  const auto [route, found] = find_in(table(), method, path);
  EXPECT_EQ(found, parameters) << path;
  return route;
}

TEST(route_table, a_rest_is_what_follows_as_it_was_sent) {
  RouteTable routes;
  routes.add(Method::get, "/checks/{name}/{+path}", 0);
  routes.add(Method::get, "/checks/{name}", 1);
  routes.add(Method::get, "/checks/{name}/log", 2);
  routes.add(Method::get, "/known/{+path}", 3);
  const auto found = [&](std::string_view path) { return find_in(routes, Method::get, path); };
  EXPECT_EQ(found("/checks/a/"), Found(0, {"a", "/"}));
  EXPECT_EQ(found("/checks/a/b"), Found(0, {"a", "/b"}));
  EXPECT_EQ(found("/checks/%61/b/../c//%2e%2F;d"), Found(0, {"a", "/b/../c//%2e%2F;d"}));
  EXPECT_EQ(found("/checks/a"), Found(1, {"a"}));
  EXPECT_EQ(found("/checks/a/log"), Found(2, {"a"}));
  EXPECT_EQ(found("/checks/a/log/x"), Found(0, {"a", "/log/x"}));
  EXPECT_EQ(found("/checks//x"), Found(std::nullopt, {}));
  EXPECT_EQ(found("/known/x/y"), Found(3, {"/x/y"}));
  EXPECT_EQ(found("/known"), Found(std::nullopt, {}));
  EXPECT_THROW(routes.add(Method::get, "/checks/{other}/{+rest}", 4), std::logic_error);
}

TEST(route_table, a_method_is_looked_for_in_all_patterns_that_the_path_matches) {
  RouteTable routes;
  routes.add(Method::get, "/users/me", 0);
  routes.add(Method::put, "/users/{id}", 1);
  routes.add(Method::patch, "/{any}/me", 2);
  routes.add(Method::post, "/users/{+path}", 3);
  const auto found = [&](Method method, std::string_view path) {
    return find_in(routes, method, path);
  };
  EXPECT_EQ(found(Method::get, "/users/me"), Found(0, {}));
  EXPECT_EQ(found(Method::put, "/users/me"), Found(1, {"me"}));
  EXPECT_EQ(found(Method::patch, "/users/me"), Found(2, {"users"}));
  EXPECT_EQ(found(Method::post, "/users/me"), Found(3, {"/me"}));
  EXPECT_EQ(found(Method::delete_, "/users/me"), Found(std::nullopt, {}));
  EXPECT_EQ(routes.find(Method::delete_, "/users/me").routes,
            (RouteTable::ByMethod{0, std::nullopt, 3, 1, 2, std::nullopt, std::nullopt}));
}

TEST(route_table, literal_segments_go_before_parameters) {
  EXPECT_EQ(find(Method::get, "/"), 0U);
  EXPECT_EQ(find(Method::get, "/users"), 1U);
  EXPECT_EQ(find(Method::get, "/users/me"), 4U);
  EXPECT_EQ(find(Method::get, "/users/usr_1", {"usr_1"}), 2U);
  EXPECT_EQ(find(Method::delete_, "/users/me", {"me"}), 3U);
  EXPECT_EQ(find(Method::get, "/users/me/roles/x", {"me", "x"}), 5U);
  EXPECT_EQ(find(Method::get, "/groups/me/roles/x", {"groups", "x"}), 6U);
}

TEST(route_table, parameters_are_decoded) {
  EXPECT_EQ(find(Method::get, "/users/a%20b%2Fc%c3%a4+", {"a b/c\xc3\xa4+"}), 2U);
}

TEST(route_table, broken_parameters_do_not_match) {
  for (const std::string_view path : {"/users/%", "/users/%2", "/users/%zz", "/users/a%00b",
                                      "/users/%ff", "/users/%ed%a0%80", "/users/"})
    EXPECT_EQ(find(Method::get, path), std::nullopt) << path;
}

TEST(route_table, paths_are_not_normalised) {
  for (const std::string_view path :
       {"/users/", "//users", "/./users", "/users/../users", "/USERS", "/%75sers", "/users/a/",
        "/users;a=b", "/users/a/roles", "/users//roles/x", ""})
    EXPECT_EQ(table().find(Method::get, path).routes, RouteTable::ByMethod()) << path;
}

TEST(route_table, duplicates_and_malformed_patterns_are_refused) {
  RouteTable routes = table();
  EXPECT_THROW(routes.add(Method::get, "/users", 9), std::logic_error);
  EXPECT_THROW(routes.add(Method::get, "/users/{other}", 9), std::logic_error);
  EXPECT_THROW(routes.add(Method::get, "users", 9), std::logic_error);
  EXPECT_THROW(routes.add(Method::get, "/users/x{id}", 9), std::logic_error);
  routes.add(Method::post, "/users", 9);
}

}  // namespace
}  // namespace latchkey::http
