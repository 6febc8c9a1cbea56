#include "api/attention.hpp"

#include <gmock/gmock.h>

namespace latchkey::api {
namespace {

using std::chrono::hours;
using store::overview::ClientUse;
using store::signing_keys::KeyRecord;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Time now{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
constexpr Duration moment{1};
constexpr Duration days(int count) {
  return hours(24 * count);
}

ClientUse client_in_use() {
  return {.id = "cli_a",
          .name = "Dashboard",
          .created_at = now - days(400),
          .last_used_at = now,
          .has_inactive_acting_user = false,
          .secrets = {{.created_at = now - days(100), .last_used_at = now}}};
}

std::vector<std::string> kinds(const ClientUse& client) {
  std::vector<std::string> names;
  for (const auto& item : attention_to_client(client, now)) {
    EXPECT_EQ(item.client_id, "cli_a");
    EXPECT_EQ(item.client_name, "Dashboard");
    names.emplace_back(name(item.kind));
  }
  return names;
}

Attention only_item(const ClientUse& client) {
  const auto items = attention_to_client(client, now);
  EXPECT_EQ(items.size(), 1U);
  return items.at(0);
}

TEST(AttentionToClient, one_in_use_needs_none) {
  EXPECT_THAT(kinds(client_in_use()), IsEmpty());
}

TEST(AttentionToClient, its_acting_user_is_inactive) {
  auto client = client_in_use();
  client.has_inactive_acting_user = true;
  EXPECT_THAT(kinds(client), ElementsAre("acting_user_inactive"));
  EXPECT_EQ(only_item(client).since, std::nullopt);
  EXPECT_EQ(only_item(client).count, std::nullopt);
}

TEST(AttentionToClient, a_secret_was_never_used_for_more_than_7_days) {
  auto client = client_in_use();
  auto& secret = client.secrets[0];
  secret = {.created_at = now - days(7), .last_used_at = {}};
  EXPECT_THAT(kinds(client), IsEmpty());
  secret.created_at -= moment;
  EXPECT_THAT(kinds(client), ElementsAre("secret_never_used"));
  EXPECT_EQ(only_item(client).since, now - days(7) - moment);
  EXPECT_EQ(only_item(client).count, 1);
  secret.last_used_at = secret.created_at;
  EXPECT_THAT(kinds(client), IsEmpty());
}

TEST(AttentionToClient, a_secret_is_older_than_365_days) {
  auto client = client_in_use();
  client.secrets[0].created_at = now - days(365);
  EXPECT_THAT(kinds(client), IsEmpty());
  client.secrets[0].created_at -= moment;
  EXPECT_THAT(kinds(client), ElementsAre("secret_old"));
  EXPECT_EQ(only_item(client).since, now - days(365) - moment);
  EXPECT_EQ(only_item(client).count, 1);
}

TEST(AttentionToClient, two_secrets_are_one_item_since_the_older) {
  auto client = client_in_use();
  client.secrets = {{.created_at = now - days(370), .last_used_at = now},
                    {.created_at = now - days(380), .last_used_at = now}};
  EXPECT_EQ(only_item(client).count, 2);
  EXPECT_EQ(only_item(client).since, now - days(380));
}

TEST(AttentionToClient, it_was_not_used_for_more_than_90_days) {
  auto client = client_in_use();
  client.last_used_at = now - days(90);
  EXPECT_THAT(kinds(client), IsEmpty());
  *client.last_used_at -= moment;
  EXPECT_THAT(kinds(client), ElementsAre("client_unused"));
  EXPECT_EQ(only_item(client).since, now - days(90) - moment);
  EXPECT_EQ(only_item(client).count, std::nullopt);
}

TEST(AttentionToClient, it_was_never_used_and_is_older_than_90_days) {
  auto client = client_in_use();
  client.secrets.clear();
  client.last_used_at = {};
  client.created_at = now - days(90);
  EXPECT_THAT(kinds(client), IsEmpty());
  client.created_at -= moment;
  EXPECT_THAT(kinds(client), ElementsAre("client_unused"));
  EXPECT_EQ(only_item(client).since, client.created_at);
}

TEST(AttentionToClient, rules_hold_together) {
  auto client = client_in_use();
  client.last_used_at = {};
  client.has_inactive_acting_user = true;
  client.secrets[0] = {.created_at = now - days(366), .last_used_at = {}};
  EXPECT_THAT(kinds(client), ElementsAre("acting_user_inactive", "secret_never_used", "secret_old",
                                         "client_unused"));
}

KeyRecord key(crypto::Algorithm algorithm, Time active_from, std::optional<Time> retired_at = {}) {
  return {.kid = "kid",
          .algorithm = algorithm,
          .created_at = now - days(100),
          .active_from = active_from,
          .retired_at = retired_at,
          .expires_at = {}};
}

constexpr auto es256 = crypto::Algorithm::es256;
constexpr auto rs256 = crypto::Algorithm::rs256;

TEST(AttentionToKeys, those_that_sign_need_none) {
  EXPECT_EQ(attention_to_keys({}, now), std::nullopt);
  const std::vector keys{key(es256, now - days(89)), key(rs256, now - days(89))};
  EXPECT_EQ(attention_to_keys(keys, now), std::nullopt);
}

TEST(AttentionToKeys, a_successor_takes_over_within_7_days) {
  std::vector keys{key(es256, now - days(80)), key(es256, now + days(7) + moment)};
  EXPECT_EQ(attention_to_keys(keys, now), std::nullopt);
  keys[1].active_from = now + days(7);
  const auto item = attention_to_keys(keys, now).value();
  EXPECT_EQ(name(item.kind), "key_rotates");
  EXPECT_EQ(item.client_id, "");
  EXPECT_EQ(item.since, now + days(7));
  EXPECT_EQ(item.count, 1);
}

TEST(AttentionToKeys, after_one_retired_the_next_is_no_successor) {
  const std::vector keys{key(es256, now - days(90), now - days(1)), key(es256, now - days(1))};
  EXPECT_EQ(attention_to_keys(keys, now), std::nullopt);
}

TEST(AttentionToKeys, those_of_all_algorithms_are_one_item_since_the_first) {
  const std::vector keys{key(es256, now - days(80)), key(rs256, now - days(80)),
                         key(rs256, now + days(1)), key(es256, now + days(2))};
  const auto item = attention_to_keys(keys, now).value();
  EXPECT_EQ(item.since, now + days(1));
  EXPECT_EQ(item.count, 2);
}

TEST(AttentionToSignIns, it_takes_10_that_failed) {
  EXPECT_EQ(attention_to_sign_ins(9, now), std::nullopt);
  const auto item = attention_to_sign_ins(10, now).value();
  EXPECT_EQ(name(item.kind), "sign_ins_failed");
  EXPECT_EQ(item.client_id, "");
  EXPECT_EQ(item.since, now);
  EXPECT_EQ(item.count, 10);
}

TEST(AttentionOrder, the_most_pressing_kind_then_the_longest_then_by_name) {
  using Kind = Attention::Kind;
  std::vector<Attention> items;
  const auto add = [&items](Kind kind, const std::string& client, std::optional<Time> since) {
    items.push_back(
        {.kind = kind, .client_id = client, .client_name = client, .since = since, .count = {}});
  };
  add(Kind::client_unused, "f", now - days(200));
  add(Kind::secret_old, "e", now - days(366));
  add(Kind::secret_old, "d", now - days(367));
  add(Kind::secret_never_used, "c", now);
  add(Kind::acting_user_inactive, "b", {});
  add(Kind::acting_user_inactive, "a", {});
  add(Kind::key_rotates, "", now);
  add(Kind::sign_ins_failed, "", now);
  sort_by_urgency(items);
  std::vector<std::string> order;
  for (const auto& item : items) order.push_back(std::string(name(item.kind)) + item.client_name);
  EXPECT_THAT(order, ElementsAre("sign_ins_failed", "acting_user_inactivea",
                                 "acting_user_inactiveb", "key_rotates", "secret_never_usedc",
                                 "secret_oldd", "secret_olde", "client_unusedf"));
}

}  // namespace
}  // namespace latchkey::api
