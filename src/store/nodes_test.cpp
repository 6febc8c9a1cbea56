#include <gmock/gmock.h>
#include <thread>

#include "store/activity.hpp"
#include "store/audit.hpp"
#include "store/audit_chain.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::store {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Two stores on one PostgreSQL database, as two nodes have them.
class NodesTest : public testing::Test, public StoreFixture {
 protected:
  NodesTest() : StoreFixture(true) {}

  template <class Condition>
  static bool comes_true(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!condition()) {
      if (std::chrono::steady_clock::now() > end)
        return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
  }

  void append(Store& node, const std::string& action) {
    node.write_now([&](Transaction& tx) {
      audit::Event event;
      event.time = now();
      event.org_id = node.latest_snapshot()->default_org_id;
      event.action = action;
      audit::append(tx, std::move(event));
    });
    clock.advance(std::chrono::seconds(1));
  }
  std::vector<std::string> listed(const audit::Filter& filter = {},
                                  const PageRequest& request = {}) {
    std::vector<std::string> actions;
    const auto page =
        read([&](Transaction& tx) { return audit::list(tx, org_id(), filter, request); });
    for (const auto& event : page.items) actions.push_back(event.action);
    return actions;
  }

  std::unique_ptr<db::Database> other_database = open_database();
  Store other{
      {.database = *other_database, .sealing_key = sealing_key, .clock = clock, .random = random}};
};

TEST_F(NodesTest, both_have_the_same_keys_and_secrets) {
  EXPECT_EQ(other.latest_snapshot()->default_org_id, org_id());
  EXPECT_EQ(other.latest_snapshot()->keys->es256_since,
            store().latest_snapshot()->keys->es256_since);
  EXPECT_EQ(other.latest_snapshot()->refresh_key.reveal(),
            store().latest_snapshot()->refresh_key.reveal());
}

TEST_F(NodesTest, what_one_changes_is_in_the_other_s_snapshot) {
  const auto client = add_client("Dashboard");
  EXPECT_TRUE(comes_true([&] { return other.snapshot()->client(client.id) != nullptr; }));
  other.write_now([&](Transaction& tx) { clients::erase(tx, client.org_id, client.id); });
  EXPECT_EQ(other.snapshot()->client(client.id), nullptr);
  EXPECT_TRUE(comes_true([&] { return store().snapshot()->client(client.id) == nullptr; }));
}

TEST_F(NodesTest, a_revocation_is_known_to_the_other) {
  write([&](Transaction& tx) {
    grants::revoke_access_token(tx, "jti_1", now() + std::chrono::hours(1));
  });
  EXPECT_TRUE(comes_true([&] { return other.access_revocations().contains("jti_1"); }));
}

TEST_F(NodesTest, each_appends_to_a_chain_of_its_own_and_one_log_shows_both) {
  append(store(), "client.a");
  append(other, "client.b");
  append(store(), "client.c");
  append(other, "client.d");
  append(store(), "token.e");
  EXPECT_THAT(listed(), ElementsAre("token.e", "client.d", "client.c", "client.b", "client.a"));
  EXPECT_THAT(listed({.action = "client.*"}, {.page = 2, .page_size = 3}), ElementsAre("client.a"));
  EXPECT_THAT(
      listed({.from = start + std::chrono::seconds(1), .to = start + std::chrono::seconds(4)}),
      ElementsAre("client.d", "client.c", "client.b"));
  EXPECT_EQ(read([](Transaction& tx) { return audit::verify(tx); }), 5);
}

TEST_F(NodesTest, an_export_in_steps_has_every_event_once_also_of_those_archived_meanwhile) {
  for (int round = 0; round < 6; ++round) {
    append(round % 3 == 0 ? store() : other, "client." + std::to_string(round));
    if (round % 2 == 0)
      clock.advance(-std::chrono::seconds(1));
  }
  const auto expected = listed();
  std::vector<std::string> actions;
  std::optional<audit::Place> place;
  for (;;) {
    const auto events =
        read([&](Transaction& tx) { return audit::older(tx, org_id(), {}, place, 1); });
    if (events.empty())
      break;
    actions.push_back(events.front().action);
    place = {.time = events.front().time, .id = events.front().id};
    write([&](Transaction& tx) {
      tx.execute("DELETE FROM audit_events WHERE id = $1", {place->id});
    });
  }
  EXPECT_EQ(actions, expected);
  EXPECT_EQ(actions.size(), 6U);
}

TEST_F(NodesTest, an_event_altered_in_either_chain_is_found) {
  append(store(), "client.a");
  append(other, "client.b");
  const auto second = read([](Transaction& tx) { return audit::chains(tx); }).at(1).base + 1;
  write([&](Transaction& tx) {
    tx.execute("UPDATE audit_events SET action = 'client.x' WHERE id = $1", {second});
  });
  const auto found = read([](Transaction& tx) { return audit::verify(tx); });
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error(), HasSubstr(std::to_string(second)));
}

TEST_F(NodesTest, an_event_between_the_chains_is_found) {
  append(store(), "client.a");
  append(other, "client.b");
  const auto stray = audit::Chain::of_node(1).base;
  write([&](Transaction& tx) {
    tx.execute("UPDATE audit_events SET id = $1 WHERE id = $2", {stray, stray + 1});
  });
  const auto found = read([](Transaction& tx) { return audit::verify(tx); });
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error(), HasSubstr("added from outside"));
}

TEST_F(NodesTest, each_counts_its_own_events) {
  for (Store* node : {&store(), &other, &other}) append(*node, "token.issued");
  for (Store* node : {&store(), &other}) {
    const auto sums = node->read_now([](Transaction& tx) { return activity::sum_events(tx, 100); });
    node->write_now([&](Transaction& tx) { activity::add(tx, sums); });
  }
  const auto hours = read([&](Transaction& tx) {
    return activity::hours(tx, org_id(), start, start + std::chrono::hours(1));
  });
  EXPECT_EQ(hours.at(start).at(0), 3);
}

// Whoever comes second sees that the first has used it.
TEST_F(NodesTest, of_parallel_redemptions_of_a_code_one_succeeds) {
  const auto user = add_user("ada@example.com");
  const auto client = add_client("Dashboard");
  for (int round = 0; round < 20; ++round) {
    const auto digest = code_digest(add_grant(client, user));
    std::atomic<int> successes = 0;
    const auto redeem = [&](Store& node) {
      successes += node.write_now([&](Transaction& tx) {
        return grants::redeem_code(tx, digest, now()) == grants::Redeem::redeemed ? 1 : 0;
      });
    };
    {
      const std::jthread here([&] { redeem(store()); });
      const std::jthread there([&] { redeem(other); });
    }
    EXPECT_EQ(successes, 1);
  }
}

}  // namespace

}  // namespace latchkey::store
