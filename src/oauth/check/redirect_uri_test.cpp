#include "oauth/check/redirect_uri.hpp"

#include <array>
#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

TEST(RedirectUri, rfc9700_2_1_matches_byte_for_byte) {
  EXPECT_TRUE(
      matches_redirect_uri("https://app.example.com/cb?p=1", "https://app.example.com/cb?p=1"));
  EXPECT_TRUE(matches_redirect_uri("com.example.app:/cb", "com.example.app:/cb"));
}

TEST(RedirectUri, rfc9700_4_1_3_nothing_near_it_matches) {
  for (const auto* presented : {"https://app.example.com/cb/",
                                "https://app.example.com/CB",
                                "https://APP.example.com/cb",
                                "HTTPS://app.example.com/cb",
                                "http://app.example.com/cb",
                                "https://app.example.com/cb#",
                                "https://app.example.com/cb#x",
                                "https://app.example.com/cb?",
                                "https://app.example.com/c",
                                "https://app.example.com/./cb",
                                "https://app.example.com/x/../cb",
                                "https://app.example.com/%63b",
                                "https://app.example.com:443/cb",
                                "https://app.example.com/cb;x=1",
                                "https://user@app.example.com/cb",
                                "https://app.example.com@evil.example/cb",
                                "https://app.example.com.evil.example/cb",
                                "https://app.example.com\\@evil.example/cb",
                                "https://app.example.com/cb\n",
                                " https://app.example.com/cb",
                                "https://app.example.com./cb",
                                "https://\xd0\xb0pp.example.com/cb",
                                "https:/app.example.com/cb",
                                "//app.example.com/cb",
                                "/cb",
                                ""})
    EXPECT_FALSE(matches_redirect_uri("https://app.example.com/cb", presented)) << presented;
}

TEST(RedirectUri, rfc8252_7_3_an_ip_literal_matches_any_port) {
  for (const auto* registered :
       {"http://127.0.0.1/cb", "http://127.0.0.1:3000/cb", "http://127.0.0.1:*/cb"}) {
    EXPECT_TRUE(matches_redirect_uri(registered, "http://127.0.0.1:51004/cb")) << registered;
    EXPECT_TRUE(matches_redirect_uri(registered, "http://127.0.0.1:65535/cb")) << registered;
    EXPECT_TRUE(matches_redirect_uri(registered, "http://127.0.0.1/cb")) << registered;
  }
  EXPECT_TRUE(matches_redirect_uri("http://[::1]/cb", "http://[::1]:51004/cb"));
  EXPECT_TRUE(matches_redirect_uri("http://[::1]:1/cb?a=b", "http://[::1]:51004/cb?a=b"));
}

TEST(RedirectUri, localhost_matches_any_port_only_where_registered_so) {
  EXPECT_TRUE(
      matches_redirect_uri("http://localhost:*/callback", "http://localhost:3000/callback"));
  EXPECT_TRUE(matches_redirect_uri("http://localhost:*", "http://localhost:3000"));
  EXPECT_TRUE(matches_redirect_uri("http://localhost:*/callback", "http://localhost/callback"));
  EXPECT_TRUE(matches_redirect_uri("http://localhost:3000/cb", "http://localhost:3000/cb"));
  EXPECT_FALSE(matches_redirect_uri("http://localhost:3000/cb", "http://localhost:3001/cb"));
  EXPECT_FALSE(matches_redirect_uri("http://localhost/cb", "http://localhost:3000/cb"));
}

TEST(RedirectUri, rfc8252_7_3_nothing_but_the_port_varies) {
  for (const auto* presented :
       {"http://127.0.0.1:80/other", "http://127.0.0.1:80/cb/", "http://127.0.0.1:80/cb?",
        "http://127.0.0.1:80/cb#", "http://127.0.0.1:80", "https://127.0.0.1:80/cb",
        "http://localhost:80/cb", "http://[::1]:80/cb", "http://127.0.0.2:80/cb",
        "http://127.0.0.1.evil.example/cb", "http://127.0.0.1:80@evil.example/cb",
        "http://user@127.0.0.1:80/cb", "http://127.0.0.1:80\\@evil.example/cb",
        "http://127.1:80/cb", "http://0x7f000001:80/cb", "HTTP://127.0.0.1:80/cb"})
    EXPECT_FALSE(matches_redirect_uri("http://127.0.0.1/cb", presented)) << presented;
}

TEST(RedirectUri, rfc3986_3_2_3_a_port_is_digits_up_to_65535) {
  for (const auto* port : {"", "*", "x", "-1", "+1", " 1", "1 ", "65536", "99999", "100000", "1e2",
                           "0x1", "\xd9\xa1"}) {
    const auto presented = "http://127.0.0.1:" + std::string(port) + "/cb";
    EXPECT_FALSE(matches_redirect_uri("http://127.0.0.1:*/cb", presented)) << presented;
  }
}

TEST(RedirectUri, a_wildcard_is_no_pattern_beyond_loopback) {
  EXPECT_FALSE(
      matches_redirect_uri("https://app.example.com:*/cb", "https://app.example.com:8443/cb"));
  EXPECT_FALSE(matches_redirect_uri("https://*.example.com/cb", "https://app.example.com/cb"));
}

TEST(RedirectUri, matches_any_of_those_registered) {
  const std::array<std::string, 2> registered{"https://a/cb", "http://localhost:*/cb"};
  EXPECT_TRUE(matches_any_redirect_uri(registered, "https://a/cb"));
  EXPECT_TRUE(matches_any_redirect_uri(registered, "http://localhost:1/cb"));
  EXPECT_FALSE(matches_any_redirect_uri(registered, "https://b/cb"));
  EXPECT_FALSE(matches_any_redirect_uri({}, "https://a/cb"));
}

TEST(RedirectUri, rfc8252_7_3_loopback_is_told_apart) {
  for (const auto* uri : {"http://localhost/cb", "http://127.0.0.1:1/cb", "http://[::1]",
                          "http://localhost:*/cb", "https://localhost/cb"})
    EXPECT_TRUE(is_loopback_redirect_uri(uri)) << uri;
  for (const auto* uri : {"http://localhost.evil.example/cb", "https://a/cb", "localhost:/cb",
                          "http://localhost:x/cb", "com.example.app:/cb", ""})
    EXPECT_FALSE(is_loopback_redirect_uri(uri)) << uri;
}

TEST(RedirectUri, rfc8252_7_1_private_use_is_told_apart) {
  EXPECT_TRUE(is_private_use_redirect_uri("com.example.app:/cb"));
  EXPECT_FALSE(is_private_use_redirect_uri("https://a/cb"));
  EXPECT_FALSE(is_private_use_redirect_uri("http://localhost/cb"));
  EXPECT_FALSE(is_private_use_redirect_uri("no-colon"));
}

}  // namespace
}  // namespace latchkey::oauth
