#include "api/api_fixture.hpp"

namespace latchkey::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class ClientCreateTest : public ApiTest {
 protected:
  static json::object web_application() {
    return {{"name", "Dashboard"},
            {"description", "Shows things"},
            {"client_type", "confidential"},
            {"grant_types", {"authorization_code"}},
            {"redirect_uris", {"https://app.example/cb"}},
            {"scopes", {"openid", "profile", "pipelines:read", "orders"}}};
  }
  static json::object service() {
    return {{"name", "Sync"},
            {"client_type", "confidential"},
            {"grant_types", {"client_credentials"}},
            {"scopes", {"pipelines:read"}}};
  }
  Reply create(const json::object& body) { return post("/api/v1/oauth2/clients", admin, body); }

  // The fields at fault; and nothing was made.
  std::vector<std::string> faulty(const json::object& body) {
    const Reply reply = create(body);
    EXPECT_EQ(reply.status, 400U) << reply.text;
    EXPECT_EQ(get("/api/v1/oauth2/clients", admin).at({"total"}), json::value(0));
    return reply.faulty_fields();
  }
};

TEST_F(ClientCreateTest, a_confidential_client_gets_id_and_secret_the_only_time) {
  const Reply reply = create(web_application());
  EXPECT_EQ(reply.status, 201U);
  const std::string id = reply.text_at({"client_id"});
  const std::string secret = reply.text_at({"client_secret"});
  EXPECT_THAT(id, MatchesRegex("lkc_[a-z2-7]+"));
  EXPECT_THAT(secret, MatchesRegex("lks_[A-Za-z0-9_-]+"));
  EXPECT_THAT(secret, SizeIs(4 + 43));
  EXPECT_EQ(reply.header("Location"), "/api/v1/oauth2/clients/" + id);
  EXPECT_EQ(reply.header("Cache-Control"), "no-store");

  const auto stored =
      read([&](store::Transaction& tx) { return store::clients::find(tx, org_id(), id).value(); });
  EXPECT_EQ(stored.secrets.at(0).digest, crypto::digest_text(secret));
  EXPECT_THAT(get("/api/v1/oauth2/clients/" + id, admin).text, Not(HasSubstr("client_secret")));
  EXPECT_THAT(get("/api/v1/oauth2/clients/" + id, admin).text, Not(HasSubstr("digest")));
  EXPECT_THAT(get("/api/v1/audit", admin).text, Not(HasSubstr(secret)));
  EXPECT_THAT(get("/api/v1/audit", admin).text, Not(HasSubstr(stored.secrets.at(0).digest)));
}

TEST_F(ClientCreateTest, the_answer_has_every_member_of_a_client) {
  const Reply reply = create(web_application());
  std::vector<std::string> names;
  for (const auto& member : reply.body.as_object()) names.emplace_back(member.key());
  EXPECT_THAT(
      names, UnorderedElementsAre("client_id", "name", "description", "client_type", "grant_types",
                                  "response_types", "redirect_uris", "post_logout_redirect_uris",
                                  "scopes", "require_pkce", "id_token_signed_response_alg",
                                  "acting_user", "status", "created_by", "created_at", "updated_by",
                                  "updated_at", "last_used_at", "secrets", "client_secret"));
  EXPECT_EQ(reply.at({"response_types"}), json::value(json::array{"code"}));
  EXPECT_EQ(reply.at({"scopes"}),
            json::value(json::array{"openid", "profile", "pipelines:read", "orders"}));
  EXPECT_EQ(reply.at({"require_pkce"}), json::value(true));
  EXPECT_EQ(reply.text_at({"id_token_signed_response_alg"}), "RS256");
  EXPECT_EQ(reply.at({"acting_user"}), json::value(nullptr));
  EXPECT_EQ(reply.text_at({"status"}), "active");
  EXPECT_EQ(reply.text_at({"created_by", "id"}), administrator.id);
  EXPECT_EQ(reply.text_at({"created_by", "name"}), "Ada Lovelace");
  EXPECT_EQ(reply.text_at({"created_at"}), "2026-01-01T00:00:00Z");
}

