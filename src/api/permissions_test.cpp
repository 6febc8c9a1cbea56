#include "api/api_fixture.hpp"
#include "api/permission_fields.hpp"

namespace latchkey::api {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class ApiPermissionsTest : public ApiTest {
 protected:
  // As PUT takes it; nothing of it is at fault.
  json::object standard() { return get("/api/v1/permissions", admin).body.as_object(); }
  static json::object group(std::string_view name, std::string_view permission,
                            std::string_view description = "Text") {
    return {{"group", name},
            {"scopes", json::array{{{"name", permission}, {"description", description}}}}};
  }
  json::object with_recipes() {
    json::object body = standard();
    body["permissions"].as_array().push_back(group("Recipes", "recipes:read", "View recipes"));
    return body;
  }
  json::object without(std::string_view group) {
    json::object body = standard();
    auto& groups = body["permissions"].as_array();
    for (auto* one = groups.begin(); one != groups.end();)
      one = one->at("group").as_string() == group ? groups.erase(one) : one + 1;
    return body;
  }
  Reply put(const json::value& body) {
    return send(http::Method::put, "/api/v1/permissions", admin, json::serialize(body),
                json_content());
  }
  // The fields at fault; and nothing was changed.
  std::vector<std::string> faulty(const json::value& body) {
    const std::string before = get("/api/v1/permissions", admin).text;
    const Reply reply = put(body);
    EXPECT_EQ(reply.status, 400U) << reply.text;
    EXPECT_EQ(get("/api/v1/permissions", admin).text, before);
    EXPECT_THAT(actions(), Not(Contains("permissions.replaced")));
    return reply.faulty_fields();
  }
  void remove_from_roles(std::string_view prefix) {
    const auto snapshot = store().snapshot();
    for (const auto& [id, role] : snapshot->roles) {
      if (role->is_system_administrator)
        continue;
      auto changed = *role;
      changed.permissions = role->permissions.filtered(
          [&](const std::string& permission) { return !permission.starts_with(prefix); });
      write([&](store::Transaction& tx) { return store::roles::update(tx, changed); });
    }
  }
};

TEST_F(ApiPermissionsTest, a_new_permission_counts_at_once) {
  const Reply reply = put(with_recipes());
  ASSERT_EQ(reply.status, 200U) << reply.text;
  EXPECT_EQ(get("/api/v1/permissions", admin).text, reply.text);
  const auto scopes = get("/api/v1/oauth2/scopes", admin);
  EXPECT_EQ(scopes.at({"permissions"}), reply.at({"permissions"}));
  EXPECT_EQ(scopes.at({"rbac"}), reply.at({"permissions"}));
  const json::value me = get("/api/v1/me", admin).at({"permissions"});
  EXPECT_EQ(me.as_array().back(), "recipes:read");
  EXPECT_EQ(
      post("/api/v1/roles", admin, {{"name", "Cook"}, {"permissions", json::array{"recipes:read"}}})
          .status,
      201U);
}

TEST_F(ApiPermissionsTest, a_replacement_is_audited_with_what_differs) {
  remove_from_roles("dashboards:");
  json::object body = without("Dashboards");
  auto& groups = body["permissions"].as_array();
  groups.push_back(group("Recipes", "recipes:read"));
  groups[0].at("scopes").at(0).at("description") = "Look at pipelines";
  groups[1].at("group") = "Data models";
  ASSERT_EQ(put(body).status, 200U);
  const auto event = events().front();
  EXPECT_EQ(event.action, "permissions.replaced");
  EXPECT_EQ(event.target.type, "permissions");
  EXPECT_EQ(parse_json(event.details).value(),
            (json::object{{"added", {"recipes:read"}},
                          {"removed", {"dashboards:delete", "dashboards:read", "dashboards:write"}},
                          {"described",
                           {"models:delete", "models:read", "models:write", "pipelines:read"}}}));
  ASSERT_EQ(put(body).status, 200U);
  EXPECT_EQ(events().front().id, event.id);
}

TEST_F(ApiPermissionsTest, every_fault_is_told_by_its_place) {
  json::object body = standard();
  auto& groups = body["permissions"].as_array();
  groups.push_back({{"group", 5}, {"scopes", json::array{{{"name", "a b:c"}, {"text", "x"}}}}});
  groups.push_back({{"group", "Models"}, {"scopes", "all"}, {"extra", true}});
  body["more"] = 1;
  EXPECT_THAT(faulty(body),
              UnorderedElementsAre("permissions[7].group", "permissions[7].scopes[0].name",
                                   "permissions[7].scopes[0].description",
                                   "permissions[7].scopes[0].text", "permissions[8].group",
                                   "permissions[8].scopes", "permissions[8].extra", "more"));
  EXPECT_THAT(faulty(json::object()), ElementsAre("permissions"));
  EXPECT_THAT(faulty({{"permissions", "none"}}), ElementsAre("permissions"));
  EXPECT_THAT(faulty({{"permissions", {1}}}), ElementsAre("permissions"));
  EXPECT_THAT(faulty(without("Administration")), Each("permissions"));
}

TEST_F(ApiPermissionsTest, what_a_role_or_a_client_holds_is_not_removed) {
  add_client("Reports");  // holds pipelines:read
  const Reply held = put(without("Pipelines"));
  EXPECT_EQ(held.status, 409U);
  EXPECT_THAT(held.text, ::testing::HasSubstr("Engineer"));
  EXPECT_THAT(held.text, Not(::testing::HasSubstr("System Administrator")));

  remove_from_roles("pipelines:");
  const Reply held_by_client = put(without("Pipelines"));
  EXPECT_EQ(held_by_client.status, 409U);
  EXPECT_EQ(held_by_client.at({"errors"}),
            (json::array{{{"field", "permissions"},
                          {"message",
                           "must hold pipelines:read as long as the client \"Reports\" "
                           "does"}}}));
  EXPECT_EQ(get("/api/v1/permissions", admin).body, json::value(standard()));

  remove_from_roles("dashboards:");
  EXPECT_EQ(put(without("Dashboards")).status, 200U);
  EXPECT_FALSE(store().snapshot()->catalogue_of(org_id()).contains("dashboards:read"));
}

TEST_F(ApiPermissionsTest, what_is_removed_is_no_permission_of_roles_any_more) {
  remove_from_roles("dashboards:");
  ASSERT_EQ(put(without("Dashboards")).status, 200U);
  EXPECT_THAT(post("/api/v1/roles", admin,
                   {{"name", "Cook"}, {"permissions", json::array{"dashboards:read"}}})
                  .faulty_fields(),
              ElementsAre("permissions"));
}

TEST_F(ApiPermissionsTest, another_organization_keeps_its_own) {
  const auto other = add_organization("Other");
  auto foreign = make_client("Foreign");
  foreign.org_id = other;
  foreign.scopes = oauth::ScopeSet({"dashboards:read"});
  add_client(foreign);
  remove_from_roles("dashboards:");
  ASSERT_EQ(put(without("Dashboards")).status, 200U);
  EXPECT_TRUE(store().snapshot()->catalogue_of(other).contains("dashboards:read"));
}

TEST_F(ApiPermissionsTest, anyone_signed_in_sees_it) {
  const Credentials nobody = session_of(add_user("nobody@example.com"));
  EXPECT_EQ(get("/api/v1/permissions", nobody).body,
            (json::object{{"permissions", permissions_json(catalogue)}}));
}

}  // namespace
}  // namespace latchkey::api
