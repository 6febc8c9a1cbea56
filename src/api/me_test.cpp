#include "api/api_fixture.hpp"
#include "store/consents.hpp"

namespace latchkey::api {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

constexpr std::string_view password = "plum tree lamp";

class MeTest : public ApiTest {
 protected:
  bool is_live(const oauth::Grant& grant) {
    return read([&](store::Transaction& tx) {
      const auto found = store::grants::find(tx, grant.id);
      return found && found->is_live(now());
    });
  }
  void remember_consent(const oauth::User& user, const oauth::Client& client) {
    write([&](store::Transaction& tx) {
      store::consents::upsert(tx, {.org_id = user.org_id,
                                   .user_id = user.id,
                                   .client_id = client.id,
                                   .scopes = oauth::ScopeSet({"openid", "profile"}),
                                   .claims = {},
                                   .granted_at = now(),
                                   .updated_at = now()});
    });
  }
  Reply change_password(const Credentials& who, std::string_view from, std::string_view to) {
    return post("/api/v1/me/password", who, {{"current_password", from}, {"new_password", to}});
  }

  const oauth::User ada = add_user(make_user("ada@example.com", {"Viewer"}),
                                   identity::run_task(hashing.hash(Secret(password))));
  const Credentials session = session_of(ada, "ses_here");
};

TEST_F(MeTest, me_is_user_roles_permissions_and_csrf_token) {
  const Reply reply = get("/api/v1/me", session);
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.text_at({"user", "email"}), "ada@example.com");
  EXPECT_EQ(reply.body.at("roles").as_array().at(0).at("name").as_string(), "Viewer");
  const auto viewer = store().snapshot()->role(role_id(org_id(), "Viewer"))->permissions;
  EXPECT_THAT(reply.body.at("permissions").as_array(), SizeIs(viewer.size()));
  EXPECT_EQ(reply.at({"is_system_administrator"}), json::value(false));
  EXPECT_EQ(reply.text_at({"csrf_token"}), session.csrf_token);
}

TEST_F(MeTest, a_token_sees_only_the_permissions_it_carries_and_no_csrf_token) {
  const auto token = token_of(administrator, add_client("Reader"),
                              oauth::ScopeSet({"profile", "email", "users:read"}));
  const Reply reply = get("/api/v1/me", token);
  EXPECT_EQ(reply.at({"csrf_token"}), json::value(nullptr));
  EXPECT_EQ(reply.at({"permissions"}), json::value(json::array{"users:read"}));
  EXPECT_EQ(reply.at({"is_system_administrator"}), json::value(false));
}

TEST_F(MeTest, one_may_change_ones_name_and_nothing_else) {
  const Reply reply = patch("/api/v1/me", session, {{"first_name", "Augusta"}, {"last_name", ""}});
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.text_at({"first_name"}), "Augusta");
  const Reply refused = patch("/api/v1/me", session,
                              {{"email", "eve@example.com"},
                               {"role_ids", json::array()},
                               {"status", "active"},
                               {"id", "usr_x"},
                               {"org_id", "org_x"},
                               {"password", "x"},
                               {"shoe_size", 43}});
  EXPECT_EQ(refused.status, 400U);
  EXPECT_THAT(refused.faulty_fields(), UnorderedElementsAre("email", "role_ids", "status", "id",
                                                            "org_id", "password", "shoe_size"));
  EXPECT_EQ(get("/api/v1/me", session).text_at({"user", "email"}), "ada@example.com");
}

TEST_F(MeTest, a_name_has_at_most_100_characters_not_bytes_and_no_control_characters) {
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "\xc3\xbc";
  EXPECT_EQ(patch("/api/v1/me", session, {{"first_name", umlauts}}).status, 200U);
  EXPECT_THAT(patch("/api/v1/me", session, {{"first_name", umlauts + "x"}}).faulty_fields(),
              ElementsAre("first_name"));
  EXPECT_THAT(patch("/api/v1/me", session, {{"last_name", "a\nb"}}).faulty_fields(),
              ElementsAre("last_name"));
}

TEST_F(MeTest, changing_the_password_keeps_this_session_and_ends_all_else) {
  const auto elsewhere = session_of(ada);
  const auto grant = add_grant(add_client("App"), ada);
  EXPECT_EQ(change_password(session, password, "another good one").status, 204U);
  EXPECT_EQ(get("/api/v1/me", session).status, 200U);
  EXPECT_EQ(get("/api/v1/me", elsewhere).status, 401U);
  EXPECT_FALSE(is_live(grant));
  EXPECT_EQ(events().front().action, "password.changed");
  EXPECT_EQ(change_password(session, "another good one", "and one more yet").status, 204U);
}

