#include "page/consent_view.hpp"

#include <gmock/gmock.h>

namespace latchkey::page {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> titles(const std::vector<ScopeGroup>& groups) {
  std::vector<std::string> all;
  for (const auto& group : groups) all.push_back(group.title);
  return all;
}

class ConsentView : public ::testing::Test {
 protected:
  std::vector<ScopeGroup> groups(std::vector<std::string> offered, bool rbac_enabled = true) {
    return scope_groups(oauth::ScopeSet(std::move(offered)), user,
                        {.catalogue = catalogue, .rbac_enabled = rbac_enabled});
  }

  const oauth::PermissionCatalogue catalogue = oauth::PermissionCatalogue::standard();
  const oauth::Authority user{.user = {},
                              .permissions = oauth::ScopeSet({"pipelines:read", "uns:read"}),
                              .is_system_administrator = false};
};

TEST_F(ConsentView, scopes_come_by_category_whatever_their_order) {
  EXPECT_THAT(titles(groups({"acme.custom", "uns:read", "email", "pipelines:read", "openid"})),
              ElementsAre("Your identity", catalogue.groups()[0].name, catalogue.groups()[3].name,
                          "Particular to this application"));
}

TEST_F(ConsentView, only_openid_cannot_be_unticked) {
  const auto all = groups({"profile", "openid", "email"});
  ASSERT_EQ(all.size(), 1U);
  const auto& choices = all[0].choices;
  ASSERT_EQ(choices.size(), 3U);
  EXPECT_EQ(choices[0].scope, "openid");
  EXPECT_EQ(choices[0].words, "Confirm who you are");
  EXPECT_TRUE(choices[0].is_required);
  EXPECT_FALSE(choices[1].is_required);
  EXPECT_FALSE(choices[2].is_required);
}

TEST_F(ConsentView, what_the_roles_do_not_allow_is_unavailable_and_says_why) {
  const auto all = groups({"pipelines:read", "pipelines:delete"});
  ASSERT_EQ(all.size(), 1U);
  EXPECT_FALSE(all[0].choices[0].is_unavailable);
  EXPECT_EQ(all[0].choices[0].words, catalogue.find("pipelines:read")->description);
  EXPECT_TRUE(all[0].choices[1].is_unavailable);
  EXPECT_EQ(all[0].choices[1].detail, "Not available: your roles do not allow this");
}

TEST_F(ConsentView, without_rbac_nothing_is_unavailable) {
  const auto all = groups({"pipelines:delete"}, false);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_FALSE(all[0].choices[0].is_unavailable);
}

TEST_F(ConsentView, claims_that_no_offered_scope_discloses_are_told_in_words) {
  EXPECT_THAT(claims_in_words({"email", "name", "given_name"}, oauth::ScopeSet({"openid"})),
              ElementsAre("Your full name", "Your first name", "Your e-mail address"));
  EXPECT_THAT(claims_in_words({"email", "name"}, oauth::ScopeSet({"openid", "profile"})),
              ElementsAre("Your e-mail address"));
  EXPECT_THAT(claims_in_words({"sub"}, oauth::ScopeSet({"openid"})), IsEmpty());
}

TEST_F(ConsentView, the_destination_is_one_that_a_person_can_check) {
  EXPECT_EQ(destination_in_words("https://dash.example.com:8443/cb?a=b", Language::english),
            "dash.example.com:8443");
  EXPECT_EQ(destination_in_words("http://localhost:3000/cb", Language::english),
            "an application on this device");
  EXPECT_EQ(destination_in_words("http://[::1]:3000/cb", Language::english),
            "an application on this device");
  EXPECT_EQ(destination_in_words("com.example.app:/cb", Language::english),
            "the application \"com.example.app\"");
}

}  // namespace
}  // namespace latchkey::page
