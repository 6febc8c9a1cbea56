#include <gmock/gmock.h>
#include <set>
#include <spdlog/fmt/fmt.h>

#include "api/api_fixture.hpp"
#include "base/timestamp.hpp"
#include "store/activity.hpp"
#include "store/key_rotation.hpp"

namespace latchkey::api {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class OverviewTest : public ApiTest {
 protected:
  // As the server counts now and then.
  void count_events() {
    const auto sums =
        read([](store::Transaction& tx) { return store::activity::sum_events(tx, 100'000); });
    write([&](store::Transaction& tx) { store::activity::add(tx, sums); });
  }
  void append(const std::string& org, const std::string& action, int times = 1,
              const std::string& client_id = {}) {
    write([&](store::Transaction& tx) {
      for (int i = 0; i < times; ++i) {
        store::audit::Event event;
        event.time = now();
        event.org_id = org;
        event.client_id = client_id;
        event.action = action;
        store::audit::append(tx, event);
      }
    });
  }
  Reply overview(const Credentials& who) {
    count_events();
    Reply reply = get("/api/v1/overview", who);
    EXPECT_EQ(reply.status, 200U);
    return reply;
  }
  Reply overview() { return overview(session_of(administrator)); }
  Reply overview_with(std::vector<std::string> permissions) {
    return overview(session_of(add_holder_of(std::move(permissions))));
  }
  static std::vector<std::int64_t> numbers(const json::value& buckets, std::string_view member) {
    std::vector<std::int64_t> found;
    for (const auto& bucket : buckets.as_array()) found.push_back(bucket.at(member).as_int64());
    return found;
  }
  static std::vector<std::string> starts(const json::value& buckets) {
    std::vector<std::string> found;
    for (const auto& bucket : buckets.as_array()) found.emplace_back(bucket.at("from").as_string());
    return found;
  }
  // "kind client-name" of each.
  static std::vector<std::string> attention(const Reply& reply) {
    std::vector<std::string> found;
    for (const auto& item : reply.body.at("attention").as_array()) {
      std::string text(item.at("kind").as_string());
      if (item.at("client").is_object())
        text.append(" ").append(item.at("client").at("name").as_string());
      found.push_back(std::move(text));
    }
    return found;
  }
  oauth::Client client_with_secret(const std::string& name) {
    auto client = make_client(name);
    client.secrets = {{.id = make_id(random, "sec_"),
                       .digest = make_id(random, ""),
                       .created_at = now(),
                       .last_used_at = {}}};
    return add_client(client);
  }
  void disable(const oauth::User& user) {
    auto disabled = user;
    disabled.status = oauth::Status::disabled;
    write([&](store::Transaction& tx) {
      EXPECT_EQ(store::users::update(tx, disabled, now()), store::users::Change::done);
    });
  }
};

TEST_F(OverviewTest, a_system_administrator_sees_how_many_there_are) {
  const auto user = add_user("ada@example.com");
  disable(add_user("bob@example.com"));
  const auto client = add_client("One");
  auto disabled = make_client("Two");
  disabled.status = oauth::Status::disabled;
  add_client(disabled);
  add_grant(client, user);
  const auto revoked = add_grant(client, user);
  write([&](store::Transaction& tx) { store::grants::revoke(tx, revoked.id, now(), now()); });
  const json::object expected{{"clients", {{"active", 1}, {"disabled", 1}}},
                              {"users", {{"active", 2}, {"disabled", 1}}},
                              {"roles", 4},
                              {"live_grants", 1}};
  EXPECT_EQ(overview().at({"counts"}), json::value(expected));
}

TEST_F(OverviewTest, grants_that_expired_do_not_live) {
  add_grant(add_client("One"), administrator);
  clock.advance(hours(24 * 90) - Duration(1));
  EXPECT_EQ(overview().at({"counts", "live_grants"}), json::value(1));
  clock.advance(Duration(1));
  EXPECT_EQ(overview().at({"counts", "live_grants"}), json::value(0));
}

TEST_F(OverviewTest, a_user_without_permissions_sees_nothing_of_it) {
  append(org_id(), "sign_in.failed", 10);
  const auto reply = overview(session_of(add_user("nobody@example.com")));
  const json::object expected{
      {"counts",
       {{"clients", nullptr}, {"users", nullptr}, {"roles", nullptr}, {"live_grants", nullptr}}},
      {"tokens", nullptr},
      {"sign_ins", nullptr},
      {"attention", json::array()},
      {"attention_total", 0}};
  EXPECT_EQ(reply.body, json::value(expected));
}

TEST_F(OverviewTest, each_permission_shows_its_own_part) {
  append(org_id(), "sign_in.failed", 10);
  const auto with_users = overview_with({"users:read"});
  EXPECT_EQ(with_users.at({"counts", "users", "active"}), json::value(2));
  EXPECT_TRUE(with_users.at({"counts", "roles"}).is_null());
  EXPECT_TRUE(with_users.at({"tokens"}).is_null());
  const auto with_roles = overview_with({"roles:read"});
  EXPECT_EQ(with_roles.at({"counts", "roles"}), json::value(6));
  EXPECT_TRUE(with_roles.at({"counts", "users"}).is_null());
  const auto with_audit = overview_with({"audit:read"});
  EXPECT_TRUE(with_audit.at({"tokens"}).is_object());
  EXPECT_TRUE(with_audit.at({"sign_ins"}).is_object());
  EXPECT_THAT(attention(with_audit), ElementsAre("sign_ins_failed"));
  EXPECT_TRUE(with_audit.at({"counts", "users"}).is_null());
}

TEST_F(OverviewTest, clients_are_for_system_administrators_whatever_the_permissions) {
  client_with_secret("Sync");
  clock.advance(hours(24 * 8));
  const auto reply = overview_with(catalogue.all().values());
  EXPECT_TRUE(reply.at({"counts", "clients"}).is_null());
  EXPECT_TRUE(reply.at({"counts", "live_grants"}).is_null());
  EXPECT_THAT(attention(reply), IsEmpty());
  EXPECT_THAT(attention(overview()), ElementsAre("secret_never_used Sync"));
}

TEST_F(OverviewTest, a_token_shows_what_it_carries) {
  const auto tool = add_client("Tool");
  const auto reply = overview(token_of(administrator, tool, oauth::ScopeSet({"users:read"})));
  EXPECT_TRUE(reply.at({"counts", "users"}).is_object());
  EXPECT_TRUE(reply.at({"counts", "roles"}).is_null());
  EXPECT_TRUE(reply.at({"counts", "clients"}).is_null());
  EXPECT_TRUE(reply.at({"tokens"}).is_null());
}

TEST_F(OverviewTest, tokens_and_sign_ins_are_shown_by_the_hour_of_the_last_day) {
  append(org_id(), "token.issued", 3);
  append(org_id(), "sign_in.succeeded", 4);
  clock.advance(hours(23) + minutes(59));
  append(org_id(), "token.issued", 2);
  append(org_id(), "token.refused", 1);
  append(org_id(), "sign_in.failed", 5);
  const auto reply = overview();
  std::vector<std::int64_t> issued(24, 0), refused(24, 0), succeeded(24, 0), failed(24, 0);
  issued.front() = 3;
  issued.back() = 2;
  refused.back() = 1;
  succeeded.front() = 4;
  failed.back() = 5;
  EXPECT_EQ(numbers(reply.at({"tokens", "day"}), "issued"), issued);
  EXPECT_EQ(numbers(reply.at({"tokens", "day"}), "refused"), refused);
  EXPECT_EQ(numbers(reply.at({"sign_ins", "day"}), "succeeded"), succeeded);
  EXPECT_EQ(numbers(reply.at({"sign_ins", "day"}), "failed"), failed);
  for (const auto* part : {"tokens", "sign_ins"}) {
    const auto from = starts(reply.at({part, "day"}));
    EXPECT_EQ(from.front(), format_rfc3339(start));
    EXPECT_EQ(from[1], format_rfc3339(start + hours(1)));
    EXPECT_EQ(from.back(), format_rfc3339(start + hours(23)));
  }
}

TEST_F(OverviewTest, the_week_is_7_times_24_hours_that_end_with_this_one) {
  append(org_id(), "token.issued", 1);
  clock.advance(hours(1));
  append(org_id(), "token.issued", 2);
  clock.advance(hours(23));
  append(org_id(), "token.issued", 4);
  clock.advance(hours(24 * 6));
  append(org_id(), "token.issued", 8);
  append(org_id(), "sign_in.failed", 3);
  const auto reply = overview();
  EXPECT_THAT(numbers(reply.at({"tokens", "week"}), "issued"), ElementsAre(6, 0, 0, 0, 0, 0, 8));
  EXPECT_THAT(numbers(reply.at({"tokens", "week"}), "refused"), Each(0));
  EXPECT_THAT(numbers(reply.at({"sign_ins", "week"}), "failed"), ElementsAre(0, 0, 0, 0, 0, 0, 3));
  std::vector<std::string> from;
  for (int day = 0; day < 7; ++day)
    from.push_back(format_rfc3339(start + hours(1) + hours(24 * day)));
  EXPECT_EQ(starts(reply.at({"tokens", "week"})), from);
}

TEST_F(OverviewTest, failed_sign_ins_need_attention_for_a_day) {
  append(org_id(), "sign_in.failed", 9);
  EXPECT_THAT(attention(overview()), IsEmpty());
  append(org_id(), "sign_in.failed", 1);
  clock.advance(hours(23));
  const json::object expected{{"kind", "sign_ins_failed"},
                              {"client", nullptr},
                              {"since", format_rfc3339(start)},
                              {"count", 10}};
  EXPECT_EQ(overview().at({"attention"}), json::value(json::array{expected}));
  clock.advance(hours(1));
  EXPECT_THAT(attention(overview()), IsEmpty());
}

TEST_F(OverviewTest, clients_need_attention_until_they_are_used) {
  const auto client = client_with_secret("Sync");
  clock.advance(hours(24 * 90) + Duration(1));
  EXPECT_THAT(attention(overview()), ElementsAre("secret_never_used Sync", "client_unused Sync"));
  append(org_id(), "token.issued", 1, client.id);
  const json::object expected{{"kind", "secret_never_used"},
                              {"client", {{"client_id", client.id}, {"name", "Sync"}}},
                              {"since", format_rfc3339(start)},
                              {"count", 1}};
  EXPECT_EQ(overview().at({"attention"}), json::value(json::array{expected}));
  write([&](store::Transaction& tx) {
    store::clients::record_secret_use(tx, client.secrets[0].id, now());
  });
  EXPECT_THAT(attention(overview()), IsEmpty());
}

TEST_F(OverviewTest, a_secret_that_is_used_shows_that_its_client_is) {
  const auto client = client_with_secret("Sync");
  clock.advance(hours(24 * 91));
  write([&](store::Transaction& tx) {
    store::clients::record_secret_use(tx, client.secrets[0].id, now());
  });
  EXPECT_THAT(attention(overview()), IsEmpty());
}

TEST_F(OverviewTest, a_disabled_client_needs_no_attention) {
  auto client = client_with_secret("Sync");
  client.status = oauth::Status::disabled;
  write([&](store::Transaction& tx) { store::clients::update(tx, client); });
  clock.advance(hours(24 * 400));
  EXPECT_THAT(attention(overview()), IsEmpty());
}

TEST_F(OverviewTest, acting_users_must_be_there_and_active) {
  const auto acting = [&](const std::string& name, const std::string& user_id) {
    auto client = make_client(name);
    client.grant_types = {oauth::GrantType::client_credentials};
    client.acting_user_id = user_id;
    add_client(client);
  };
  const auto disabled = add_user("disabled@example.com");
  const auto deleted = add_user("deleted@example.com");
  acting("Active", administrator.id);
  acting("Disabled", disabled.id);
  acting("Deleted", deleted.id);
  EXPECT_THAT(attention(overview()), IsEmpty());
  disable(disabled);
  write([&](store::Transaction& tx) { store::users::erase(tx, org_id(), deleted.id, now()); });
  EXPECT_THAT(attention(overview()),
              ElementsAre("acting_user_inactive Deleted", "acting_user_inactive Disabled"));
}

TEST_F(OverviewTest, keys_that_take_over_soon_are_told) {
  clock.advance(hours(24 * 89));
  EXPECT_THAT(attention(overview()), IsEmpty());
  const auto fresh = store::signing_keys::make(store::signing_keys::algorithms());
  write([&](store::Transaction& tx) {
    store::signing_keys::rotate_due(tx, {},
                                    {.fresh = fresh,
                                     .token_lifetime = hours(1),
                                     .sealing_key = sealing_key,
                                     .random = random,
                                     .now = now()});
  });
  const json::object expected{{"kind", "key_rotates"},
                              {"client", nullptr},
                              {"since", format_rfc3339(start + hours(24 * 90))},
                              {"count", 2}};
  EXPECT_EQ(overview().at({"attention"}), json::value(json::array{expected}));
}

TEST_F(OverviewTest, at_most_50_items_are_shown_and_all_are_counted) {
  for (int i = 0; i < 60; ++i) client_with_secret("Client " + std::to_string(i));
  clock.advance(hours(24 * 8));
  append(org_id(), "sign_in.failed", 10);
  const auto reply = overview();
  EXPECT_EQ(attention(reply).size(), 50U);
  EXPECT_EQ(attention(reply).front(), "sign_ins_failed");
  EXPECT_EQ(reply.at({"attention_total"}), json::value(61));
}

TEST_F(OverviewTest, the_rest_of_what_needs_attention_is_on_further_pages) {
  for (int i = 0; i < 60; ++i) client_with_secret("Client " + std::to_string(i));
  clock.advance(hours(24 * 8));
  const auto session = session_of(administrator);
  const auto page = [&](int number) {
    return get(fmt::format("/api/v1/overview/attention?page_size=25&page={}", number), session);
  };
  EXPECT_EQ(page(1).at({"total"}), json::value(60));
  std::set<std::string> seen;
  for (const auto& [number, size] : {std::pair(1, 25U), std::pair(2, 25U), std::pair(3, 10U)}) {
    const auto reply = page(number);
    const auto& items = reply.body.at("items").as_array();
    EXPECT_EQ(items.size(), size);
    for (const auto& item : items) seen.emplace(item.at("client").at("name").as_string());
  }
  EXPECT_EQ(seen.size(), 60U);
  EXPECT_EQ(
      get("/api/v1/overview/attention", session_of(add_user("viewer@example.com"))).at({"total"}),
      json::value(0));
  EXPECT_EQ(get("/api/v1/overview/attention?q=x", session).status, 400U);
}

TEST_F(OverviewTest, another_organization_is_not_seen) {
  const auto before = overview().at({"counts"});
  const auto other = add_organization("Other");
  auto client = make_client("Theirs");
  client.org_id = other;
  client.acting_user_id = "usr_gone";
  client.secrets = {{.id = "sec_a", .digest = "a", .created_at = now(), .last_used_at = {}}};
  add_client(client);
  auto user = make_user("theirs@example.com");
  user.org_id = other;
  add_user(user);
  add_grant(client, user);
  append(other, "sign_in.failed", 10);
  append(other, "token.issued", 10, client.id);
  const auto reply = overview();
  EXPECT_EQ(reply.at({"counts"}), before);
  EXPECT_THAT(numbers(reply.at({"tokens", "week"}), "issued"), Each(0));
  EXPECT_THAT(numbers(reply.at({"sign_ins", "day"}), "failed"), Each(0));
  clock.advance(hours(24 * 8));
  EXPECT_THAT(attention(overview()), IsEmpty());
}

TEST_F(OverviewTest, a_client_in_detail_tells_when_it_was_last_used) {
  const auto client = client_with_secret("Sync");
  const auto last_used_at = [&] {
    count_events();
    const Reply reply = get("/api/v1/oauth2/clients/" + client.id, admin);
    return reply.at({"last_used_at"});
  };
  EXPECT_TRUE(last_used_at().is_null());
  clock.advance(minutes(1));
  append(org_id(), "token.issued", 1, client.id);
  EXPECT_EQ(last_used_at(), json::value(format_rfc3339(start + minutes(1))));
  append(org_id(), "token.refused", 1, client.id);
  EXPECT_EQ(last_used_at(), json::value(format_rfc3339(start + minutes(1))));
}

}  // namespace
}  // namespace latchkey::api
