#include "api/api_fixture.hpp"
#include "identity/hashing_pool.hpp"

namespace latchkey::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class ApiUsersTest : public ApiTest {
 protected:
  static json::object grace() {
    return {{"email", "grace@example.com"},
            {"first_name", "Grace"},
            {"last_name", "Hopper"},
            {"password", "a long passphrase"}};
  }
  static std::string path_of(const oauth::User& user, std::string_view rest = "") {
    return "/api/v1/users/" + user.id + std::string(rest);
  }
  json::array roles(std::initializer_list<std::string> names) {
    json::array ids;
    for (const auto& name : names) ids.emplace_back(role_id(org_id(), name));
    return ids;
  }
  Reply create(const json::object& body) { return post("/api/v1/users", admin, body); }
  bool is_live(const Credentials& who) { return get("/api/v1/me", who).status == 200; }
};

TEST_F(ApiUsersTest, a_user_is_created_with_roles_and_can_sign_in) {
  const Reply reply = create(with(grace(), "role_ids", roles({"Viewer", "Operator"})));
  EXPECT_EQ(reply.status, 201U) << reply.text;
  EXPECT_EQ(reply.header("Location"), "/api/v1/users/" + reply.text_at({"id"}));
  std::vector<std::string> names;
  for (const auto& member : reply.body.as_object()) names.emplace_back(member.key());
  EXPECT_THAT(names, UnorderedElementsAre("id", "email", "first_name", "last_name", "status",
                                          "roles", "created_at", "last_sign_in_at"));
  EXPECT_EQ(reply.at({"last_sign_in_at"}), json::value(nullptr));
  EXPECT_EQ(reply.body.at("roles").as_array().at(1).at("name").as_string(), "Operator");
  EXPECT_EQ(get(reply.header("Location"), admin).text, reply.text);
  const Reply signed_in = post("/api/v1/auth/login", {},
                               {{"email", "grace@example.com"}, {"password", "a long passphrase"}});
  EXPECT_EQ(signed_in.status, 200U);
  EXPECT_THAT(get("/api/v1/audit", admin).text, Not(HasSubstr("passphrase")));
}

TEST_F(ApiUsersTest, faults_of_a_new_user_are_told_at_once) {
  const auto faulty = [&](const json::object& body) {
    const Reply reply = create(body);
    EXPECT_EQ(reply.status, 400U) << reply.text;
    return reply.faulty_fields();
  };
  EXPECT_THAT(faulty({}), UnorderedElementsAre("email", "password"));
  EXPECT_THAT(faulty({{"email", "no address"},
                      {"first_name", std::string(101, 'x')},
                      {"last_name", "a\nb"},
                      {"password", "short"},
                      {"role_ids", {"rol_unknown", "rol_unknown_too"}}}),
              UnorderedElementsAre("email", "first_name", "last_name", "password", "role_ids"));
  EXPECT_THAT(faulty(with(with(with(grace(), "id", "usr_x"), "org_id", "x"), "status", "active")),
              UnorderedElementsAre("id", "org_id", "status"));
  EXPECT_THAT(faulty(with(grace(), "password", "grace@example.com")), ElementsAre("password"));
  EXPECT_THAT(faulty(with(grace(), "role_ids", "Viewer")), ElementsAre("role_ids"));
  EXPECT_EQ(get("/api/v1/users", admin).at({"total"}), json::value(1));
}

TEST_F(ApiUsersTest, a_password_over_1_kb_is_refused) {
  EXPECT_THAT(create(with(grace(), "password", std::string(1025, 'x') + "y")).faulty_fields(),
              ElementsAre("password"));
}

TEST_F(ApiUsersTest, an_email_that_is_taken_is_409_whatever_its_case) {
  EXPECT_EQ(create(grace()).status, 201U);
  const Reply taken = create(with(grace(), "email", "GRACE@example.com"));
  EXPECT_EQ(taken.status, 409U);
  EXPECT_THAT(taken.faulty_fields(), ElementsAre("email"));
  const auto other = add_user("other@example.com");
  const Reply changed = patch(path_of(other), admin, {{"email", "grace@example.com"}});
  EXPECT_EQ(changed.status, 409U);
  EXPECT_THAT(changed.faulty_fields(), ElementsAre("email"));
}

TEST_F(ApiUsersTest, the_list_is_filtered_searched_and_sorted) {
  create(grace());
  const auto emails = [&](std::string_view query) {
    return get("/api/v1/users" + std::string(query), admin).items("email");
  };
  EXPECT_THAT(emails(""), ElementsAre("admin@example.com", "grace@example.com"));
  EXPECT_THAT(emails("?q=hopp"), ElementsAre("grace@example.com"));
  EXPECT_THAT(emails("?sort=name&order=desc"),
              ElementsAre("grace@example.com", "admin@example.com"));
  EXPECT_THAT(emails("?status=disabled"), ElementsAre());
  EXPECT_THAT(get("/api/v1/users?sort=password_hash", admin).faulty_fields(), ElementsAre("sort"));
  EXPECT_THAT(get("/api/v1/users?page=0", admin).faulty_fields(), ElementsAre("page"));
}

