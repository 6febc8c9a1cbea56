#include "page/content_security.hpp"

#include <gtest/gtest.h>

namespace latchkey::page {
namespace {

TEST(ContentSecurity, a_page_without_script_or_target_stays_on_this_server) {
  EXPECT_EQ(content_security_policy({}),
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
            "frame-ancestors 'none'; form-action 'self'; script-src 'none'");
}

TEST(ContentSecurity, a_form_may_lead_to_the_origin_of_its_target) {
  EXPECT_EQ(content_security_policy(
                {.has_script = true, .form_target = "https://app.example.com:8443/cb?x=1"}),
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
            "frame-ancestors 'none'; form-action 'self' https://app.example.com:8443; "
            "script-src 'self'");
}

TEST(ContentSecurity, the_source_of_a_uri) {
  EXPECT_EQ(form_action_source("https://app.example.com/cb"), "https://app.example.com");
  EXPECT_EQ(form_action_source("https://app.example.com"), "https://app.example.com");
  EXPECT_EQ(form_action_source("https://app.example.com?a=/b"), "https://app.example.com");
  EXPECT_EQ(form_action_source("http://localhost:3000/cb"), "http://localhost:3000");
  EXPECT_EQ(form_action_source("http://127.0.0.1/cb"), "http://127.0.0.1");
}

TEST(ContentSecurity, an_ipv6_literal_cannot_be_written_so_its_scheme_is) {
  EXPECT_EQ(form_action_source("http://[::1]:3000/cb"), "http:");
}

TEST(ContentSecurity, a_private_use_uri_has_its_scheme) {
  EXPECT_EQ(form_action_source("com.example.app:/cb"), "com.example.app:");
  EXPECT_EQ(form_action_source("com.example.app://cb"), "com.example.app:");
}

TEST(ContentSecurity, no_uri_can_end_the_directive) {
  EXPECT_EQ(form_action_source(""), "");
  EXPECT_EQ(form_action_source("no uri"), "");
  EXPECT_EQ(form_action_source("a b:c"), "");
  EXPECT_EQ(form_action_source("; script-src *:x"), "");
  EXPECT_EQ(form_action_source("https://a.example; script-src */"), "https:");
  EXPECT_EQ(form_action_source("https://a.example,b/"), "https:");
  EXPECT_EQ(form_action_source("https://*/"), "https:");
  EXPECT_EQ(form_action_source("https://user@a.example/"), "https:");
  EXPECT_EQ(form_action_source("https:///path"), "https:");
}

}  // namespace
}  // namespace latchkey::page
