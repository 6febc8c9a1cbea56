#include "oauth/check/scope.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::error_of;
using sample::scopes;

TEST(RequestedScope, rfc6749_3_3_nothing_asked_means_all_of_the_clients) {
  const auto client = sample::confidential_client();
  EXPECT_EQ(check_requested_scope(std::nullopt, client).value(), client.scopes);
  EXPECT_EQ(check_requested_scope(ScopeSet(), client).value(), client.scopes);
}

TEST(RequestedScope, rfc6749_3_3_a_subset_is_taken_as_asked) {
  EXPECT_EQ(check_requested_scope(scopes("custom openid"), sample::confidential_client())
                .value()
                .to_string(),
            "custom openid");
}

TEST(RequestedScope, rfc6749_3_3_one_outside_the_clients_list_is_invalid_scope) {
  const auto result =
      check_requested_scope(scopes("openid models:read"), sample::confidential_client());
  EXPECT_EQ(error_of(result), "invalid_scope");
  EXPECT_EQ(result.error().detail, "scope models:read");
  EXPECT_FALSE(result.error().description.contains("models"));
}

TEST(CutToAuthority, rbac_scopes_are_cut_to_the_users_permissions) {
  const auto asked = scopes("openid pipelines:read pipelines:write custom");
  EXPECT_EQ(cut_to_authority(asked, sample::user("pipelines:read"), sample::policy()).to_string(),
            "openid pipelines:read custom");
  EXPECT_EQ(cut_to_authority(asked, sample::user(""), sample::policy()).to_string(),
            "openid custom");
}

TEST(CutToAuthority, a_system_administrator_keeps_everything) {
  auto administrator = sample::user("");
  administrator.is_system_administrator = true;
  const auto asked = scopes("pipelines:read custom");
  EXPECT_EQ(cut_to_authority(asked, administrator, sample::policy()), asked);
}

TEST(CutToAuthority, while_rbac_is_off_nothing_is_cut) {
  const auto asked = scopes("pipelines:read pipelines:write");
  EXPECT_EQ(cut_to_authority(asked, sample::user(""), sample::policy(false)), asked);
}

TEST(RefreshScope, rfc6749_6_nothing_asked_means_what_was_granted) {
  EXPECT_EQ(check_refresh_scope(std::nullopt, scopes("a b")).value(), scopes("a b"));
}

TEST(RefreshScope, rfc6749_6_may_be_narrowed) {
  EXPECT_EQ(check_refresh_scope(scopes("b"), scopes("a b")).value(), scopes("b"));
}

TEST(RefreshScope, rfc6749_6_is_never_widened) {
  EXPECT_EQ(error_of(check_refresh_scope(scopes("a c"), scopes("a b"))), "invalid_scope");
}

}  // namespace
}  // namespace latchkey::oauth
