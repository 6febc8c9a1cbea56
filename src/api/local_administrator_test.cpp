#include "api/local_administrator.hpp"

#include "api/api_fixture.hpp"

namespace latchkey::api {
namespace {

class LocalAdministratorTest : public ApiTest {
 protected:
  static json::object service() {
    return {{"name", "Sync"},
            {"client_type", "confidential"},
            {"grant_types", {"client_credentials"}},
            {"scopes", {"pipelines:read"}}};
  }
  static json::object application() {
    return {{"name", "Dashboard"},
            {"client_type", "public"},
            {"grant_types", {"authorization_code"}},
            {"redirect_uris", {"https://app.example/cb"}},
            {"scopes", {"openid"}}};
  }
  const std::string clients = "/api/v1/oauth2/clients";
};

TEST_F(LocalAdministratorTest, what_it_does_is_in_the_audit_log_under_its_name) {
  EXPECT_EQ(post("/api/v1/roles", local, {{"name", "Auditor"}}).status, 201U);
  const auto event = events().front();
  EXPECT_EQ(event.action, "role.created");
  EXPECT_EQ(event.actor.id, "local-administrator");
  EXPECT_EQ(event.actor.name, "local administrator");
  EXPECT_EQ(event.org_id, org_id());
  EXPECT_EQ(get("/api/v1/audit?actor=local-administrator", local).items("action"),
            std::vector<std::string>{"role.created"});
}

TEST_F(LocalAdministratorTest, a_client_that_it_creates_says_so) {
  const Reply created = post(clients, local, application());
  EXPECT_EQ(created.status, 201U);
  for (const Reply& reply : {created, get(clients + "/" + created.text_at({"client_id"}), admin)}) {
    const json::value expected =
        json::object{{"id", "local-administrator"}, {"name", "local administrator"}};
    EXPECT_EQ(reply.at({"created_by"}), expected);
    EXPECT_EQ(reply.at({"updated_by"}), expected);
  }
}

TEST_F(LocalAdministratorTest, rfc6749_4_4_a_backend_needs_a_user_to_act_as) {
  const Reply refused = post(clients, local, service());
  EXPECT_EQ(refused.status, 400U);
  EXPECT_EQ(refused.faulty_fields(), std::vector<std::string>{"acting_user_id"});
  EXPECT_THAT(refused.text, ::testing::HasSubstr("must be given"));

  const json::object body = with(service(), "acting_user_id", administrator.id);
  const Reply created = post(clients, local, body);
  EXPECT_EQ(created.status, 201U);
  EXPECT_EQ(created.text_at({"acting_user", "id"}), administrator.id);
  const Reply without =
      patch(clients + "/" + created.text_at({"client_id"}), admin, {{"acting_user_id", nullptr}});
  EXPECT_EQ(without.faulty_fields(), std::vector<std::string>{"acting_user_id"});
}

TEST_F(LocalAdministratorTest, a_backend_of_a_user_falls_back_to_that_user_also_by_its_hand) {
  const Reply created = post(clients, admin, service());
  const Reply changed =
      patch(clients + "/" + created.text_at({"client_id"}), local, {{"acting_user_id", nullptr}});
  EXPECT_EQ(changed.status, 200U);
  EXPECT_EQ(changed.text_at({"acting_user", "id"}), administrator.id);
}

TEST_F(LocalAdministratorTest, it_can_give_the_system_administrator_role_and_its_password_back) {
  const std::string role = role_id(org_id(), "System Administrator");
  const Reply created = post(
      "/api/v1/users", local,
      {{"email", "second@example.com"}, {"password", "a long passphrase"}, {"role_ids", {role}}});
  EXPECT_EQ(created.status, 201U);
  EXPECT_EQ(post(created.header("Location") + "/password", local,
                 {{"password", "another long passphrase"}})
                .status,
            204U);
}

TEST_F(LocalAdministratorTest, it_has_no_account_and_is_told_so) {
  const Reply reply = get("/api/v1/me", local);
  EXPECT_EQ(reply.status, 403U);
  EXPECT_EQ(reply.text_at({"detail"}),
            "The local administrator is no user: it has no account, sessions or consents.");
}

TEST_F(LocalAdministratorTest, the_server_says_which_one_it_is) {
  const Reply reply = get("/api/v1/server", local);
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.text_at({"issuer"}), deployment.issuer.url);
  EXPECT_EQ(reply.at({"process_id"}), json::value(getpid()));
  EXPECT_EQ(get("/api/v1/server", admin).status, 404U);
}

}  // namespace
}  // namespace latchkey::api
