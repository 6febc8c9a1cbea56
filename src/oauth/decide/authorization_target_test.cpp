#include <gtest/gtest.h>

#include "oauth/decide/authorize.hpp"
#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::description_of;
using sample::error_of;

const AuthorizationTarget target{"cli_1", "https://app.example.com/callback"};

TEST(CheckAuthorizationTarget, rfc6749_3_1_2_3_a_registered_redirect_uri_is_taken) {
  const auto client = sample::confidential_client();
  EXPECT_EQ(error_of(check_authorization_target(&client, target)), "ok");
}

TEST(CheckAuthorizationTarget, rfc6749_4_1_2_1_an_unknown_client_is_refused) {
  EXPECT_EQ(description_of(check_authorization_target(nullptr, target)),
            "The application is unknown.");
}

TEST(CheckAuthorizationTarget, a_disabled_client_cannot_start_an_authorization) {
  auto client = sample::confidential_client();
  client.status = Status::disabled;
  const auto result = check_authorization_target(&client, target);
  EXPECT_EQ(error_of(result), "unauthorized_client");
  EXPECT_EQ(description_of(result), "The application is disabled.");
}

TEST(CheckAuthorizationTarget, rfc6749_4_1_2_1_a_client_without_the_grant_is_refused) {
  const auto client = sample::service_client();
  EXPECT_EQ(error_of(check_authorization_target(&client, target)), "unauthorized_client");
}

TEST(CheckAuthorizationTarget, rfc6749_3_1_2_4_another_redirect_uri_is_refused) {
  const auto client = sample::confidential_client();
  const auto result = check_authorization_target(&client, {"cli_1", "https://evil.example/cb"});
  EXPECT_EQ(error_of(result), "invalid_request");
  EXPECT_EQ(description_of(result), "The redirect URI is not registered for the application.");
  EXPECT_EQ(result.error().detail, "no redirect URI of client cli_1 is https://evil.example/cb");
}

}  // namespace
}  // namespace latchkey::oauth
