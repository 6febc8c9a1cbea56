#include "store/clients.hpp"

#include "api/api_fixture.hpp"
#include "store/consents.hpp"

namespace latchkey::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::MatchesRegex;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class ApiClientsTest : public ApiTest {
 protected:
  static std::string path_of(const oauth::Client& client, std::string_view rest = "") {
    return "/api/v1/oauth2/clients/" + client.id + std::string(rest);
  }
  // As the API shows it.
  Reply show(const oauth::Client& client) { return get(path_of(client), admin); }
  oauth::Client add_confidential(const std::string& name) {
    auto client = make_client(name);
    client.created_by = client.updated_by = administrator.id;
    client.secrets.push_back({.id = "sec_first",
                              .digest = crypto::digest_text("first"),
                              .created_at = now(),
                              .last_used_at = std::nullopt});
    return add_client(client);
  }
  oauth::Client add_service(const oauth::User& acting_user) {
    auto client = make_client("Service");
    client.grant_types = {oauth::GrantType::client_credentials};
    client.redirect_uris = {};
    client.acting_user_id = acting_user.id;
    client.created_by = administrator.id;
    return add_client(client);
  }
  // The fields at fault; and nothing was changed.
  std::vector<std::string> faulty(const oauth::Client& client, const json::object& body) {
    const std::string before = show(client).text;
    const Reply reply = patch(path_of(client), admin, body);
    EXPECT_EQ(reply.status, 400U) << reply.text;
    EXPECT_EQ(show(client).text, before);
    return reply.faulty_fields();
  }
};

TEST_F(ApiClientsTest, the_list_is_filtered_searched_sorted_and_paged) {
  add_client("Beta");
  clock.advance(std::chrono::seconds(1));
  auto alpha = make_client("Alpha");
  alpha.description = "finds orders";
  alpha.status = oauth::Status::disabled;
  add_client(alpha);
  const auto names = [&](std::string_view query) {
    return get("/api/v1/oauth2/clients" + std::string(query), admin).items("name");
  };
  EXPECT_THAT(names(""), ElementsAre("Alpha", "Beta"));
  EXPECT_THAT(names("?order=desc"), ElementsAre("Beta", "Alpha"));
  EXPECT_THAT(names("?sort=created_at"), ElementsAre("Beta", "Alpha"));
  EXPECT_THAT(names("?sort=updated_at&order=desc"), ElementsAre("Alpha", "Beta"));
  EXPECT_THAT(names("?status=active"), ElementsAre("Beta"));
  EXPECT_THAT(names("?status=disabled"), ElementsAre("Alpha"));
  EXPECT_THAT(names("?q=ORDERS"), ElementsAre("Alpha"));
  EXPECT_THAT(names("?q=" + alpha.id), ElementsAre("Alpha"));
  EXPECT_THAT(names("?page=2&page_size=1"), ElementsAre("Beta"));
  const Reply page = get("/api/v1/oauth2/clients?page=2&page_size=1", admin);
  EXPECT_EQ(page.at({"total"}), json::value(2));
  EXPECT_EQ(page.at({"page"}), json::value(2));
  EXPECT_EQ(page.at({"page_size"}), json::value(1));
}

TEST_F(ApiClientsTest, a_list_that_is_asked_for_wrongly_is_400_naming_the_parameter) {
  for (const auto& [query, field] :
       std::vector<std::pair<std::string, std::string>>{{"page=0", "page"},
                                                        {"page_size=201", "page_size"},
                                                        {"sort=scopes", "sort"},
                                                        {"order=random", "order"},
                                                        {"status=deleted", "status"},
                                                        {"q=" + std::string(201, 'x'), "q"},
                                                        {"filter=all", "filter"},
                                                        {"page=1&page=2", "page"}}) {
    const Reply reply = get("/api/v1/oauth2/clients?" + query, admin);
    EXPECT_EQ(reply.status, 400U) << query;
    EXPECT_THAT(reply.faulty_fields(), ElementsAre(field));
  }
}

