#include "oauth/decide/consent.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::error_of;
using sample::scopes;

auto decide(std::string_view offered, std::string_view ticked, bool rbac_enabled = true) {
  return decide_consent(scopes(offered), scopes(ticked), sample::user("pipelines:read"),
                        sample::policy(rbac_enabled));
}

TEST(DecideConsent, users_may_grant_a_subset) {
  EXPECT_EQ(decide("openid email pipelines:read custom", "custom email").value(),
            scopes("openid email custom"));
}

TEST(DecideConsent, openid_cannot_be_unticked_where_it_was_offered) {
  EXPECT_EQ(decide("openid email", "").value(), scopes("openid"));
  EXPECT_EQ(decide("email", "email").value(), scopes("email"));
}

TEST(DecideConsent, ticked_scopes_that_were_not_offered_are_invalid_request) {
  EXPECT_EQ(error_of(decide("openid email", "email pipelines:read")), "invalid_request");
  EXPECT_EQ(error_of(decide("email", "openid")), "invalid_request");
}

TEST(DecideConsent, scopes_beyond_the_users_roles_are_dropped) {
  EXPECT_EQ(decide("pipelines:read pipelines:write", "pipelines:read pipelines:write").value(),
            scopes("pipelines:read"));
  EXPECT_EQ(decide("pipelines:write", "pipelines:write", false).value(), scopes("pipelines:write"));
}

TEST(DecideConsent, rfc6749_4_1_2_1_nothing_left_is_access_denied) {
  EXPECT_EQ(error_of(decide("email custom", "")), "access_denied");
  EXPECT_EQ(error_of(decide("pipelines:write", "pipelines:write")), "access_denied");
}

}  // namespace
}  // namespace latchkey::oauth
