#include <gtest/gtest.h>

#include "oauth/check/redirect_uri.hpp"

namespace latchkey::oauth {
namespace {

std::string fault(std::string_view uri, ClientType type = ClientType::confidential) {
  return redirect_uri_fault(uri, type).value_or("");
}

TEST(RedirectUriRegistration, https_and_loopback_may_be_registered) {
  for (const auto* uri :
       {"https://app.example.com", "https://app.example.com/callback",
        "https://app.example.com:8443/cb?tenant=1&x=%20", "https://[2001:db8::1]/cb",
        "http://localhost/cb", "http://localhost:3000/cb", "http://localhost:*",
        "http://localhost:*/cb", "http://127.0.0.1/cb", "http://127.0.0.1:*/cb",
        "http://[::1]:*/cb", "http://[::1]/cb", "https://localhost:*/cb",
        "https://app.example.com/a..b/.well-known/.../x?y=/../z"}) {
    EXPECT_EQ(fault(uri), "") << uri;
    EXPECT_EQ(fault(uri, ClientType::public_), "") << uri;
  }
}

TEST(RedirectUriRegistration, rfc8252_7_1_private_use_schemes_are_for_public_clients) {
  EXPECT_EQ(fault("com.example.app:/cb", ClientType::public_), "");
  EXPECT_EQ(fault("com.example.app://host/cb", ClientType::public_), "");
  EXPECT_EQ(fault("com.example.app:/cb"),
            "has a private-use scheme, which only public clients may have; use https");
}

TEST(RedirectUriRegistration, rfc8252_7_1_private_use_schemes_need_a_dot) {
  for (const auto* uri : {"myapp:/cb", "myapp://cb", "localhost:3000/cb",
                          "urn:ietf:wg:oauth:2.0:oob", "mailto:a@b.example", "ftp://a.example/"})
    EXPECT_EQ(fault(uri, ClientType::public_),
              "has a scheme without a dot; use https, or a scheme made of your domain name "
              "reversed, as in com.example.app:/callback")
        << uri;
}

TEST(RedirectUriRegistration, private_use_uris_name_a_place_without_userinfo) {
  EXPECT_EQ(fault("com.example.app:", ClientType::public_),
            "names no place after the scheme; write it as com.example.app:/callback");
  EXPECT_EQ(fault("com.example.app://u@h/cb", ClientType::public_),
            "holds a user name or password; leave out what stands before the @");
}

TEST(RedirectUriRegistration, rfc9700_dangerous_schemes_are_never_allowed) {
  for (const auto* uri : {"javascript:alert(1)", "data:text/html,x", "vbscript:x",
                          "file:///etc/passwd", "blob:x", "about:blank"})
    EXPECT_EQ(fault(uri, ClientType::public_), "has a scheme that is never allowed; use https")
        << uri;
  EXPECT_EQ(fault("JavaScript:alert(1)", ClientType::public_),
            "has a scheme in capital letters; write it in small ones");
}

TEST(RedirectUriRegistration, rfc6749_3_1_2_must_be_an_absolute_uri) {
  for (const auto* uri :
       {"/callback", "app.example.com/cb", "//app.example.com/cb", "callback", "https//a",
        "https://a/%zz", "https://a/<x>", "https://a b/", "https://[::1/cb", "1http://a/"})
    EXPECT_NE(fault(uri), "") << uri;
  EXPECT_EQ(fault("/callback"),
            "is not an absolute URI; write it as https://app.example.com/callback");
  EXPECT_EQ(fault(""), "must not be empty");
}

TEST(RedirectUriRegistration, rfc6749_3_1_2_must_not_have_a_fragment_even_an_empty_one) {
  for (const auto* uri : {"https://a/cb#x", "https://a/cb#", "http://localhost:*/cb#"})
    EXPECT_EQ(fault(uri), "has a fragment; leave out the # and what follows it") << uri;
}

TEST(RedirectUriRegistration, userinfo_is_refused) {
  for (const auto* uri : {"https://user@a/cb", "https://user:pw@a/cb", "https://@a/cb"})
    EXPECT_EQ(fault(uri), "holds a user name or password; leave out what stands before the @")
        << uri;
}

TEST(RedirectUriRegistration, rfc6749_3_1_2_1_http_is_only_for_loopback) {
  for (const auto* uri :
       {"http://app.example.com/cb", "http://localhost.example.com/cb", "http://127.0.0.2/cb",
        "http://192.168.0.1/cb", "http://LOCALHOST/cb", "http://[::2]/cb"})
    EXPECT_EQ(fault(uri), "uses http; use https (http is only for localhost, 127.0.0.1 and [::1])")
        << uri;
}

TEST(RedirectUriRegistration, a_host_is_required) {
  for (const auto* uri : {"https:///cb", "https:/cb", "https:cb", "https://:443/cb", "http:/cb"})
    EXPECT_EQ(fault(uri), "has no host; write it as https://app.example.com/callback") << uri;
}

TEST(RedirectUriRegistration, a_wildcard_may_only_be_the_port_of_loopback) {
  for (const auto* uri : {"https://*.example.com/cb", "https://app.example.com:*/cb", "https://a/*",
                          "http://localhost:*/*", "http://localhost:30*/cb", "http://*/cb", "*"})
    EXPECT_EQ(fault(uri),
              "has a wildcard; * may only stand for the port of localhost, 127.0.0.1 or [::1], as "
              "in http://localhost:*/callback")
        << uri;
}

TEST(RedirectUriRegistration, ports_are_numbers_up_to_65535) {
  for (const auto* uri : {"https://a:65536/cb", "https://a:/cb", "http://127.0.0.1:99999/cb"})
    EXPECT_EQ(fault(uri), "has no valid port; use a number up to 65535 or leave out the colon")
        << uri;
  EXPECT_EQ(fault("https://a:65535/cb"), "");
}

TEST(RedirectUriRegistration, a_private_use_uri_has_a_possible_port_or_none) {
  for (const std::string_view uri : {"com.example.app://h:70000/cb", "com.example.app://h:/cb"})
    EXPECT_TRUE(fault(uri, ClientType::public_).starts_with("has no valid port")) << uri;
  EXPECT_EQ(fault("com.example.app://h:65535/cb", ClientType::public_), "");
}

TEST(RedirectUriRegistration, spaces_controls_and_letters_outside_ascii_are_refused) {
  for (const std::string uri :
       {"https://a/c b", "https://a/cb\n", "https://a/\tcb", " https://a/cb", "https://a/\x7f",
        "https://\xc3\xbc.example/cb", "https://\xd0\xb0.example/cb"})
    EXPECT_TRUE(fault(uri).starts_with("holds a space, a control character")) << uri;
  EXPECT_TRUE(fault(std::string_view("https://a/\0", 11)).starts_with("holds a space"));
}

TEST(RedirectUriRegistration, backslashes_are_refused) {
  EXPECT_EQ(fault("https://a\\@b/cb"), "holds a backslash; use /");
}

TEST(RedirectUriRegistration, dot_segments_are_refused_also_encoded) {
  for (const auto* uri :
       {"https://a/../cb", "https://a/./cb", "https://a/x/..", "https://a/%2e%2e/",
        "https://a/.%2E/cb", "http://localhost:*/../cb", "https://a/cb/.?x"})
    EXPECT_EQ(fault(uri), "has a . or .. segment in its path; write the path it leads to") << uri;
}

TEST(RedirectUriRegistration, rfc6749_3_1_parameters_of_the_response_are_not_in_the_query) {
  EXPECT_EQ(
      fault("https://a/cb?code=1"),
      "has the query parameter code, which the answers sent there have; give it another name");
  for (const auto* uri : {"https://a/cb?x=1&state=2", "https://a/cb?iss",
                          "https://a/cb?error=", "https://a/cb?c%6fde=1",
                          "http://localhost:*/cb?error_description=x", "https://a/cb?error_uri=x"})
    EXPECT_TRUE(fault(uri).starts_with("has the query parameter ")) << uri;
  EXPECT_TRUE(fault("com.example.app:/cb?state", ClientType::public_)
                  .starts_with("has the query parameter"));
  for (const auto* uri :
       {"https://a/code?x=state", "https://a/cb?Code=1", "https://a/cb?mycode=1", "https://a/cb?",
        "https://a/cb?session_state=1", "https://a/cb?x=code&y=iss"})
    EXPECT_EQ(fault(uri), "") << uri;
}

TEST(RedirectUriRegistration, at_most_2000_characters) {
  const std::string prefix = "https://a/";
  EXPECT_EQ(fault(prefix + std::string(2000 - prefix.size(), 'x')), "");
  EXPECT_EQ(fault(prefix + std::string(2001 - prefix.size(), 'x')),
            "is longer than 2000 characters");
}

}  // namespace
}  // namespace latchkey::oauth