TEST_F(ApiUsersTest, an_unknown_user_is_404_for_every_verb) {
  const std::string path = "/api/v1/users/usr_unknown";
  EXPECT_EQ(get(path, admin).status, 404U);
  EXPECT_EQ(patch(path, admin, {{"first_name", "x"}}).status, 404U);
  EXPECT_EQ(erase(path, admin).status, 404U);
  EXPECT_EQ(post(path + "/enable", admin).status, 404U);
  EXPECT_EQ(post(path + "/disable", admin).status, 404U);
  EXPECT_EQ(post(path + "/password", admin, {{"password", "a long passphrase"}}).status, 404U);
}

TEST_F(ApiUsersTest, a_user_is_changed_and_the_audit_tells_roles_but_no_names) {
  const auto user = add_user("user@example.com", {"Viewer"});
  const Reply reply = patch(
      path_of(user), admin,
      {{"email", "new@example.com"}, {"last_name", "Byron"}, {"role_ids", roles({"Engineer"})}});
  EXPECT_EQ(reply.status, 200U) << reply.text;
  EXPECT_EQ(reply.text_at({"email"}), "new@example.com");
  const auto event = events().front();
  EXPECT_EQ(event.action, "user.updated");
  const auto details = parse_json(event.details).value();
  EXPECT_EQ(details.at("fields"), json::value(json::array{"email", "last_name"}));
  EXPECT_EQ(details.at("roles").at("to").as_array().at(0).at("name").as_string(), "Engineer");
  EXPECT_THAT(event.details, Not(HasSubstr("Byron")));
  EXPECT_THAT(patch(path_of(user), admin, {{"password", "x"}, {"status", "disabled"}, {"id", 1}})
                  .faulty_fields(),
              UnorderedElementsAre("password", "status", "id"));
}

TEST_F(ApiUsersTest, disabling_ends_sessions_and_enabling_restores) {
  const auto user = add_user("user@example.com");
  const auto session = session_of(user);
  EXPECT_EQ(post(path_of(user, "/disable"), admin).text_at({"status"}), "disabled");
  EXPECT_FALSE(is_live(session));
  EXPECT_EQ(post(path_of(user, "/enable"), admin).text_at({"status"}), "active");
  EXPECT_FALSE(is_live(session));
  EXPECT_TRUE(is_live(session_of(user)));
  EXPECT_THAT(actions(), ElementsAre("user.enabled", "user.disabled"));
}

TEST_F(ApiUsersTest, a_password_that_is_reset_ends_the_sessions) {
  const auto user = add_user("user@example.com");
  const auto session = session_of(user);
  const Reply weak = post(path_of(user, "/password"), admin, {{"password", "short"}});
  EXPECT_THAT(weak.faulty_fields(), ElementsAre("password"));
  EXPECT_TRUE(is_live(session));
  EXPECT_EQ(post(path_of(user, "/password"), admin, {{"password", "a long passphrase"}}).status,
            204U);
  EXPECT_FALSE(is_live(session));
  EXPECT_EQ(events().front().action, "user.password_reset");
  EXPECT_EQ(post("/api/v1/auth/login", {},
                 {{"email", "user@example.com"}, {"password", "a long passphrase"}})
                .status,
            200U);
}

TEST_F(ApiUsersTest, the_last_enabled_administrator_stays) {
  add_user([&] {
    auto disabled = make_user("disabled@example.com", {"System Administrator"});
    disabled.status = oauth::Status::disabled;
    return disabled;
  }());
  EXPECT_EQ(post(path_of(administrator, "/disable"), admin).status, 409U);
  EXPECT_EQ(patch(path_of(administrator), admin, {{"role_ids", json::array()}}).status, 409U);
  EXPECT_EQ(erase(path_of(administrator), admin).status, 409U);
  EXPECT_TRUE(is_live(admin));
  const auto second = add_user("second@example.com", {"System Administrator"});
  EXPECT_EQ(patch(path_of(administrator), admin, {{"role_ids", json::array()}}).status, 200U);
  EXPECT_EQ(erase(path_of(second), session_of(second)).status, 409U);
}

TEST_F(ApiUsersTest, nobody_deletes_themselves) {
  add_user("second@example.com", {"System Administrator"});
  const Reply reply = erase(path_of(administrator), admin);
  EXPECT_EQ(reply.status, 409U);
  EXPECT_THAT(reply.text, HasSubstr("yourself"));
}

