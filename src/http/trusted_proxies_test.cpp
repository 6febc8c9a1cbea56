#include "http/trusted_proxies.hpp"

#include <gtest/gtest.h>
#include <stdexcept>

namespace latchkey::http {
namespace {

using boost::asio::ip::make_address;

std::string client(const TrustedProxies& proxies, const char* peer,
                   std::vector<std::string> forwarded) {
  Request request;
  for (std::string& value : forwarded)
    request.headers.emplace_back("x-forwarded-for", std::move(value));
  return proxies.client_address(make_address(peer), request);
}

TEST(trusted_proxies, ranges) {
  const TrustedProxies proxies({"10.0.0.0/8", "192.0.2.7", "2001:db8::/33", "::1"});
  for (const char* inside :
       {"10.255.0.1", "192.0.2.7", "2001:db8:7fff::1", "::1", "::ffff:10.0.0.1"})
    EXPECT_TRUE(proxies.trusts(make_address(inside))) << inside;
  for (const char* outside : {"11.0.0.0", "192.0.2.6", "2001:db8:8000::1", "::2", "::a00:1"})
    EXPECT_FALSE(proxies.trusts(make_address(outside))) << outside;
  EXPECT_TRUE(TrustedProxies({"0.0.0.0/0"}).trusts(make_address("203.0.113.9")));
  EXPECT_FALSE(TrustedProxies({"0.0.0.0/0"}).trusts(make_address("2001:db8::1")));
}

TEST(trusted_proxies, malformed_ranges_are_named) {
  for (const char* text :
       {"", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "a", "::/129", "10.0.0.0/8x"})
    EXPECT_THROW(TrustedProxies({text}), std::invalid_argument) << text;
}

TEST(trusted_proxies, the_right_most_address_that_is_no_proxy) {
  const TrustedProxies proxies({"10.0.0.0/8"});
  EXPECT_EQ(client(proxies, "10.0.0.1", {"198.51.100.1"}), "198.51.100.1");
  EXPECT_EQ(client(proxies, "10.0.0.1", {"1.1.1.1, 198.51.100.1, 10.0.0.2"}), "198.51.100.1");
  EXPECT_EQ(client(proxies, "10.0.0.1", {"1.1.1.1", "198.51.100.1", "10.0.0.2"}), "198.51.100.1");
  EXPECT_EQ(client(proxies, "10.0.0.1", {"10.0.0.3,10.0.0.2"}), "10.0.0.3");
  EXPECT_EQ(client(proxies, "10.0.0.1", {"[2001:db8::5]:4711"}), "2001:db8::5");
  EXPECT_EQ(client(proxies, "10.0.0.1", {"2001:db8::5"}), "2001:db8::5");
  EXPECT_EQ(client(proxies, "10.0.0.1", {"198.51.100.1:4711"}), "198.51.100.1");
  EXPECT_EQ(client(proxies, "::ffff:10.0.0.1", {"::ffff:198.51.100.1"}), "198.51.100.1");
}

TEST(trusted_proxies, nothing_is_believed_beyond_what_is_known) {
  const TrustedProxies proxies({"10.0.0.0/8"});
  EXPECT_EQ(client(proxies, "203.0.113.5", {"198.51.100.1"}), "203.0.113.5");
  EXPECT_EQ(client(proxies, "10.0.0.1", {}), "10.0.0.1");
  EXPECT_EQ(client(proxies, "10.0.0.1", {""}), "10.0.0.1");
  EXPECT_EQ(client(proxies, "10.0.0.1", {"198.51.100.1, unknown, 10.0.0.2"}), "10.0.0.2");
  EXPECT_EQ(client(proxies, "10.0.0.1", {"198.51.100.1,"}), "10.0.0.1");
  EXPECT_EQ(client(proxies, "10.0.0.1", {"198.51.100.1", "garbage"}), "10.0.0.1");
}

}  // namespace
}  // namespace latchkey::http