TEST_F(MeTest, the_present_password_is_asked_for_and_the_new_one_judged) {
  const Reply wrong = change_password(session, "not the password", "another good one");
  EXPECT_EQ(wrong.status, 400U);
  EXPECT_THAT(wrong.faulty_fields(), ElementsAre("current_password"));
  const Reply weak = change_password(session, password, "short");
  EXPECT_EQ(weak.status, 400U);
  EXPECT_THAT(weak.faulty_fields(), ElementsAre("new_password"));
  const Reply empty = post("/api/v1/me/password", session, json::object());
  EXPECT_THAT(empty.faulty_fields(), ElementsAre("current_password", "new_password"));
}

TEST_F(MeTest, guessing_the_present_password_is_throttled) {
  Reply last;
  for (int i = 0; i < 11; ++i)
    last = change_password(session, "wrong wrong wrong", "another good one");
  EXPECT_EQ(last.status, 429U);
  EXPECT_NE(last.header("Retry-After"), "");
}

TEST_F(MeTest, sessions_are_listed_with_this_one_marked) {
  session_of(ada, "ses_elsewhere");
  const Reply reply = get("/api/v1/me/sessions", session);
  EXPECT_THAT(reply.items("id"), UnorderedElementsAre("ses_here", "ses_elsewhere"));
  for (const auto& item : reply.body.at("items").as_array())
    EXPECT_EQ(item.at("current").as_bool(), item.at("id") == "ses_here");
  EXPECT_EQ(reply.at({"total"}), json::value(2));
  EXPECT_THAT(get("/api/v1/me/sessions?page=2&page_size=1", session).items("id"), SizeIs(1));
  EXPECT_THAT(get("/api/v1/me/sessions?page=9", session).items("id"), IsEmpty());
}

TEST_F(MeTest, one_session_is_ended_with_what_was_granted_in_it) {
  const auto elsewhere = session_of(ada, "ses_elsewhere");
  const auto client = add_client("App");
  const auto lost = add_grant(client, ada, "ses_elsewhere");
  const auto kept = add_grant(client, ada, "ses_here");
  const auto token = token_of(ada, client, oauth::ScopeSet({"profile", "email"}), lost.id);
  EXPECT_EQ(get("/api/v1/me", token).status, 200U);
  EXPECT_EQ(erase("/api/v1/me/sessions/ses_elsewhere", session).status, 204U);
  EXPECT_EQ(get("/api/v1/me", elsewhere).status, 401U);
  EXPECT_EQ(get("/api/v1/me", token).status, 401U);
  EXPECT_FALSE(is_live(lost));
  EXPECT_TRUE(is_live(kept));
  EXPECT_EQ(erase("/api/v1/me/sessions/ses_elsewhere", session).status, 404U);
}

TEST_F(MeTest, another_users_session_is_404) {
  session_of(administrator, "ses_admin");
  EXPECT_EQ(erase("/api/v1/me/sessions/ses_admin", session).status, 404U);
}

TEST_F(MeTest, signing_out_everywhere_else_ends_sessions_and_every_grant) {
  const auto elsewhere = session_of(ada);
  const auto grant = add_grant(add_client("App"), ada, "ses_long_gone");
  EXPECT_EQ(erase("/api/v1/me/sessions", session).status, 204U);
  EXPECT_EQ(get("/api/v1/me", elsewhere).status, 401U);
  EXPECT_EQ(get("/api/v1/me", session).status, 200U);
  EXPECT_EQ(get("/api/v1/me", admin).status, 200U);
  EXPECT_FALSE(is_live(grant));
  EXPECT_EQ(events().front().action, "session.others_ended");
}

TEST_F(MeTest, withdrawing_consent_forgets_it_and_revokes_the_grants) {
  const auto app = add_client("App");
  const auto other = add_client("Other");
  remember_consent(ada, app);
  remember_consent(administrator, app);
  const auto lost = add_grant(app, ada);
  const auto kept = add_grant(other, ada);
  const auto token = token_of(ada, app, oauth::ScopeSet({"profile", "email"}), lost.id);
  const Reply listed = get("/api/v1/me/consents", session);
  EXPECT_EQ(listed.body.at("items").as_array().at(0).at("client").at("name").as_string(), "App");
  EXPECT_EQ(erase("/api/v1/me/consents/" + app.id, session).status, 204U);
  EXPECT_EQ(get("/api/v1/me/consents", session).at({"total"}), json::value(0));
  EXPECT_FALSE(is_live(lost));
  EXPECT_TRUE(is_live(kept));
  EXPECT_EQ(get("/api/v1/me", token).status, 401U);
  EXPECT_EQ(get("/api/v1/me/consents", admin).at({"total"}), json::value(1));
  EXPECT_EQ(events().front().action, "consent.withdrawn");
  EXPECT_EQ(events().front().target.name, "App");
  EXPECT_EQ(erase("/api/v1/me/consents/" + app.id, session).status, 404U);
}

}  // namespace
}  // namespace latchkey::api
