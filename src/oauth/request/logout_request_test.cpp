#include "oauth/request/logout_request.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::error_of;

TEST(LogoutRequest, rp_initiated_logout_2_reads_its_parameters) {
  const auto request = read_logout_request({{"id_token_hint", "h"},
                                            {"client_id", "cli_1"},
                                            {"post_logout_redirect_uri", "https://a/bye"},
                                            {"state", "s"},
                                            {"other", "1"},
                                            {"other", "2"}});
  ASSERT_TRUE(request);
  EXPECT_EQ(request->id_token_hint, "h");
  EXPECT_EQ(request->client_id, "cli_1");
  EXPECT_EQ(request->post_logout_redirect_uri, "https://a/bye");
  EXPECT_EQ(request->state, "s");
}

TEST(LogoutRequest, rp_initiated_logout_2_every_parameter_is_optional) {
  const auto request = read_logout_request({{"state", ""}});
  ASSERT_TRUE(request);
  EXPECT_EQ(request->id_token_hint, std::nullopt);
  EXPECT_EQ(request->client_id, std::nullopt);
  EXPECT_EQ(request->post_logout_redirect_uri, std::nullopt);
  EXPECT_EQ(request->state, std::nullopt);
}

TEST(LogoutRequest, repeated_known_parameters_are_invalid_request) {
  for (const auto* name : {"id_token_hint", "client_id", "post_logout_redirect_uri", "state",
                           "ui_locales", "logout_hint"})
    EXPECT_EQ(error_of(read_logout_request({{name, "a"}, {name, "a"}})), "invalid_request") << name;
}

TEST(LogoutRequest, a_state_over_4096_bytes_is_invalid_request) {
  EXPECT_EQ(error_of(read_logout_request({{"state", std::string(4096, 's')}})), "ok");
  EXPECT_EQ(error_of(read_logout_request({{"state", std::string(4097, 's')}})), "invalid_request");
}

}  // namespace
}  // namespace latchkey::oauth