// "Refresh Token: Yes (auto-included with Authorization Code)" for confidential, optional for
// public.
TEST_F(ClientCreateTest, a_confidential_client_gets_refresh_token_with_authorization_code) {
  EXPECT_EQ(create(web_application()).at({"grant_types"}),
            json::value(json::array{"authorization_code", "refresh_token"}));
  const auto spa = with(web_application(), "client_type", "public");
  EXPECT_EQ(create(spa).at({"grant_types"}), json::value(json::array{"authorization_code"}));
}

// "Public Client: Secret Issued: No".
TEST_F(ClientCreateTest, a_public_client_gets_no_secret) {
  const Reply reply = create(with(web_application(), "client_type", "public"));
  EXPECT_EQ(reply.status, 201U);
  EXPECT_EQ(reply.at({"client_secret"}), json::value(nullptr));
  EXPECT_THAT(reply.at({"secrets"}).as_array(), SizeIs(0));
}

// "If left empty, the application defaults to acting as the user who created the client."
TEST_F(ClientCreateTest, the_acting_user_is_the_creator_unless_chosen) {
  EXPECT_EQ(create(service()).text_at({"acting_user", "id"}), administrator.id);
  EXPECT_EQ(create(with(service(), "acting_user_id", "")).text_at({"acting_user", "id"}),
            administrator.id);
  EXPECT_EQ(create(with(service(), "acting_user_id", nullptr)).text_at({"acting_user", "id"}),
            administrator.id);
  const auto robot = add_user("robot@example.com");
  const Reply chosen = create(with(service(), "acting_user_id", robot.id));
  EXPECT_EQ(chosen.text_at({"acting_user", "id"}), robot.id);
  EXPECT_EQ(chosen.text_at({"acting_user", "status"}), "active");
  EXPECT_EQ(chosen.at({"response_types"}), json::value(json::array()));
}

TEST_F(ClientCreateTest, an_acting_user_who_is_unknown_disabled_or_elsewhere_is_a_fault) {
  auto gone = make_user("gone@example.com");
  gone.status = oauth::Status::disabled;
  add_user(gone);
  auto foreign = make_user("foreign@example.com");
  foreign.org_id = add_organization("Elsewhere");
  add_user(foreign);
  for (const std::string& id : {std::string("usr_unknown"), gone.id, foreign.id})
    EXPECT_THAT(faulty(with(service(), "acting_user_id", id)), ElementsAre("acting_user_id"));
  EXPECT_THAT(faulty(with(web_application(), "acting_user_id", administrator.id)),
              ElementsAre("acting_user_id"));
}

TEST_F(ClientCreateTest, names_and_descriptions_are_measured_in_characters) {
  std::string name;
  for (int i = 0; i < 100; ++i) name += "\xc3\xbc";
  EXPECT_THAT(faulty(with(web_application(), "name", name + "x")), ElementsAre("name"));
  EXPECT_THAT(faulty(with(web_application(), "name", "")), ElementsAre("name"));
  EXPECT_THAT(faulty(with(web_application(), "description", std::string(501, 'x'))),
              ElementsAre("description"));
  auto longest = with(web_application(), "name", name);
  EXPECT_EQ(create(with(longest, "description", std::string(500, 'x'))).status, 201U);
}

TEST_F(ClientCreateTest, grant_types_and_redirect_uris_must_fit_together) {
  EXPECT_THAT(faulty(with(web_application(), "redirect_uris", json::array())),
              ElementsAre("redirect_uris"));
  EXPECT_THAT(faulty(with(web_application(), "grant_types", json::array())),
              ::testing::Contains("grant_types"));
  EXPECT_THAT(faulty(with(service(), "client_type", "public")), ElementsAre("grant_types"));
  EXPECT_THAT(faulty(with(service(), "grant_types", json::array{"password"})),
              ElementsAre("grant_types"));
  EXPECT_THAT(faulty(with(web_application(), "redirect_uris", json::array{"javascript:alert(1)"})),
              ElementsAre("redirect_uris"));
  EXPECT_THAT(faulty(with(web_application(), "redirect_uris", json::array{"http://app.example/"})),
              ElementsAre("redirect_uris"));
  EXPECT_THAT(faulty(with(web_application(), "response_types", json::array{"token"})),
              ElementsAre("response_types"));
  EXPECT_EQ(create(with(web_application(), "response_types", json::array{"code"})).status, 201U);
  EXPECT_EQ(create(with(web_application(), "redirect_uris",
                        json::array{"http://localhost:*/callback", "https://app.example/cb"}))
                .status,
            201U);
}

