#include "api/api_fixture.hpp"

namespace latchkey::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

// security.md: "Another organization's object is 404 for every verb."
class OrganizationsTest : public ApiTest {
 protected:
  oauth::User add_foreign_user(const std::string& email, const std::string& role) {
    auto user = make_user(email);
    user.org_id = elsewhere;
    user.role_ids = {role_id(elsewhere, role)};
    return add_user(user);
  }
  oauth::Client add_foreign_client() {
    auto client = make_client("Foreign");
    client.org_id = elsewhere;
    client.secrets.push_back({.id = "sec_foreign",
                              .digest = crypto::digest_text("x"),
                              .created_at = now(),
                              .last_used_at = std::nullopt});
    return add_client(client);
  }

  const std::string elsewhere = add_organization("Elsewhere");
  const oauth::User foreign_administrator =
      add_foreign_user("admin@elsewhere.example", "System Administrator");
  const oauth::User foreign_user = add_foreign_user("user@elsewhere.example", "Viewer");
  const oauth::Client foreign_client = add_foreign_client();
  const Credentials foreign_admin = session_of(foreign_administrator, "ses_foreign");
};

TEST_F(OrganizationsTest, anothers_client_is_404_for_every_verb) {
  const std::string path = "/api/v1/oauth2/clients/" + foreign_client.id;
  EXPECT_EQ(get(path, admin).status, 404U);
  EXPECT_EQ(patch(path, admin, {{"name", "Mine"}}).status, 404U);
  EXPECT_EQ(erase(path, admin).status, 404U);
  EXPECT_EQ(get(path + "/impact", admin).status, 404U);
  EXPECT_EQ(get(path + "/grants", admin).status, 404U);
  EXPECT_EQ(post(path + "/enable", admin).status, 404U);
  EXPECT_EQ(post(path + "/disable", admin).status, 404U);
  EXPECT_EQ(post(path + "/secrets", admin).status, 404U);
  EXPECT_EQ(erase(path + "/secrets/sec_foreign", admin).status, 404U);
  const Reply untouched = get(path, foreign_admin);
  EXPECT_EQ(untouched.text_at({"name"}), "Foreign");
  EXPECT_EQ(untouched.text_at({"status"}), "active");
  EXPECT_EQ(untouched.at({"secrets"}).as_array().size(), 1U);
}

TEST_F(OrganizationsTest, anothers_user_is_404_for_every_verb) {
  const std::string path = "/api/v1/users/" + foreign_user.id;
  EXPECT_EQ(get(path, admin).status, 404U);
  EXPECT_EQ(patch(path, admin, {{"first_name", "Mine"}}).status, 404U);
  EXPECT_EQ(erase(path, admin).status, 404U);
  EXPECT_EQ(post(path + "/password", admin, {{"password", "a long passphrase"}}).status, 404U);
  EXPECT_EQ(post(path + "/enable", admin).status, 404U);
  EXPECT_EQ(post(path + "/disable", admin).status, 404U);
  EXPECT_EQ(get(path, foreign_admin).text_at({"first_name"}), "Ada");
}

TEST_F(OrganizationsTest, anothers_role_is_404_for_every_verb_and_cannot_be_given) {
  const std::string viewer = role_id(elsewhere, "Viewer");
  const std::string path = "/api/v1/roles/" + viewer;
  EXPECT_EQ(get(path, admin).status, 404U);
  EXPECT_EQ(patch(path, admin, {{"name", "Mine"}}).status, 404U);
  EXPECT_EQ(erase(path, admin).status, 404U);
  EXPECT_EQ(get(path, foreign_admin).text_at({"name"}), "Viewer");
  const Reply given = patch("/api/v1/users/" + administrator.id, admin, {{"role_ids", {viewer}}});
  EXPECT_EQ(given.status, 400U);
  EXPECT_THAT(given.faulty_fields(), ElementsAre("role_ids"));
}

TEST_F(OrganizationsTest, anothers_sessions_and_consents_are_404) {
  EXPECT_EQ(erase("/api/v1/me/sessions/ses_foreign", admin).status, 404U);
  EXPECT_EQ(erase("/api/v1/me/consents/" + foreign_client.id, admin).status, 404U);
  EXPECT_EQ(get("/api/v1/me", foreign_admin).status, 200U);
}

TEST_F(OrganizationsTest, lists_show_ones_own_only) {
  add_client("Own");
  EXPECT_THAT(get("/api/v1/oauth2/clients", admin).items("name"), ElementsAre("Own"));
  EXPECT_THAT(get("/api/v1/oauth2/clients", foreign_admin).items("name"), ElementsAre("Foreign"));
  EXPECT_THAT(get("/api/v1/users", admin).items("email"), ElementsAre("admin@example.com"));
  EXPECT_EQ(get("/api/v1/roles", admin).at({"total"}), json::value(4));
  EXPECT_THAT(get("/api/v1/oauth2/clients?q=" + foreign_client.id, admin).items("name"),
              ElementsAre());
}

TEST_F(OrganizationsTest, events_and_settings_are_ones_own) {
  EXPECT_EQ(patch("/api/v1/settings", foreign_admin, {{"brand_name", "Theirs"}}).status, 200U);
  EXPECT_EQ(get("/api/v1/settings", admin).text_at({"brand_name"}), "Latchkey");
  EXPECT_EQ(get("/api/v1/settings", foreign_admin).text_at({"brand_name"}), "Theirs");
  EXPECT_EQ(get("/api/v1/audit", admin).at({"total"}), json::value(0));
  EXPECT_EQ(get("/api/v1/audit", foreign_admin).at({"total"}), json::value(1));
  EXPECT_THAT(get("/api/v1/audit.csv", admin).text, Not(HasSubstr("settings.updated")));
}

TEST_F(OrganizationsTest, the_last_administrator_counts_by_organization) {
  EXPECT_EQ(post("/api/v1/users/" + administrator.id + "/disable", admin).status, 409U);
}

}  // namespace
}  // namespace latchkey::api
