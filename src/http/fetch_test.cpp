#include "http/fetch.hpp"

#include <gtest/gtest.h>

#include "http/test_server.hpp"

namespace latchkey::http {
namespace {

TEST(Fetch, what_is_no_url_of_http_is_refused) {
  for (const auto* url : {"", "nonsense", "ftp://127.0.0.1/", "/path"})
    EXPECT_FALSE(fetch(url)) << url;
}

TEST(Fetch, brings_what_is_there) {
  const testing::TestServer server;
  const std::string origin = "http://127.0.0.1:" + std::to_string(server.port());
  const auto answer = fetch(origin + "/ping");
  ASSERT_TRUE(answer) << answer.error();
  EXPECT_EQ(answer->status, 200U);
  EXPECT_EQ(answer->body, "pong");
  EXPECT_EQ(fetch(origin + "/nothing")->status, 404U);
  EXPECT_FALSE(fetch(origin + "/big"));
}

TEST(Fetch, waits_no_longer_than_it_is_told) {
  const testing::TestServer server;
  const auto answer = fetch("http://127.0.0.1:" + std::to_string(server.port()) + "/slow",
                            std::chrono::milliseconds(20));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error(), "cannot read the answer: no answer in time");
}

TEST(Fetch, says_that_nobody_listens) {
  const auto answer = fetch("http://127.0.0.1:1/");
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error(), "cannot connect: Connection refused");
}

}  // namespace
}  // namespace latchkey::http
