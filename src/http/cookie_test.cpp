#include "http/cookie.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

namespace latchkey::http {
namespace {

TEST(cookie, rfc6265bis_4_1_3_2_host_prefix_needs_secure_and_path) {
  EXPECT_EQ(cookie_name(CookieSecurity::host_prefixed, "s"), "__Host-s");
  EXPECT_EQ(set_cookie(CookieSecurity::host_prefixed, "s", "v", std::chrono::seconds(60)),
            "__Host-s=v; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
}

TEST(cookie, plain_on_loopback) {
  EXPECT_EQ(set_cookie(CookieSecurity::plain, "s", "v"), "s=v; Path=/; HttpOnly; SameSite=Lax");
}

TEST(cookie, clearing_ends_it_at_once) {
  EXPECT_EQ(clear_cookie(CookieSecurity::plain, "s"),
            "s=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
}

TEST(cookie, a_value_cannot_add_attributes) {
  for (const std::string_view value : {"a;b", "a b", "a\r\nb", "a,b", "a\"b", "a\\b", "\xc3\xa4"})
    EXPECT_THROW(set_cookie(CookieSecurity::plain, "s", value), std::logic_error) << value;
}

}  // namespace
}  // namespace latchkey::http
