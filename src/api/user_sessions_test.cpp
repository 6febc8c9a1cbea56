#include "api/api_fixture.hpp"
#include "store/grants.hpp"

namespace latchkey::api {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class UserSessionsTest : public ApiTest {
 protected:
  std::string path(const std::string& session_id = {}) const {
    const std::string all = "/api/v1/users/" + grace.id + "/sessions";
    return session_id.empty() ? all : all + "/" + session_id;
  }
  bool is_signed_in(const Credentials& who) { return get("/api/v1/me", who).status == 200; }

  const oauth::User grace = add_user("grace@example.com", {"Viewer"});
  const Credentials here = session_of(grace, "ses_here");
  const Credentials there = session_of(grace, "ses_there");
};

TEST_F(UserSessionsTest, all_are_listed_and_none_is_the_callers) {
  const Reply reply = get(path(), admin);
  EXPECT_THAT(reply.items("id"), UnorderedElementsAre("ses_here", "ses_there"));
  for (const auto& item : reply.body.at("items").as_array())
    EXPECT_EQ(item.at("current"), json::value(false));
  EXPECT_THAT(get(path() + "?page=2&page_size=1", local).items("id"), ::testing::SizeIs(1));
}

TEST_F(UserSessionsTest, one_ends_with_what_was_granted_in_it) {
  const auto client = add_client("App");
  const auto lost = add_grant(client, grace, "ses_there");
  const auto kept = add_grant(client, grace, "ses_here");
  const oauth::ScopeSet scopes({"profile", "email"});
  EXPECT_EQ(erase(path("ses_there"), local).status, 204U);
  EXPECT_FALSE(is_signed_in(there));
  EXPECT_FALSE(is_signed_in(token_of(grace, client, scopes, lost.id)));
  EXPECT_TRUE(is_signed_in(here));
  EXPECT_TRUE(is_signed_in(token_of(grace, client, scopes, kept.id)));
  EXPECT_EQ(events().front().action, "user.session_ended");
  EXPECT_EQ(events().front().target.id, grace.id);
  EXPECT_EQ(erase(path("ses_there"), local).status, 404U);
}

TEST_F(UserSessionsTest, all_end_with_every_grant) {
  const auto client = add_client("App");
  const auto grant = add_grant(client, grace, "ses_long_gone");
  EXPECT_EQ(erase(path(), admin).status, 204U);
  EXPECT_FALSE(is_signed_in(here));
  EXPECT_FALSE(is_signed_in(there));
  EXPECT_FALSE(
      is_signed_in(token_of(grace, client, oauth::ScopeSet({"profile", "email"}), grant.id)));
  EXPECT_TRUE(is_signed_in(admin));
  EXPECT_THAT(get(path(), admin).items("id"), IsEmpty());
  EXPECT_EQ(events().front().action, "user.sessions_ended");
}

TEST_F(UserSessionsTest, another_users_session_is_404) {
  const auto other = session_of(administrator, "ses_admin");
  EXPECT_EQ(erase(path("ses_admin"), local).status, 404U);
  EXPECT_TRUE(is_signed_in(other));
}

TEST_F(UserSessionsTest, an_administrators_are_ended_by_administrators_only) {
  const auto manager = session_of(add_holder_of({"users:read", "users:write"}));
  const std::string of_administrator = "/api/v1/users/" + administrator.id + "/sessions";
  EXPECT_EQ(erase(of_administrator, manager).status, 403U);
  EXPECT_TRUE(is_signed_in(admin));
  EXPECT_EQ(erase(path("ses_here"), manager).status, 204U);
  EXPECT_EQ(erase("/api/v1/users/usr_unknown/sessions", manager).status, 404U);
  EXPECT_EQ(get("/api/v1/users/usr_unknown/sessions", manager).status, 404U);
}

}  // namespace
}  // namespace latchkey::api