TEST_F(ApiClientsTest, the_detail_shows_secrets_without_their_values) {
  const auto client = add_confidential("App");
  const Reply reply = show(client);
  EXPECT_EQ(reply.at({"secrets"}),
            json::value(json::array{json::object{{"id", "sec_first"},
                                                 {"created_at", "2026-01-01T00:00:00Z"},
                                                 {"last_used_at", nullptr}}}));
  EXPECT_EQ(get("/api/v1/oauth2/clients/lkc_unknown", admin).status, 404U);
}

// "You can update the following fields: Application name and description, Redirect URIs, Allowed
// scopes, Acting User ID".
TEST_F(ApiClientsTest, what_may_be_edited_is_edited_and_audited_with_before_and_after) {
  const auto client = add_confidential("App");
  clock.advance(std::chrono::minutes(1));
  const Reply reply = patch(path_of(client), admin,
                            {{"name", "New name"},
                             {"description", "New"},
                             {"redirect_uris", {"https://new.example/cb"}},
                             {"post_logout_redirect_uris", {"https://new.example/bye"}},
                             {"scopes", {"openid", "orders"}},
                             {"require_pkce", false},
                             {"id_token_signed_response_alg", "ES256"}});
  EXPECT_EQ(reply.status, 200U) << reply.text;
  EXPECT_EQ(reply.text, show(client).text);
  EXPECT_EQ(reply.text_at({"name"}), "New name");
  EXPECT_EQ(reply.at({"scopes"}), json::value(json::array{"openid", "orders"}));
  EXPECT_EQ(reply.text_at({"updated_at"}), "2026-01-01T00:01:00Z");
  EXPECT_EQ(reply.text_at({"updated_by", "id"}), administrator.id);
  const auto event = events().front();
  EXPECT_EQ(event.action, "client.updated");
  const auto details = parse_json(event.details).value();
  EXPECT_EQ(details.at("name"), json::value(json::object{{"from", "App"}, {"to", "New name"}}));
  EXPECT_EQ(details.as_object().size(), 7U);
}

TEST_F(ApiClientsTest, a_change_of_nothing_is_no_change) {
  const auto client = add_confidential("App");
  const std::string before = show(client).text;
  const auto events_before = events().size();
  clock.advance(std::chrono::minutes(1));
  EXPECT_EQ(patch(path_of(client), admin, {{"name", "App"}}).text, before);
  EXPECT_EQ(patch(path_of(client), admin, json::object()).text, before);
  EXPECT_EQ(events().size(), events_before);
}

// "Grant types, client type (public/confidential), and response types cannot be changed after
// creation."
TEST_F(ApiClientsTest, what_is_fixed_at_creation_is_named) {
  const auto client = add_confidential("App");
  EXPECT_THAT(faulty(client, {{"client_type", "confidential"},
                              {"grant_types", {"authorization_code"}},
                              {"response_types", {"code"}},
                              {"name", "New name"}}),
              UnorderedElementsAre("client_type", "grant_types", "response_types"));
  EXPECT_THAT(faulty(client, {{"status", "disabled"}, {"org_id", "x"}, {"created_by", "x"}}),
              UnorderedElementsAre("status", "org_id", "created_by"));
  EXPECT_THAT(faulty(client, {{"client_id", "x"}, {"secrets", {}}, {"colour", "red"}}),
              UnorderedElementsAre("client_id", "secrets", "colour"));
}

TEST_F(ApiClientsTest, a_change_is_judged_like_a_registration) {
  const auto client = add_confidential("App");
  EXPECT_THAT(faulty(client, {{"name", std::string(101, 'x')},
                              {"description", std::string(501, 'x')},
                              {"redirect_uris", json::array()},
                              {"scopes", {"a b"}}}),
              UnorderedElementsAre("name", "description", "redirect_uris", "scopes"));
  EXPECT_THAT(faulty(client, {{"name", nullptr}}), ElementsAre("name"));
}