TEST_F(ClientCreateTest, a_scope_with_a_quote_or_a_space_is_a_fault) {
  for (const std::string scope : {"a\"b", "a b", "", "a\\b", "\xc3\xbc"})
    EXPECT_THAT(faulty(with(web_application(), "scopes", json::array{scope})),
                ElementsAre("scopes"));
}

TEST_F(ClientCreateTest, a_public_client_cannot_switch_pkce_off) {
  const auto spa = with(web_application(), "client_type", "public");
  EXPECT_THAT(faulty(with(spa, "require_pkce", false)), ElementsAre("require_pkce"));
  EXPECT_EQ(create(with(web_application(), "require_pkce", false)).at({"require_pkce"}),
            json::value(false));
}

TEST_F(ClientCreateTest, optional_fields_are_taken) {
  auto body = with(web_application(), "id_token_signed_response_alg", "ES256");
  body["post_logout_redirect_uris"] = json::array{"https://app.example/bye"};
  const Reply reply = create(body);
  EXPECT_EQ(reply.text_at({"id_token_signed_response_alg"}), "ES256");
  EXPECT_EQ(reply.at({"post_logout_redirect_uris"}),
            json::value(json::array{"https://app.example/bye"}));
  EXPECT_EQ(create(with(web_application(), "id_token_signed_response_alg", "none")).faulty_fields(),
            std::vector<std::string>{"id_token_signed_response_alg"});
}

TEST_F(ClientCreateTest, what_the_caller_may_not_set_is_named) {
  auto body = web_application();
  for (const std::string_view name :
       {"client_id", "client_secret", "org_id", "created_by", "created_at", "updated_by",
        "updated_at", "secrets", "status", "digest"})
    body[name] = "x";
  EXPECT_THAT(faulty(body), UnorderedElementsAre("client_id", "client_secret", "org_id",
                                                 "created_by", "created_at", "updated_by",
                                                 "updated_at", "secrets", "status", "digest"));
}

TEST_F(ClientCreateTest, all_faults_are_told_at_once_each_field_by_its_first) {
  EXPECT_THAT(faulty({}), UnorderedElementsAre("name", "client_type", "grant_types"));
  EXPECT_THAT(faulty({{"name", 5},
                      {"client_type", "secret"},
                      {"grant_types", "authorization_code"},
                      {"redirect_uris", {1}},
                      {"scopes", "openid"},
                      {"require_pkce", "yes"}}),
              UnorderedElementsAre("name", "client_type", "grant_types", "redirect_uris", "scopes",
                                   "require_pkce"));
}

// "RBAC Scopes: Available when RBAC is enabled."
TEST_F(ClientCreateTest, rbac_scopes_cannot_be_chosen_while_rbac_is_disabled) {
  set_rbac(false);
  EXPECT_THAT(faulty(web_application()), ElementsAre("scopes"));
  EXPECT_EQ(create(with(web_application(), "scopes", json::array{"openid", "orders"})).status,
            201U);
}

TEST_F(ClientCreateTest, it_is_audited_under_the_user_with_the_client_of_the_token_beside) {
  const auto console = add_client("Console");
  const auto token = token_of(administrator, console, oauth::ScopeSet({"clients:write"}));
  const Reply reply = post("/api/v1/oauth2/clients", token, web_application());
  EXPECT_EQ(reply.status, 201U);
  const auto event = events().front();
  EXPECT_EQ(event.action, "client.created");
  EXPECT_EQ(event.actor.id, administrator.id);
  EXPECT_EQ(event.actor.name, "admin@example.com");
  EXPECT_EQ(event.client_id, console.id);
  EXPECT_EQ(event.client_name, "Console");
  EXPECT_EQ(event.target.type, "client");
  EXPECT_EQ(event.target.id, reply.text_at({"client_id"}));
  EXPECT_EQ(event.target.name, "Dashboard");
  EXPECT_EQ(event.address, "192.0.2.7");
  EXPECT_EQ(event.request_id, "req-1");
}

}  // namespace
}  // namespace latchkey::api
