#include <boost/json/serialize.hpp>
#include <spdlog/fmt/fmt.h>

#include "api/api_fixture.hpp"

namespace latchkey::api {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr std::string_view good_secret = "d41f5c0a9be72638f0c4e1b7a5928d36";
constexpr std::string_view other_secret = "q7Jz+Vw3/8LrT1mYxN0aKcQeR5uHs2Gd";
constexpr std::string_view third_secret = "Zk9-Ae2.Rw7_Lp4~Xc1!Vb8@Nm5^Ty3*";

class ConfigurationTest : public ApiTest {
 protected:
  Reply apply(const json::object& file, std::string_view query = "") {
    return send(http::Method::post,
                fmt::format("/api/v1/configuration{}{}", query.empty() ? "" : "?", query), local,
                json::serialize(file), json_content());
  }
  json::object exported() { return get("/api/v1/configuration", local).body.as_object(); }
  static json::object file_of(std::string_view section, json::value content) {
    return {{"version", 1}, {section, std::move(content)}};
  }
  static json::object clients_file(json::array clients) {
    return file_of("clients", std::move(clients));
  }
  json::object service(std::string_view name) const {
    return {{"name", name},
            {"client_type", "confidential"},
            {"grant_types", {"client_credentials"}},
            {"scopes", {"pipelines:read"}},
            {"acting_user", administrator.email}};
  }
  static json::object application(std::string_view name) {
    return {{"name", name},
            {"client_type", "public"},
            {"grant_types", {"authorization_code"}},
            {"redirect_uris", {"https://app.example/cb"}}};
  }
  // What changes, as "create client ERP".
  static std::vector<std::string> told(const Reply& reply) {
    EXPECT_EQ(reply.status, 200U) << reply.text;
    std::vector<std::string> changes;
    if (reply.status == 200)
      for (const auto& change : reply.body.at("changes").as_array())
        changes.push_back(fmt::format("{} {} {}", std::string_view(change.at("action").as_string()),
                                      std::string_view(change.at("object").as_string()),
                                      std::string_view(change.at("name").as_string())));
    return changes;
  }
  // The fields at fault; nothing was changed, not even an event.
  std::vector<std::string> faulty(const json::object& file, std::string_view query = "") {
    const auto before = exported();
    const auto events_before = events().size();
    const Reply reply = apply(file, query);
    EXPECT_EQ(reply.status, 400U) << reply.text;
    EXPECT_EQ(exported(), before);
    EXPECT_EQ(events().size(), events_before);
    return reply.faulty_fields();
  }
  const oauth::Client* client_named(std::string_view name) {
    taken = store().snapshot();
    for (const auto& [id, client] : taken->clients)
      if (client->name == name)
        return client.get();
    return nullptr;
  }
  bool authenticates(std::string_view client_name, std::string_view secret) {
    const auto* client = client_named(client_name);
    const auto digest = crypto::digest_text(secret);
    return std::ranges::any_of(client->secrets,
                               [&](const auto& held) { return held.digest == digest; });
  }