TEST_F(ApiClientsTest, clearing_the_acting_user_goes_back_to_the_creator) {
  const auto robot = add_user("robot@example.com");
  const auto service = add_service(robot);
  for (const json::value& cleared : {json::value(nullptr), json::value("")}) {
    EXPECT_EQ(patch(path_of(service), admin, {{"acting_user_id", robot.id}})
                  .text_at({"acting_user", "id"}),
              robot.id);
    EXPECT_EQ(patch(path_of(service), admin, {{"acting_user_id", cleared}})
                  .text_at({"acting_user", "id"}),
              administrator.id);
  }
  EXPECT_THAT(faulty(service, {{"acting_user_id", "usr_unknown"}}), ElementsAre("acting_user_id"));
  EXPECT_THAT(faulty(service, {{"acting_user_id", 5}}), ElementsAre("acting_user_id"));
  EXPECT_THAT(faulty(add_client("App"), {{"acting_user_id", robot.id}}),
              ElementsAre("acting_user_id"));
}

TEST_F(ApiClientsTest, an_acting_user_who_was_disabled_or_deleted_is_shown_so) {
  const auto robot = add_user("robot@example.com");
  const auto service = add_service(robot);
  post("/api/v1/users/" + robot.id + "/disable", admin);
  EXPECT_EQ(show(service).text_at({"acting_user", "status"}), "disabled");
  // The rest of the client can still be edited, also by a form that sends every field.
  EXPECT_EQ(
      patch(path_of(service), admin, {{"name", "Renamed"}, {"acting_user_id", robot.id}}).status,
      200U);
  EXPECT_EQ(erase("/api/v1/users/" + robot.id, admin).status, 204U);
  const Reply reply = show(service);
  EXPECT_EQ(reply.text_at({"acting_user", "status"}), "deleted");
  EXPECT_EQ(reply.text_at({"acting_user", "id"}), robot.id);
  EXPECT_EQ(reply.at({"acting_user", "name"}), json::value(nullptr));
}

// While RBAC is off, RBAC scopes are not offered, and those that a client has are kept.
TEST_F(ApiClientsTest, rbac_scopes_cannot_be_added_while_rbac_is_disabled) {
  const auto client = add_confidential("App");
  set_rbac(false);
  EXPECT_THAT(faulty(client, {{"scopes", {"openid", "pipelines:read", "models:read"}}}),
              ElementsAre("scopes"));
  EXPECT_EQ(patch(path_of(client), admin, {{"scopes", {"pipelines:read", "orders"}}}).status, 200U);
}

// "Toggle the client status": disabled and enabled again, each audited once.
TEST_F(ApiClientsTest, disabling_and_enabling_change_the_status_and_nothing_else) {
  const auto client = add_confidential("App");
  EXPECT_EQ(post(path_of(client, "/disable"), admin).text_at({"status"}), "disabled");
  EXPECT_EQ(post(path_of(client, "/disable"), admin).text_at({"status"}), "disabled");
  EXPECT_EQ(store().snapshot()->client(client.id)->status, oauth::Status::disabled);
  EXPECT_EQ(post(path_of(client, "/enable"), admin).text_at({"status"}), "active");
  EXPECT_THAT(actions(), ElementsAre("client.enabled", "client.disabled"));
  EXPECT_THAT(show(client).at({"scopes"}).as_array(), SizeIs(3));
}

// "Deletion is permanent — all associated tokens and consent records are invalidated."
TEST_F(ApiClientsTest, deleting_takes_grants_and_consents_along) {
  const auto client = add_confidential("App");
  const auto user = add_user("user@example.com");
  const auto grant = add_grant(client, user, "ses_1");
  add_refresh_token(grant, "refresh");
  write([&](store::Transaction& tx) {
    store::consents::upsert(tx, {.org_id = org_id(),
                                 .user_id = user.id,
                                 .client_id = client.id,
                                 .scopes = grant.scopes,
                                 .claims = {},
                                 .granted_at = now(),
                                 .updated_at = now()});
  });
  const Reply impact = get(path_of(client, "/impact"), admin);
  EXPECT_EQ(impact.at({"live_grants"}), json::value(1));
  EXPECT_EQ(impact.at({"live_refresh_tokens"}), json::value(1));
  EXPECT_EQ(impact.at({"users"}), json::value(1));
  EXPECT_EQ(impact.at({"consents"}), json::value(1));
  const Reply grants = get(path_of(client, "/grants"), admin);
  EXPECT_THAT(grants.items("id"), ElementsAre(grant.id));
  EXPECT_EQ(grants.body.at("items").as_array().at(0).at("user").at("email").as_string(),
            "user@example.com");

  EXPECT_EQ(erase(path_of(client), admin).status, 204U);
  EXPECT_EQ(show(client).status, 404U);
  EXPECT_EQ(store().snapshot()->client(client.id), nullptr);
  read([&](store::Transaction& tx) {
    EXPECT_FALSE(store::consents::find(tx, user.id, client.id));
    const auto left = store::grants::find(tx, grant.id);
    EXPECT_FALSE(left && left->is_live(now()));
  });
  EXPECT_EQ(events().front().action, "client.deleted");
  EXPECT_EQ(erase(path_of(client), admin).status, 404U);
}