TEST_F(ApiUsersTest, a_deleted_user_is_gone_with_sessions) {
  const auto user = add_user("user@example.com");
  const auto session = session_of(user);
  EXPECT_EQ(erase(path_of(user), admin).status, 204U);
  EXPECT_FALSE(is_live(session));
  EXPECT_EQ(get(path_of(user), admin).status, 404U);
  EXPECT_EQ(events().front().action, "user.deleted");
}

class HelpDeskTest : public ApiUsersTest {
 protected:
  const oauth::User clerk = add_holder_of({"users:read", "users:write", "dashboards:read"});
  const Credentials desk = session_of(clerk);
};

TEST_F(HelpDeskTest, only_administrators_change_an_administrator) {
  EXPECT_EQ(patch(path_of(administrator), desk, {{"first_name", "Eve"}}).status, 403U);
  EXPECT_EQ(
      post(path_of(administrator, "/password"), desk, {{"password", "a long passphrase"}}).status,
      403U);
  EXPECT_EQ(post(path_of(administrator, "/disable"), desk).status, 403U);
  EXPECT_EQ(post(path_of(administrator, "/enable"), desk).status, 403U);
  EXPECT_EQ(erase(path_of(administrator), desk).status, 403U);
  EXPECT_EQ(get(path_of(administrator), desk).text_at({"first_name"}), "Ada");
}

TEST_F(HelpDeskTest, only_administrators_give_the_administrator_role) {
  const auto user = add_user("user@example.com");
  const json::object body{{"role_ids", roles({"System Administrator"})}};
  const Reply reply = patch(path_of(user), desk, body);
  EXPECT_EQ(reply.status, 403U);
  EXPECT_THAT(reply.faulty_fields(), ElementsAre("role_ids"));
  EXPECT_EQ(patch(path_of(clerk), desk, body).status, 403U);
  EXPECT_EQ(post("/api/v1/users", desk, with(grace(), "role_ids", body.at("role_ids"))).status,
            403U);
  EXPECT_EQ(patch(path_of(user), admin, body).status, 200U);
}

TEST_F(HelpDeskTest, nobody_gives_permissions_that_they_do_not_hold) {
  const auto user = add_user("user@example.com");
  const auto lesser = add_holder_of({"dashboards:read"});
  const json::array lesser_role{lesser.role_ids.at(0)};
  EXPECT_EQ(patch(path_of(user), desk, {{"role_ids", roles({"Engineer"})}}).status, 403U);
  EXPECT_EQ(patch(path_of(clerk), desk, {{"role_ids", roles({"Engineer"})}}).status, 403U);
  EXPECT_EQ(post("/api/v1/users", desk, with(grace(), "role_ids", roles({"Engineer"}))).status,
            403U);
  EXPECT_EQ(patch(path_of(user), desk, {{"role_ids", lesser_role}}).status, 200U);
  // A role that the user holds already may stay, and be taken.
  const auto engineer = add_user("engineer@example.com", {"Engineer"});
  EXPECT_EQ(patch(path_of(engineer), desk, {{"role_ids", roles({"Engineer"})}, {"first_name", "E"}})
                .status,
            200U);
  EXPECT_EQ(patch(path_of(engineer), desk, {{"role_ids", json::array()}}).status, 200U);
}

TEST_F(HelpDeskTest, nobody_takes_over_a_user_who_may_do_more) {
  const auto engineer = add_user("engineer@example.com", {"Engineer"});
  const json::object password{{"password", "a long passphrase"}};
  EXPECT_EQ(post(path_of(engineer, "/password"), desk, password).status, 403U);
  EXPECT_EQ(patch(path_of(engineer), desk, {{"email", "mine@example.com"}}).status, 403U);
  EXPECT_EQ(get(path_of(engineer), admin).text_at({"email"}), "engineer@example.com");
  const auto lesser = add_holder_of({"dashboards:read"});
  EXPECT_EQ(post(path_of(lesser, "/password"), desk, password).status, 204U);
  EXPECT_EQ(patch(path_of(lesser), desk, {{"email", "new@example.com"}}).status, 200U);
}

TEST_F(HelpDeskTest, a_token_passes_on_only_what_it_carries) {
  const auto user = add_user("user@example.com");
  const auto client = add_client("Provisioning");
  const json::object engineer{{"role_ids", roles({"Engineer"})}};
  const auto narrow = token_of(administrator, client, oauth::ScopeSet({"users:write"}));
  EXPECT_EQ(patch(path_of(user), narrow, {{"first_name", "New"}}).status, 200U);
  EXPECT_EQ(patch(path_of(user), narrow, engineer).status, 403U);
  EXPECT_EQ(
      post(path_of(administrator, "/password"), narrow, {{"password", "a long passphrase"}}).status,
      403U);
  const auto wide = token_of(administrator, client, catalogue.all());
  EXPECT_EQ(patch(path_of(user), wide, engineer).status, 200U);
  EXPECT_EQ(patch(path_of(administrator), wide, {{"first_name", "New"}}).status, 200U);
}

}  // namespace
}  // namespace latchkey::api
