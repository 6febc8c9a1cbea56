#include "endpoint/proxied_call.hpp"

#include <gtest/gtest.h>

namespace latchkey::endpoint {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

std::string read(Headers headers) {
  http::Request request;
  request.headers = std::move(headers);
  const auto call = read_proxied_call(request);
  return call ? std::string(call->method) + " " + std::string(call->target) : "refused";
}

TEST(ProxiedCall, it_is_in_either_pair_of_headers) {
  EXPECT_EQ(read({{"x-original-method", "PUT"}, {"x-original-uri", "/a?b"}}), "PUT /a?b");
  EXPECT_EQ(read({{"x-forwarded-uri", "/a"}, {"x-forwarded-method", "GET"}}), "GET /a");
  EXPECT_EQ(read({{"x-original-method", "GET"},
                  {"x-original-uri", "/a"},
                  {"x-forwarded-method", "GET"},
                  {"x-forwarded-uri", "/a"}}),
            "GET /a");
}

TEST(ProxiedCall, half_a_pair_is_none) {
  EXPECT_EQ(read({}), "refused");
  EXPECT_EQ(read({{"x-original-uri", "/a"}}), "refused");
  EXPECT_EQ(read({{"x-forwarded-method", "GET"}}), "refused");
  EXPECT_EQ(read({{"x-original-uri", "/a"}, {"x-forwarded-method", "GET"}}), "refused");
}

// A client's own headers may come through the proxy beside those that the proxy sets.
TEST(ProxiedCall, a_header_of_the_client_replaces_none_of_the_proxy) {
  const Headers nginx{{"x-original-method", "DELETE"}, {"x-original-uri", "/admin"}};
  const Headers traefik{{"x-forwarded-method", "DELETE"}, {"x-forwarded-uri", "/admin"}};
  const auto with = [](Headers headers, std::string name, std::string value) {
    headers.insert(headers.begin(), {std::move(name), std::move(value)});
    return headers;
  };
  EXPECT_EQ(read(with(nginx, "x-forwarded-uri", "/public")), "refused");
  EXPECT_EQ(read(with(nginx, "x-forwarded-method", "GET")), "refused");
  EXPECT_EQ(read(with(nginx, "x-original-uri", "/public")), "refused");
  EXPECT_EQ(read(with(nginx, "x-original-method", "DELETE")), "refused");
  EXPECT_EQ(read(with(traefik, "x-original-uri", "/public")), "refused");
  EXPECT_EQ(read(with(traefik, "x-original-method", "GET")), "refused");
  EXPECT_EQ(read(with(with(traefik, "x-original-uri", "/public"), "x-original-method", "GET")),
            "refused");
}

}  // namespace
}  // namespace latchkey::endpoint