TEST_F(ApiClientsTest, a_second_secret_can_be_added_and_the_first_removed) {
  const auto client = add_confidential("App");
  const Reply added = post(path_of(client, "/secrets"), admin);
  EXPECT_EQ(added.status, 201U);
  EXPECT_THAT(added.text_at({"client_secret"}), MatchesRegex("lks_[A-Za-z0-9_-]+"));
  EXPECT_EQ(post(path_of(client, "/secrets"), admin).status, 409U);
  EXPECT_THAT(show(client).at({"secrets"}).as_array(), SizeIs(2));
  EXPECT_EQ(erase(path_of(client, "/secrets/sec_first"), admin).status, 204U);
  EXPECT_EQ(erase(path_of(client, "/secrets/sec_first"), admin).status, 404U);
  EXPECT_EQ(erase(path_of(client, "/secrets/") + added.text_at({"id"}), admin).status, 409U);
  EXPECT_EQ(store().snapshot()->client(client.id)->secrets.at(0).digest,
            crypto::digest_text(added.text_at({"client_secret"})));
  EXPECT_THAT(actions(), ElementsAre("client.secret_removed", "client.secret_added"));
  EXPECT_THAT(get("/api/v1/audit", admin).text,
              ::testing::Not(HasSubstr(added.text_at({"client_secret"}))));
}

TEST_F(ApiClientsTest, a_public_client_has_no_secrets) {
  auto client = make_client("SPA");
  client.type = oauth::ClientType::public_;
  add_client(client);
  EXPECT_EQ(post(path_of(client, "/secrets"), admin).status, 409U);
  EXPECT_EQ(erase(path_of(client, "/secrets/sec_x"), admin).status, 404U);
}

TEST_F(ApiClientsTest, the_creator_of_a_client_may_be_gone) {
  auto client = make_client("App");
  client.created_by = "usr_gone";
  add_client(client);
  EXPECT_EQ(show(client).at({"created_by"}),
            json::value(json::object{{"id", "usr_gone"}, {"name", nullptr}}));
}

TEST_F(ApiClientsTest, scopes_come_in_three_categories) {
  add_client([&] {
    auto client = make_client("App");
    client.scopes.insert("orders");
    return client;
  }());
  const Reply reply = get("/api/v1/oauth2/scopes", admin);
  EXPECT_EQ(reply.at({"rbac_enabled"}), json::value(true));
  EXPECT_THAT(reply.at({"oidc"}).as_array(), SizeIs(3));
  EXPECT_THAT(reply.at({"rbac"}).as_array(), SizeIs(catalogue.groups().size()));
  EXPECT_EQ(reply.at({"custom"}), json::value(json::array{json::object{{"name", "orders"}}}));
  const auto viewer = session_of(add_user("viewer@example.com", {"Viewer"}));
  EXPECT_THAT(get("/api/v1/oauth2/scopes", viewer).at({"custom"}).as_array(), IsEmpty());
  set_rbac(false);
  const Reply without = get("/api/v1/oauth2/scopes", admin);
  EXPECT_EQ(without.at({"rbac_enabled"}), json::value(false));
  EXPECT_THAT(without.at({"rbac"}).as_array(), IsEmpty());
  EXPECT_THAT(without.at({"permissions"}).as_array(), SizeIs(catalogue.groups().size()));
}

}  // namespace
}  // namespace latchkey::api
