#include "store/roles.hpp"

#include "api/api_fixture.hpp"

namespace latchkey::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class ApiRolesTest : public ApiTest {
 protected:
  Reply create(const json::object& body, const Credentials& who) {
    return post("/api/v1/roles", who, body);
  }
  std::string path_of(const std::string& name) {
    return "/api/v1/roles/" + role_id(org_id(), name);
  }
};

TEST_F(ApiRolesTest, a_role_is_created_changed_and_deleted) {
  const Reply created = create(
      {{"name", "Auditor"}, {"description", "Reads"}, {"permissions", {"audit:read"}}}, admin);
  EXPECT_EQ(created.status, 201U) << created.text;
  const std::string path = created.header("Location");
  EXPECT_EQ(path, path_of("Auditor"));
  EXPECT_EQ(created.at({"permissions"}), json::value(json::array{"audit:read"}));
  EXPECT_EQ(created.at({"is_built_in"}), json::value(false));
  EXPECT_EQ(created.at({"user_count"}), json::value(0));
  const Reply changed =
      patch(path, admin, {{"name", "Inspector"}, {"permissions", {"audit:read", "users:read"}}});
  EXPECT_EQ(changed.status, 200U) << changed.text;
  EXPECT_EQ(get(path, admin).text, changed.text);
  EXPECT_EQ(erase(path, admin).status, 204U);
  EXPECT_EQ(get(path, admin).status, 404U);
  EXPECT_THAT(actions(), ElementsAre("role.deleted", "role.updated", "role.created"));
}

TEST_F(ApiRolesTest, the_list_has_the_built_in_roles) {
  const Reply reply = get("/api/v1/roles", admin);
  EXPECT_THAT(reply.items("name"),
              ElementsAre("Engineer", "Operator", "System Administrator", "Viewer"));
  const Reply administrators = get(path_of("System Administrator"), admin);
  EXPECT_THAT(administrators.at({"permissions"}).as_array(), SizeIs(catalogue.all().size()));
  EXPECT_EQ(administrators.at({"is_system_administrator"}), json::value(true));
  EXPECT_EQ(administrators.at({"user_count"}), json::value(1));
  EXPECT_THAT(get("/api/v1/roles?sort=permissions", admin).faulty_fields(), ElementsAre("sort"));
}

TEST_F(ApiRolesTest, faults_are_told_at_once) {
  const auto faulty = [&](const json::object& body) {
    const Reply reply = create(body, admin);
    EXPECT_EQ(reply.status, 400U) << reply.text;
    return reply.faulty_fields();
  };
  EXPECT_THAT(faulty({}), ElementsAre("name"));
  EXPECT_THAT(faulty({{"name", std::string(101, 'x')},
                      {"description", std::string(501, 'x')},
                      {"permissions", {"fly:high"}},
                      {"is_built_in", true},
                      {"is_system_administrator", true},
                      {"id", "rol_x"},
                      {"colour", "red"}}),
              UnorderedElementsAre("name", "description", "permissions", "is_built_in",
                                   "is_system_administrator", "id", "colour"));
  EXPECT_THAT(faulty({{"name", " "}}), ElementsAre("name"));
  EXPECT_THAT(faulty({{"name", "X"}, {"permissions", "audit:read"}}), ElementsAre("permissions"));
}

TEST_F(ApiRolesTest, a_name_that_is_taken_is_409_whatever_its_case) {
  const Reply created = create({{"name", "viewer"}}, admin);
  EXPECT_EQ(created.status, 409U);
  EXPECT_THAT(created.faulty_fields(), ElementsAre("name"));
  EXPECT_EQ(patch(path_of("Engineer"), admin, {{"name", "VIEWER"}}).status, 409U);
}

TEST_F(ApiRolesTest, the_system_administrator_role_cannot_be_edited_or_deleted) {
  EXPECT_EQ(patch(path_of("System Administrator"), admin, {{"name", "Root"}}).status, 409U);
  EXPECT_EQ(erase(path_of("System Administrator"), admin).status, 409U);
}

TEST_F(ApiRolesTest, a_role_that_users_hold_cannot_be_deleted_and_the_answer_counts_them) {
  add_user("a@example.com", {"Viewer"});
  add_user("b@example.com", {"Viewer"});
  const Reply reply = erase(path_of("Viewer"), admin);
  EXPECT_EQ(reply.status, 409U);
  EXPECT_THAT(reply.text_at({"detail"}), HasSubstr("2 users"));
  EXPECT_EQ(erase(path_of("Operator"), admin).status, 204U);
}

TEST_F(ApiRolesTest, nobody_makes_a_role_that_exceeds_their_own_permissions) {
  const auto clerk = add_holder_of({"roles:read", "roles:write", "dashboards:read"});
  const auto desk = session_of(clerk);
  const Reply refused = create({{"name", "Escalation"}, {"permissions", {"users:write"}}}, desk);
  EXPECT_EQ(refused.status, 403U);
  EXPECT_THAT(refused.faulty_fields(), ElementsAre("permissions"));
  const Reply fine = create({{"name", "Lesser"}, {"permissions", {"dashboards:read"}}}, desk);
  EXPECT_EQ(fine.status, 201U) << fine.text;
  const std::string lesser = fine.header("Location");
  const json::object more{{"permissions", {"dashboards:read", "users:write"}}};
  EXPECT_EQ(patch(lesser, desk, more).status, 403U);
  const std::string own = "/api/v1/roles/" + clerk.role_ids.at(0);
  EXPECT_EQ(patch(own, desk, {{"permissions", {"users:write"}}}).status, 403U);
  EXPECT_EQ(patch(path_of("Engineer"), desk, {{"description", "x"}}).status, 403U);
  EXPECT_EQ(patch(lesser, desk, {{"description", "x"}}).status, 200U);
}

TEST_F(ApiRolesTest, a_token_makes_roles_only_of_what_it_carries) {
  const auto token =
      token_of(administrator, add_client("App"), oauth::ScopeSet({"roles:write", "audit:read"}));
  EXPECT_EQ(create({{"name", "A"}, {"permissions", {"users:write"}}}, token).status, 403U);
  EXPECT_EQ(create({{"name", "B"}, {"permissions", {"audit:read"}}}, token).status, 201U);
}

TEST_F(ApiRolesTest, a_change_counts_at_once) {
  const auto user = add_holder_of({"users:read"});
  const auto session = session_of(user);
  EXPECT_EQ(get("/api/v1/users", session).status, 200U);
  EXPECT_EQ(
      patch("/api/v1/roles/" + user.role_ids.at(0), admin, {{"permissions", json::array()}}).status,
      200U);
  EXPECT_EQ(get("/api/v1/users", session).status, 403U);
}

}  // namespace
}  // namespace latchkey::api