  std::shared_ptr<const store::Snapshot> taken;
};

TEST_F(ConfigurationTest, what_is_exported_changes_nothing) {
  add_client("One");
  auto disabled = make_client("Two");
  disabled.status = oauth::Status::disabled;
  disabled.type = oauth::ClientType::public_;
  disabled.id_token_algorithm = crypto::Algorithm::es256;
  add_client(disabled);
  const auto file = exported();
  EXPECT_THAT(told(apply(file)), IsEmpty());
  EXPECT_THAT(told(apply(file, "prune=true")), IsEmpty());
  EXPECT_THAT(actions(), IsEmpty());
}

TEST_F(ConfigurationTest, the_export_leaves_out_defaults_secrets_and_the_administrator_role) {
  ASSERT_EQ(apply(clients_file({with(service("ERP"), "secret", good_secret)})).status, 200U);
  const auto file = exported();
  EXPECT_THAT(json::serialize(file), Not(HasSubstr("secret")));
  EXPECT_THAT(json::serialize(file), Not(HasSubstr("System Administrator")));
  EXPECT_EQ(file.at("clients"), (json::array{{{"client_id", client_named("ERP")->id},
                                              {"name", "ERP"},
                                              {"client_type", "confidential"},
                                              {"grant_types", {"client_credentials"}},
                                              {"scopes", {"pipelines:read"}},
                                              {"acting_user", administrator.email}}}));
}

TEST_F(ConfigurationTest, a_file_makes_everything_it_names_and_again_nothing) {
  json::object file = exported();
  file["settings"].as_object()["brand_name"] = "Plant 7";
  file["permissions"].as_array().push_back(
      {{"group", "Recipes"}, {"scopes", {{{"name", "recipes:read"}, {"description", "View"}}}}});
  file["roles"].as_array().push_back({{"name", "Cook"}, {"permissions", {"recipes:read"}}});
  file["clients"] = json::array{service("ERP"), application("Dashboard")};
  EXPECT_THAT(told(apply(file, "dry_run=true")),
              ElementsAre("change settings ", "change permissions ", "create role Cook",
                          "create client ERP", "create client Dashboard"));
  EXPECT_THAT(actions(), IsEmpty());
  const Reply applied = apply(file);
  EXPECT_EQ(applied.at({"is_applied"}), json::value(true));
  EXPECT_THAT(actions(), ElementsAre("client.created", "client.created", "role.created",
                                     "permissions.replaced", "settings.updated"));
  EXPECT_EQ(events().front().actor.name, "local administrator");
  EXPECT_EQ(store().snapshot()->settings_of(org_id()).brand_name, "Plant 7");
  EXPECT_EQ(client_named("ERP")->acting_user_id, administrator.id);
  EXPECT_THAT(told(apply(file)), IsEmpty());
  EXPECT_EQ(actions().size(), 5U);
}

TEST_F(ConfigurationTest, sections_that_are_not_there_are_left_alone) {
  add_client("One");
  const auto before = exported();
  EXPECT_THAT(told(apply({{"version", 1}}, "prune=true")), IsEmpty());
  EXPECT_THAT(told(apply(file_of("settings", json::object{{"brand_name", "Plant"}}))),
              ElementsAre("change settings "));
  EXPECT_EQ(exported().at("clients"), before.at("clients"));
  EXPECT_EQ(exported().at("settings").at("rbac_enabled"), json::value(true));
}

TEST_F(ConfigurationTest, a_key_that_is_left_out_has_its_default) {
  json::object full = application("App");
  full["description"] = "Text";
  full["scopes"] = json::array{"openid"};
  full["status"] = "disabled";
  ASSERT_EQ(apply(clients_file({full})).status, 200U);
  const Reply reply = apply(clients_file({application("App")}));
  EXPECT_THAT(told(reply), ElementsAre("change client App"));
  EXPECT_EQ(reply.body.at("changes").at(0).at("fields"),
            (json::object{{"description", json::object{{"from", "Text"}, {"to", ""}}},
                          {"scopes", json::object{{"from", {"openid"}}, {"to", json::array()}}},
                          {"status", json::object{{"from", "disabled"}, {"to", "active"}}}}));
  EXPECT_THAT(actions(), ElementsAre("client.enabled", "client.updated", "client.created"));
}

TEST_F(ConfigurationTest, every_fault_is_told_by_its_place_and_nothing_is_changed) {
  json::object file = exported();
  file["version"] = 2;
  file["more"] = true;
  file["settings"].as_object()["access_token_lifetime_seconds"] = 1;
  file["settings"].as_object()["theme"] = "dark";
  file["roles"] = json::array{{{"name", "Cook"}, {"permissions", {"recipes:read"}}},
                              {{"name", "cook"}},
                              {{"name", "System administrator"}},
                              {{"description", 5}}};
  json::object bad = application("App");
  bad["redirect_uris"] = json::array{"ftp://x"};
  bad["client_secret"] = "x";
  bad["created_at"] = "2026-01-01T00:00:00Z";
  bad["status"] = "asleep";
  file["clients"] = json::array{bad, json::object{{"name", ""}}};
  EXPECT_THAT(faulty(file),
              UnorderedElementsAre("version", "more", "settings.access_token_lifetime_seconds",
                                   "settings.theme", "roles[0].permissions", "roles[1].name",
                                   "roles[2].name", "roles[3].name", "roles[3].description",
                                   "clients[0].redirect_uris", "clients[0].client_secret",
                                   "clients[0].created_at", "clients[0].status", "clients[1].name",
                                   "clients[1].client_type", "clients[1].grant_types"));
  EXPECT_THAT(faulty({}), ElementsAre("version"));
  EXPECT_THAT(faulty(file_of("clients", "all")), ElementsAre("clients"));
  EXPECT_THAT(faulty(file_of("roles", json::array{1})), ElementsAre("roles"));
  EXPECT_THAT(faulty(file_of("settings", json::array())), ElementsAre("settings"));
}

TEST_F(ConfigurationTest, one_fault_among_many_good_changes_changes_nothing) {
  json::array clients;
  for (int index = 0; index < 50; ++index)
    clients.push_back(application(fmt::format("App {}", index)));
  clients.push_back(with(application("Last"), "scopes", json::array{"a b"}));
  EXPECT_THAT(faulty(clients_file(clients)), ElementsAre("clients[50].scopes"));
}

TEST_F(ConfigurationTest, a_file_may_fix_the_id_of_a_new_client) {
  const auto file = clients_file({with(application("App"), "client_id", "dashboard.prod")});
  EXPECT_THAT(told(apply(file)), ElementsAre("create client App"));
  EXPECT_NE(store().snapshot()->client("dashboard.prod"), nullptr);
  EXPECT_THAT(told(apply(file)), IsEmpty());
  EXPECT_THAT(told(apply(clients_file({with(application("New"), "client_id", "dashboard.prod")}))),
              ElementsAre("change client New"));
  for (const auto* id : {"", "a", "a/b", "..", "a b"})
    EXPECT_THAT(faulty(clients_file({with(application("Bad"), "client_id", id)})),
                ElementsAre("clients[0].client_id"))
        << id;
  auto foreign = make_client("Foreign");
  foreign.id = "taken-elsewhere";
  foreign.org_id = add_organization("Other");
  add_client(foreign);
  EXPECT_THAT(faulty(clients_file({with(application("Bad"), "client_id", "taken-elsewhere")})),
              ElementsAre("clients[0].client_id"));
}

TEST_F(ConfigurationTest, without_an_id_the_name_must_mean_one_client) {
  add_client("Twin");
  add_client("Twin");
  EXPECT_THAT(faulty(clients_file({application("Twin")})), Contains("clients[0].name"));
  EXPECT_THAT(faulty(clients_file({application("App"), application("App")})),
              Contains("clients[1].name"));
  EXPECT_THAT(faulty(clients_file(
                  {application("App"), with(application("App"), "client_id", "another-app")})),
              ElementsAre("clients[0].name"));
  EXPECT_THAT(faulty(clients_file({with(application("A"), "client_id", "same"),
                                   with(application("B"), "client_id", "same")})),
              ElementsAre("clients[1].client_id"));
}

TEST_F(ConfigurationTest, what_is_fixed_at_creation_is_not_changed) {
  ASSERT_EQ(apply(clients_file({service("ERP")})).status, 200U);
  EXPECT_THAT(faulty(clients_file({application("ERP")})), Contains("clients[0].client_type"));
  json::object more = service("ERP");
  more["grant_types"] = json::array{"client_credentials", "authorization_code"};
  more["redirect_uris"] = json::array{"https://app.example/cb"};
  EXPECT_THAT(faulty(clients_file({more})), Contains("clients[0].grant_types"));
}

TEST_F(ConfigurationTest, the_acting_user_is_named_by_its_address) {
  auto robot = add_user("Robot@example.com", {"Viewer"});
  EXPECT_THAT(told(apply(clients_file({with(service("ERP"), "acting_user", "robot@EXAMPLE.com")}))),
              ElementsAre("create client ERP"));
  EXPECT_EQ(client_named("ERP")->acting_user_id, robot.id);
  EXPECT_THAT(faulty(clients_file({with(service("New"), "acting_user", "nobody@example.com")})),
              ElementsAre("clients[0].acting_user"));
  json::object without = service("New");
  without.erase("acting_user");
  EXPECT_THAT(faulty(clients_file({without})), ElementsAre("clients[0].acting_user"));
  EXPECT_THAT(faulty(clients_file({with(application("App"), "acting_user", "robot@example.com")})),
              ElementsAre("clients[0].acting_user"));

  robot.status = oauth::Status::disabled;
  write([&](store::Transaction& tx) { return store::users::update(tx, robot, now()); });
  EXPECT_THAT(faulty(clients_file({with(service("New"), "acting_user", "robot@example.com")})),
              ElementsAre("clients[0].acting_user"));
  EXPECT_THAT(told(apply(exported())), IsEmpty());
  write([&](store::Transaction& tx) {
    return store::users::erase(tx, robot.org_id, robot.id, now());
  });
  EXPECT_FALSE(exported().at("clients").at(0).as_object().contains("acting_user"));
  EXPECT_THAT(told(apply(exported())), IsEmpty());
  EXPECT_EQ(client_named("ERP")->acting_user_id, robot.id);
}

TEST_F(ConfigurationTest, a_secret_is_added_beside_the_present_one_and_then_replaces_the_older) {
  const auto apply_secret = [&](std::string_view secret) {
    clock.advance(std::chrono::seconds(1));
    return apply(clients_file({with(service("ERP"), "secret", secret)}));
  };
  EXPECT_THAT(told(apply_secret(good_secret)), ElementsAre("create client ERP"));
  EXPECT_TRUE(authenticates("ERP", good_secret));
  EXPECT_THAT(told(apply_secret(good_secret)), IsEmpty());

  const Reply added = apply_secret(other_secret);
  EXPECT_EQ(added.body.at("changes").at(0).at("fields").at("secret").at("to"),
            "added beside the present one");
  EXPECT_TRUE(authenticates("ERP", good_secret));
  EXPECT_TRUE(authenticates("ERP", other_secret));
  EXPECT_THAT(told(apply_secret(good_secret)), IsEmpty());

  const Reply replaced = apply_secret(third_secret);
  EXPECT_THAT(replaced.text, HasSubstr("removes the older of the two"));
  EXPECT_FALSE(authenticates("ERP", good_secret));
  EXPECT_TRUE(authenticates("ERP", other_secret));
  EXPECT_TRUE(authenticates("ERP", third_secret));
  EXPECT_THAT(actions(), ElementsAre("client.secret_added", "client.secret_removed",
                                     "client.secret_added", "client.created"));
  for (const auto secret : {good_secret, other_secret, third_secret}) {
    EXPECT_THAT(added.text + replaced.text, Not(HasSubstr(secret)));
    EXPECT_THAT(added.text + replaced.text, Not(HasSubstr(crypto::digest_text(secret))));
  }
  EXPECT_THAT(told(apply(clients_file({service("ERP")}))), IsEmpty());
}

TEST_F(ConfigurationTest, a_weak_secret_or_one_of_a_public_client_is_refused) {
  const Reply weak = apply(clients_file({with(service("ERP"), "secret", "hunter2")}));
  EXPECT_THAT(weak.faulty_fields(), ElementsAre("clients[0].secret"));
  EXPECT_THAT(weak.text, Not(HasSubstr("hunter2")));
  EXPECT_THAT(faulty(clients_file({with(application("App"), "secret", good_secret)})),
              ElementsAre("clients[0].secret"));
}

TEST_F(ConfigurationTest, a_new_client_without_a_secret_is_told) {
  const Reply reply = apply(clients_file({service("ERP"), application("App")}));
  const auto& changes = reply.body.at("changes").as_array();
  EXPECT_EQ(changes.at(0).at("lacks_secret"), json::value(true));
  EXPECT_EQ(changes.at(0).at("client_id"), json::value(client_named("ERP")->id));
  EXPECT_EQ(changes.at(1).at("lacks_secret"), json::value(false));
}

TEST_F(ConfigurationTest, pruning_deletes_what_a_section_does_not_name_and_tells_what_is_lost) {
  const auto gone = add_client("Gone");
  add_grant(gone, administrator);
  json::object file = exported();
  file["clients"] = json::array{application("Stays")};
  file["roles"].as_array().pop_back();  // Viewer
  EXPECT_THAT(told(apply(file)), ElementsAre("create client Stays"));
  const Reply planned = apply(file, "prune=true&dry_run=true");
  EXPECT_THAT(told(planned), ElementsAre("delete role Viewer", "delete client Gone"));
  EXPECT_EQ(planned.body.at("changes").at(1).at("impact").at("live_grants"), json::value(1));
  EXPECT_NE(client_named("Gone"), nullptr);
  EXPECT_THAT(told(apply(file, "prune=true")),
              ElementsAre("delete role Viewer", "delete client Gone"));
  EXPECT_EQ(client_named("Gone"), nullptr);
  EXPECT_THAT(actions(), ElementsAre("client.deleted", "role.deleted", "client.created"));
}

TEST_F(ConfigurationTest, a_role_that_users_hold_is_not_pruned) {
  add_user("ada@example.com", {"Viewer"});
  json::object file = exported();
  file["roles"].as_array().pop_back();
  EXPECT_THAT(faulty(file, "prune=true"), ElementsAre("roles"));
}

TEST_F(ConfigurationTest, a_permission_and_what_holds_it_can_go_together) {
  add_client("Reports");  // holds pipelines:read
  json::object file = exported();
  const auto lose_pipelines = [](json::value& list) {
    auto& names = list.as_array();
    for (auto* name = names.begin(); name != names.end();)
      name = name->as_string().starts_with("pipelines:") ? names.erase(name) : name + 1;
  };
  auto& groups = file["permissions"].as_array();
  groups.erase(groups.begin());
  EXPECT_THAT(faulty(file), Contains("permissions"));
  for (auto& role : file["roles"].as_array()) lose_pipelines(role.at("permissions"));
  EXPECT_THAT(faulty(file), Contains("permissions"));
  lose_pipelines(file["clients"].at(0).at("scopes"));
  EXPECT_EQ(apply(file).status, 200U);
  EXPECT_FALSE(store().snapshot()->catalogue_of(org_id()).contains("pipelines:read"));
}

TEST_F(ConfigurationTest, rbac_is_judged_as_the_file_sets_it) {
  set_rbac(false);
  const json::array clients{service("ERP")};
  EXPECT_THAT(faulty(clients_file(clients)), ElementsAre("clients[0].scopes"));
  json::object file = clients_file(clients);
  file["settings"] = json::object{{"rbac_enabled", true}};
  EXPECT_EQ(apply(file).status, 200U);
}

TEST_F(ConfigurationTest, only_the_plan_that_was_agreed_to_is_applied) {
  const auto file = clients_file({application("App")});
  const std::string plan = apply(file, "dry_run=true").text_at({"plan"});
  const auto changed = clients_file({application("Other")});
  EXPECT_EQ(apply(changed, "plan=" + plan).status, 409U);
  EXPECT_THAT(actions(), IsEmpty());
  EXPECT_EQ(apply(file, "plan=" + plan).status, 200U);
  EXPECT_EQ(apply(file, "plan=" + plan).status, 409U);
}

TEST_F(ConfigurationTest, parameters_are_known_and_well_formed) {
  EXPECT_EQ(apply({{"version", 1}}, "dry_run=perhaps").status, 400U);
  EXPECT_EQ(apply({{"version", 1}}, "force=true").status, 400U);
}

}  // namespace
}  // namespace latchkey::api
