#include "api/access.hpp"

#include <map>
#include <spdlog/fmt/fmt.h>

#include "api/api_fixture.hpp"

namespace latchkey::api {
namespace {

// Who may call each route, written down a second time: a permission; "administrator" and one;
// "anyone"; "user" (any session); "person" (any session, no token); "identified" (any session, a
// token with profile and email); "local" (over the local socket).
const std::map<std::string, std::string> rules{
    {"GET /openapi.json", "anyone"},
    {"POST /api/v1/auth/login", "anyone"},
    {"POST /api/v1/auth/logout", "person"},
    {"GET /api/v1/me", "identified"},
    {"PATCH /api/v1/me", "person"},
    {"POST /api/v1/me/password", "person"},
    {"GET /api/v1/me/sessions", "person"},
    {"DELETE /api/v1/me/sessions", "person"},
    {"DELETE /api/v1/me/sessions/{id}", "person"},
    {"GET /api/v1/me/consents", "person"},
    {"DELETE /api/v1/me/consents/{client_id}", "person"},
    {"GET /api/v1/overview", "user"},
    {"GET /api/v1/overview/attention", "user"},
    {"GET /api/v1/server", "local"},
    {"GET /api/v1/log-level", "local"},
    {"PATCH /api/v1/log-level", "local"},
    {"POST /api/v1/backups", "local"},
    {"GET /api/v1/oauth2/clients", "administrator clients:read"},
    {"POST /api/v1/oauth2/clients", "administrator clients:write"},
    {"GET /api/v1/oauth2/clients/{client_id}", "administrator clients:read"},
    {"PATCH /api/v1/oauth2/clients/{client_id}", "administrator clients:write"},
    {"DELETE /api/v1/oauth2/clients/{client_id}", "administrator clients:write"},
    {"GET /api/v1/oauth2/clients/{client_id}/impact", "administrator clients:read"},
    {"GET /api/v1/oauth2/clients/{client_id}/grants", "administrator clients:read"},
    {"POST /api/v1/oauth2/clients/{client_id}/enable", "administrator clients:write"},
    {"POST /api/v1/oauth2/clients/{client_id}/disable", "administrator clients:write"},
    {"POST /api/v1/oauth2/clients/{client_id}/secrets", "administrator clients:write"},
    {"DELETE /api/v1/oauth2/clients/{client_id}/secrets/{id}", "administrator clients:write"},
    {"GET /api/v1/oauth2/scopes", "user"},
    {"GET /api/v1/permissions", "user"},
    {"PUT /api/v1/permissions", "administrator settings:write"},
    {"GET /api/v1/users", "users:read"},
    {"POST /api/v1/users", "users:write"},
    {"GET /api/v1/users/{id}", "users:read"},
    {"PATCH /api/v1/users/{id}", "users:write"},
    {"DELETE /api/v1/users/{id}", "users:write"},
    {"POST /api/v1/users/{id}/password", "users:write"},
    {"POST /api/v1/users/{id}/enable", "users:write"},
    {"POST /api/v1/users/{id}/disable", "users:write"},
    {"GET /api/v1/users/{id}/sessions", "users:read"},
    {"DELETE /api/v1/users/{id}/sessions", "users:write"},
    {"DELETE /api/v1/users/{id}/sessions/{session_id}", "users:write"},
    {"GET /api/v1/roles", "roles:read"},
    {"POST /api/v1/roles", "roles:write"},
    {"GET /api/v1/roles/{id}", "roles:read"},
    {"PATCH /api/v1/roles/{id}", "roles:write"},
    {"DELETE /api/v1/roles/{id}", "roles:write"},
    {"GET /api/v1/audit", "audit:read"},
    {"GET /api/v1/audit.csv", "audit:read"},
    {"GET /api/v1/configuration", "local"},
    {"POST /api/v1/configuration", "local"},
    {"GET /api/v1/settings", "settings:read"},
    {"PATCH /api/v1/settings", "settings:write"},
    {"GET /api/v1/keys", "administrator settings:read"},
    {"POST /api/v1/keys/rotate", "administrator settings:write"},
};

std::string key_of(const Entry& entry) {
  return fmt::format("{} {}", http::name(entry.method), entry.pattern);
}
const std::string& rule_of(const Entry& entry) {
  return rules.at(key_of(entry));
}
std::string permission_of(const std::string& rule) {
  return rule.substr(rule.find(' ') + 1);
}
bool is_open(const Entry& entry) {
  return rule_of(entry) == "anyone";
}
bool is_local(const Entry& entry) {
  return rule_of(entry) == "local";
}
bool is_about_oneself(const Entry& entry) {
  return rule_of(entry) == "person" || rule_of(entry) == "identified";
}
bool is_unsafe(const Entry& entry) {
  return entry.method != http::Method::get;
}

// With ids that nothing has.
std::string path_of(const Entry& entry) {
  std::string path(entry.pattern);
  for (const std::string_view parameter : {"{id}", "{client_id}", "{session_id}"})
    if (const auto at = path.find(parameter); at != std::string::npos)
      path.replace(at, parameter.size(), "nothing");
  return path;
}

class AccessTest : public ApiTest {
 protected:
  // An empty object for a body: past the gate it changes nothing.
  Reply knock(const Entry& entry, const Credentials& who) {
    return send(entry.method, path_of(entry), who, "{}", json_content());
  }
  // Elsewhere a route of the local socket does not exist.
  static bool is_served(const Entry& entry, const Credentials& who) {
    return !is_local(entry) || who.listener == http::Listener::administration;
  }
  bool lets_in(const Entry& entry, const Credentials& who) {
    const Reply reply = knock(entry, who);
    return is_served(entry, who) && reply.status != 401 && reply.status != 403;
  }
  oauth::ScopeSet every_scope() const {
    auto scopes = catalogue.all();
    for (const auto* scope : {"openid", "profile", "email"}) scopes.insert(scope);
    return scopes;
  }
  static bool may(const Entry& entry, const oauth::ScopeSet& permissions, bool is_administrator) {
    const std::string& rule = rule_of(entry);
    if (rule.starts_with("administrator ") && !is_administrator)
      return false;
    if (rule == "local")
      return false;
    return !rule.contains(':') || permissions.contains(permission_of(rule));
  }
  void walk(const oauth::User& user, const oauth::ScopeSet& permissions, bool is_administrator) {
    Credentials session = session_of(user);
    const Credentials token = token_of(user, client, every_scope());
    for (const Entry& entry : access_table()) {
      SCOPED_TRACE(key_of(entry) + " as " + user.email);
      const bool is_allowed = may(entry, permissions, is_administrator);
      EXPECT_EQ(lets_in(entry, session), is_allowed);
      EXPECT_EQ(lets_in(entry, token), is_allowed && rule_of(entry) != "person");
      if (entry.pattern == "/api/v1/auth/logout")
        session = session_of(user);
    }
  }
  const oauth::Client client = add_client("Console");
};

TEST_F(AccessTest, the_table_has_the_routes_that_are_written_down_and_no_other) {
  std::vector<std::string> keys;
  for (const Entry& entry : access_table()) keys.push_back(key_of(entry));
  std::vector<std::string> expected;
  for (const auto& [key, rule] : rules) expected.push_back(key);
  EXPECT_THAT(keys, ::testing::UnorderedElementsAreArray(expected));
  EXPECT_EQ(router.routes().size(), rules.size());
}

TEST_F(AccessTest, nobody_reaches_what_is_not_open_to_anyone) {
  for (const Entry& entry : access_table()) {
    SCOPED_TRACE(key_of(entry));
    const Reply reply = knock(entry, {});
    EXPECT_EQ(reply.status == 401, !is_open(entry) && !is_local(entry));
    EXPECT_EQ(reply.status == 404, is_local(entry));
    EXPECT_EQ(reply.header("WWW-Authenticate"), reply.status == 401 ? "Bearer" : "");
  }
}

TEST_F(AccessTest, the_local_administrator_reaches_everything_but_an_account_of_its_own) {
  for (const Entry& entry : access_table()) {
    SCOPED_TRACE(key_of(entry));
    EXPECT_EQ(knock(entry, local).status == 403, is_about_oneself(entry));
    EXPECT_NE(knock(entry, local).status, 401U);
  }
}

TEST_F(AccessTest, the_local_socket_alone_decides_who_calls_over_it) {
  const auto viewer = session_of(add_user("viewer@example.com", {"Viewer"}));
  const std::string users = "/api/v1/users";
  for (Credentials who : {Credentials{.bearer = "nonsense"}, Credentials{.cookie = "nonsense"},
                          Credentials{.cookie = viewer.cookie, .csrf_token = "nonsense"}}) {
    EXPECT_NE(post(users, who).status, 400U);
    who.listener = http::Listener::administration;
    EXPECT_EQ(post(users, who).status, 400U);  // past the gate: a field is missing
  }
  EXPECT_EQ(get(users, {.listener = http::Listener::clients}).status, 401U);
  EXPECT_EQ(get(users, {.listener = http::Listener::operations}).status, 404U);
}

TEST_F(AccessTest, each_built_in_role_reaches_what_its_permissions_say) {
  for (const std::string role : {"Viewer", "Operator", "Engineer"}) {
    const auto permissions = store().snapshot()->role(role_id(org_id(), role))->permissions;
    walk(add_user(role + "@example.com", {role}), permissions, false);
  }
}

TEST_F(AccessTest, a_user_without_roles_reaches_nothing_that_needs_a_permission) {
  walk(add_user("nobody@example.com"), {}, false);
}

TEST_F(AccessTest, each_single_permission_opens_its_own_routes_only) {
  for (const auto& permission : catalogue.all())
    walk(add_holder_of({permission}), oauth::ScopeSet({permission}), false);
}

TEST_F(AccessTest, a_role_with_every_permission_does_not_make_a_system_administrator) {
  walk(add_holder_of(catalogue.all().values()), catalogue.all(), false);
}

TEST_F(AccessTest, a_system_administrator_reaches_everything) {
  walk(administrator, catalogue.all(), true);
}

TEST_F(AccessTest, permissions_count_while_rbac_is_disabled) {
  set_rbac(false);
  walk(add_user("viewer@example.com", {"Viewer"}),
       store().snapshot()->role(role_id(org_id(), "Viewer"))->permissions, false);
  walk(administrator, catalogue.all(), true);
}

TEST_F(AccessTest, unsafe_methods_of_a_session_need_its_own_csrf_token) {
  const Credentials other = session_of(administrator);
  for (const Entry& entry : access_table()) {
    if (is_open(entry) || is_local(entry))
      continue;
    SCOPED_TRACE(key_of(entry));
    for (const std::string& csrf_token : {std::string(), std::string("x"), other.csrf_token}) {
      const Reply reply = knock(entry, {.cookie = admin.cookie, .csrf_token = csrf_token});
      EXPECT_EQ(reply.status == 403, is_unsafe(entry));
    }
  }
}

TEST_F(AccessTest, rfc6750_3_1_a_token_without_the_scope_is_insufficient) {
  for (const Entry& entry : access_table()) {
    const std::string& rule = rule_of(entry);
    if (!rule.contains(':'))
      continue;
    SCOPED_TRACE(key_of(entry));
    const std::string permission = permission_of(rule);
    const auto others =
        every_scope().filtered([&](const std::string& one) { return one != permission; });
    const Reply reply = knock(entry, token_of(administrator, client, others));
    EXPECT_EQ(reply.status, 403U);
    EXPECT_EQ(reply.header("WWW-Authenticate"),
              fmt::format(R"(Bearer error="insufficient_scope", scope="{}")", permission));
    const auto just_it = token_of(administrator, client, oauth::ScopeSet({permission}));
    EXPECT_TRUE(lets_in(entry, just_it));
  }
}

TEST_F(AccessTest, a_token_tells_who_its_user_is_only_with_profile_and_email) {
  const auto status = [&](std::vector<std::string> scopes) {
    return get("/api/v1/me", token_of(administrator, client, oauth::ScopeSet(std::move(scopes))))
        .status;
  };
  EXPECT_EQ(status({"profile", "email"}), 200U);
  EXPECT_EQ(status({"profile", "users:read"}), 403U);
  EXPECT_EQ(status({"email"}), 403U);
}

TEST_F(AccessTest, rfc6750_3_1_a_token_that_is_not_valid_is_told_so) {
  const auto good = token_of(administrator, client, every_scope());
  const auto refused = [&](const std::string& token, const std::string& cookie = {}) {
    const Reply reply = get("/api/v1/users", {.cookie = cookie, .bearer = token});
    EXPECT_EQ(reply.status, 401U);
    EXPECT_THAT(reply.header("WWW-Authenticate"),
                ::testing::StartsWith(R"(Bearer error="invalid_token")"));
  };
  EXPECT_EQ(get("/api/v1/users", good).status, 200U);
  refused("nonsense");
  refused(good.bearer + "x");
  refused("nonsense", admin.cookie);  // never falls back to the cookie
  clock.advance(std::chrono::minutes(16));
  refused(good.bearer);
}

TEST_F(AccessTest, a_token_is_judged_by_the_present) {
  const auto user = add_holder_of({"users:read"});
  const auto token = token_of(user, client, every_scope());
  EXPECT_EQ(get("/api/v1/users", token).status, 200U);
  const Reply demoted = patch("/api/v1/users/" + user.id, admin, {{"role_ids", json::array()}});
  EXPECT_EQ(demoted.status, 200U);
  EXPECT_EQ(get("/api/v1/users", token).status, 403U);
  EXPECT_EQ(post("/api/v1/users/" + user.id + "/disable", admin).status, 200U);
  EXPECT_EQ(get("/api/v1/users", token).status, 401U);
}

TEST_F(AccessTest, a_token_dies_with_its_client_and_survives_its_disabling) {
  const auto token = token_of(administrator, client, every_scope());
  const std::string path = "/api/v1/oauth2/clients/" + client.id;
  EXPECT_EQ(post(path + "/disable", admin).status, 200U);
  EXPECT_EQ(get("/api/v1/users", token).status, 200U);
  EXPECT_EQ(erase(path, admin).status, 204U);
  EXPECT_EQ(get("/api/v1/users", token).status, 401U);
}

TEST_F(AccessTest, another_scheme_and_two_authorization_headers_are_unauthorized) {
  const auto good = token_of(administrator, client, every_scope());
  const auto status = [&](Headers headers) {
    return send(http::Method::get, "/api/v1/users", {.cookie = admin.cookie}, "",
                std::move(headers))
        .status;
  };
  EXPECT_EQ(status({{"authorization", "Basic YWRtaW46eA=="}}), 401U);
  EXPECT_EQ(status({{"authorization", "Bearer"}}), 401U);
  EXPECT_EQ(status({{"authorization", "Bearer " + good.bearer},
                    {"authorization", "Bearer " + good.bearer}}),
            401U);
  EXPECT_EQ(status({}), 200U);
}

TEST_F(AccessTest, a_session_that_ended_is_nobody) {
  EXPECT_EQ(get("/api/v1/me", {.cookie = "lksn_unknown"}).status, 401U);
  clock.advance(std::chrono::hours(9));  // beyond the idle lifetime
  EXPECT_EQ(get("/api/v1/me", admin).status, 401U);
}

TEST_F(AccessTest, answers_are_not_stored_and_problems_are_rfc9457) {
  EXPECT_EQ(get("/api/v1/me", admin).header("Cache-Control"), "no-store");
  const Reply reply = get("/api/v1/me");
  EXPECT_EQ(reply.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(reply.header("Cache-Control"), "no-store");
  const json::object expected{{"type", "about:blank"}, {"title", "Unauthorized"},
                              {"status", 401},         {"detail", "Sign in first."},
                              {"request_id", "req-1"}, {"errors", json::array()}};
  EXPECT_EQ(reply.body, json::value(expected));
}

TEST_F(AccessTest, a_route_that_is_not_in_the_table_does_not_exist) {
  EXPECT_EQ(get("/api/v1/nothing", admin).status, 404U);
  EXPECT_EQ(get("/api/v1/users/", admin).status, 404U);
  EXPECT_EQ(send(http::Method::put, "/api/v1/users", admin, "{}", json_content()).status, 405U);
}

TEST(Access, no_catalogue_can_be_without_what_the_table_asks_for) {
  const auto needed = oauth::PermissionCatalogue::needed();
  for (const Entry& entry : access_table()) {
    if (entry.access.permission.empty())
      continue;
    EXPECT_THAT(needed, ::testing::Contains(entry.access.permission)) << entry.pattern;
  }
}

}  // namespace
}  // namespace latchkey::api
