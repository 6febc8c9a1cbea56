#include "oauth/error.hpp"

#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

TEST(Error, rfc6749_5_2_codes_and_their_statuses) {
  EXPECT_EQ(traits(ErrorCode::invalid_request).wire, "invalid_request");
  EXPECT_EQ(traits(ErrorCode::invalid_request).status, 400U);
  EXPECT_EQ(traits(ErrorCode::invalid_client).wire, "invalid_client");
  EXPECT_EQ(traits(ErrorCode::invalid_client).status, 401U);
  EXPECT_EQ(traits(ErrorCode::invalid_grant).wire, "invalid_grant");
  EXPECT_EQ(traits(ErrorCode::invalid_grant).status, 400U);
  EXPECT_EQ(traits(ErrorCode::unauthorized_client).wire, "unauthorized_client");
  EXPECT_EQ(traits(ErrorCode::unauthorized_client).status, 400U);
  EXPECT_EQ(traits(ErrorCode::unsupported_grant_type).wire, "unsupported_grant_type");
  EXPECT_EQ(traits(ErrorCode::unsupported_grant_type).status, 400U);
  EXPECT_EQ(traits(ErrorCode::invalid_scope).wire, "invalid_scope");
  EXPECT_EQ(traits(ErrorCode::invalid_scope).status, 400U);
}

TEST(Error, rfc6749_4_1_2_1_codes) {
  EXPECT_EQ(traits(ErrorCode::access_denied).wire, "access_denied");
  EXPECT_EQ(traits(ErrorCode::unsupported_response_type).wire, "unsupported_response_type");
  EXPECT_EQ(traits(ErrorCode::server_error).wire, "server_error");
  EXPECT_EQ(traits(ErrorCode::server_error).status, 500U);
  EXPECT_EQ(traits(ErrorCode::temporarily_unavailable).wire, "temporarily_unavailable");
  EXPECT_EQ(traits(ErrorCode::temporarily_unavailable).status, 503U);
}

TEST(Error, rfc6750_3_1_codes_and_their_statuses) {
  EXPECT_EQ(traits(ErrorCode::invalid_token).wire, "invalid_token");
  EXPECT_EQ(traits(ErrorCode::invalid_token).status, 401U);
  EXPECT_EQ(traits(ErrorCode::insufficient_scope).wire, "insufficient_scope");
  EXPECT_EQ(traits(ErrorCode::insufficient_scope).status, 403U);
}

TEST(Error, oidc_core_3_1_2_6_codes) {
  EXPECT_EQ(traits(ErrorCode::login_required).wire, "login_required");
  EXPECT_EQ(traits(ErrorCode::consent_required).wire, "consent_required");
  EXPECT_EQ(traits(ErrorCode::interaction_required).wire, "interaction_required");
  EXPECT_EQ(traits(ErrorCode::request_not_supported).wire, "request_not_supported");
  EXPECT_EQ(traits(ErrorCode::request_uri_not_supported).wire, "request_uri_not_supported");
  EXPECT_EQ(traits(ErrorCode::registration_not_supported).wire, "registration_not_supported");
  EXPECT_EQ(traits(ErrorCode::unmet_authentication_requirements).wire,
            "unmet_authentication_requirements");
}

}  // namespace
}  // namespace latchkey::oauth
