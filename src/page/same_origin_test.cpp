#include "page/same_origin.hpp"

#include <gtest/gtest.h>
#include <string>

namespace latchkey::page {
namespace {

struct Sent {
  std::string origin{};  // empty: the header is not sent
  std::string site{};
};

bool is_own(const Sent& sent, std::string_view issuer = "https://id.example.com") {
  http::Request request;
  if (!sent.origin.empty())
    request.headers.emplace_back("origin", sent.origin);
  if (!sent.site.empty())
    request.headers.emplace_back("sec-fetch-site", sent.site);
  return is_from_own_page(request, issuer);
}

TEST(SameOrigin, the_issuers_origin_is_ours_with_and_without_a_path_or_the_schemes_port) {
  EXPECT_TRUE(is_own({.origin = "https://id.example.com"}));
  EXPECT_TRUE(is_own({.origin = "https://id.example.com"}, "https://ID.example.com:443/auth"));
  EXPECT_TRUE(is_own({.origin = "http://id.example.com:8080", .site = "same-origin"},
                     "http://id.example.com:8080"));
}

TEST(SameOrigin, what_says_nothing_is_left_to_the_csrf_token) {
  EXPECT_TRUE(is_own({}));
}

TEST(SameOrigin, another_origin_is_refused) {
  for (const auto* origin :
       {"https://evil.example", "http://id.example.com", "https://id.example.com:8443",
        "https://id.example.com.evil.example", "https://sub.id.example.com", "id.example.com"})
    EXPECT_FALSE(is_own({.origin = origin, .site = "same-origin"})) << origin;
}

TEST(SameOrigin, a_cross_site_request_is_refused_whatever_its_origin) {
  EXPECT_FALSE(is_own({.site = "cross-site"}));
  EXPECT_FALSE(is_own({.origin = "https://id.example.com", .site = "cross-site"}));
}

TEST(SameOrigin, null_will_do_unless_the_browser_says_that_it_is_another_site) {
  EXPECT_TRUE(is_own({.origin = "null", .site = "same-origin"}));
  EXPECT_TRUE(is_own({.origin = "null"}));
  EXPECT_FALSE(is_own({.origin = "null", .site = "none"}));
  EXPECT_FALSE(is_own({.origin = "null", .site = "same-site"}));
  EXPECT_FALSE(is_own({.origin = "null", .site = "cross-site"}));
}

TEST(SameOrigin, loopback_names_are_one_server_at_one_port) {
  const auto* issuer = "http://127.0.0.1:8080";
  EXPECT_TRUE(is_own({.origin = "http://localhost:8080"}, issuer));
  EXPECT_TRUE(is_own({.origin = "http://[::1]:8080"}, issuer));
  EXPECT_FALSE(is_own({.origin = "http://localhost:8081"}, issuer));
  EXPECT_FALSE(is_own({.origin = "https://localhost:8080"}, issuer));
  EXPECT_FALSE(is_own({.origin = "http://localhost.evil.example:8080"}, issuer));
  EXPECT_FALSE(is_own({.origin = "http://localhost:8080"}, "http://id.example.com:8080"));
}

TEST(SameOrigin, a_repeated_header_is_refused) {
  http::Request request;
  request.headers.emplace_back("origin", "https://id.example.com");
  request.headers.emplace_back("origin", "https://id.example.com");
  EXPECT_FALSE(is_from_own_page(request, "https://id.example.com"));
}

}  // namespace
}  // namespace latchkey::page
