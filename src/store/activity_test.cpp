#include "store/activity.hpp"

#include <gmock/gmock.h>

#include "store/audit.hpp"
#include "store/columns.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using activity::Counts;
using std::chrono::hours;
using std::chrono::minutes;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

class ActivityTest : public StoreTest {
 protected:
  audit::Event make(const std::string& action, const std::string& client_id = {}) {
    audit::Event event;
    event.time = now();
    event.org_id = org_id();
    event.client_id = client_id;
    event.action = action;
    return event;
  }
  void append(const audit::Event& event) {
    write([&](Transaction& tx) { audit::append(tx, event); });
  }
  void append(const std::string& action, const std::string& client_id = {}) {
    append(make(action, client_id));
  }
  activity::Sums sum(std::int64_t limit = 1000) {
    return read([&](Transaction& tx) { return activity::sum_events(tx, limit); });
  }
  void add(const activity::Sums& sums) {
    write([&](Transaction& tx) { activity::add(tx, sums); });
  }
  // How many events that were.
  std::int64_t count_events(std::int64_t limit = 1000) {
    const auto sums = sum(limit);
    add(sums);
    return sums.events();
  }
  std::map<Time, Counts> counted(const std::string& org) {
    return read([&](Transaction& tx) {
      return activity::hours(tx, org, start - hours(24), start + hours(24));
    });
  }
  std::map<Time, Counts> counted() { return counted(org_id()); }
  std::optional<Time> last_used(const std::string& client_id) {
    return read([&](Transaction& tx) {
      return activity::last_used(tx, clients::find(tx, org_id(), client_id).value());
    });
  }
  std::int64_t rows_of_clients() {
    return read([](Transaction& tx) {
             return tx.one("SELECT count(*) FROM client_activity", {},
                           [](const db::Row& row) { return row.integer(0); });
           })
        .value();
  }

  const oauth::Client client = add_client("Dashboard");
};

TEST_F(ActivityTest, nothing_has_happened_in_a_new_store) {
  EXPECT_EQ(count_events(), 0);
  EXPECT_THAT(counted(), IsEmpty());
  EXPECT_EQ(last_used(client.id), std::nullopt);
}

TEST_F(ActivityTest, each_kind_is_counted_by_the_hour) {
  append("token.issued", client.id);
  append("token.refused", client.id);
  append("sign_in.succeeded");
  clock.advance(hours(1) - Duration(1));
  append("token.issued", client.id);
  append("sign_in.failed");
  clock.advance(Duration(1));
  append("token.issued", client.id);
  EXPECT_EQ(count_events(), 6);
  EXPECT_THAT(counted(), ElementsAre(Pair(start, Counts{2, 1, 1, 1}),
                                     Pair(start + hours(1), Counts{1, 0, 0, 0})));
}

TEST_F(ActivityTest, other_events_do_not_count) {
  for (const auto* action : {"token.revoked", "token.code_reused", "token.refresh_reused",
                             "consent.granted", "password.confirmation_failed", "client.created"})
    append(action, client.id);
  EXPECT_EQ(count_events(), 6);
  EXPECT_THAT(counted(), IsEmpty());
  EXPECT_EQ(last_used(client.id), std::nullopt);
}

TEST_F(ActivityTest, each_event_counts_once_whatever_the_steps) {
  for (int i = 0; i < 10; ++i) append("token.issued", client.id);
  EXPECT_EQ(count_events(4), 4);
  EXPECT_EQ(count_events(4), 4);
  append("token.refused", client.id);
  EXPECT_EQ(count_events(4), 3);
  EXPECT_EQ(count_events(4), 0);
  EXPECT_THAT(counted(), ElementsAre(Pair(start, Counts{10, 1, 0, 0})));
}

TEST_F(ActivityTest, it_goes_on_after_a_restart_where_it_was) {
  append("token.issued", client.id);
  append("token.issued", client.id);
  count_events(1);
  open();
  append("token.issued", client.id);
  EXPECT_EQ(count_events(), 2);
  EXPECT_THAT(counted(), ElementsAre(Pair(start, Counts{3, 0, 0, 0})));
}

TEST_F(ActivityTest, sums_that_were_added_cannot_be_added_again) {
  append("token.issued", client.id);
  const auto sums = sum();
  add(sums);
  EXPECT_THROW(add(sums), db::Unavailable);
  EXPECT_THAT(counted(), ElementsAre(Pair(start, Counts{1, 0, 0, 0})));
  EXPECT_EQ(count_events(), 0);
}

TEST_F(ActivityTest, organizations_are_counted_apart) {
  const auto other = add_organization("Other");
  auto event = make("sign_in.failed");
  event.org_id = other;
  append(event);
  append("sign_in.succeeded");
  count_events();
  EXPECT_THAT(counted(), ElementsAre(Pair(start, Counts{0, 0, 1, 0})));
  EXPECT_THAT(counted(other), ElementsAre(Pair(start, Counts{0, 0, 0, 1})));
}

TEST_F(ActivityTest, hours_are_those_from_first_to_last) {
  for (int i = 0; i < 4; ++i) {
    append("token.issued", client.id);
    clock.advance(hours(1));
  }
  count_events();
  const auto found = read([&](Transaction& tx) {
    return activity::hours(tx, org_id(), start + hours(1), start + hours(2) + minutes(59));
  });
  EXPECT_THAT(found, ElementsAre(Pair(start + hours(1), Counts{1, 0, 0, 0}),
                                 Pair(start + hours(2), Counts{1, 0, 0, 0})));
}

TEST_F(ActivityTest, a_client_was_last_used_when_it_last_got_a_token) {
  const auto other = add_client("Other");
  append("token.issued", client.id);
  count_events();
  clock.advance(minutes(1));
  append("token.issued", client.id);
  clock.advance(minutes(1));
  append("token.refused", client.id);
  count_events();
  EXPECT_EQ(last_used(client.id), start + minutes(1));
  EXPECT_EQ(last_used(other.id), std::nullopt);
}

TEST_F(ActivityTest, a_client_was_last_used_when_its_secret_was) {
  auto with_secrets = make_client("Sync");
  with_secrets.secrets = {
      {.id = "sec_a", .digest = "a", .created_at = now(), .last_used_at = start + minutes(2)},
      {.id = "sec_b", .digest = "b", .created_at = now(), .last_used_at = {}}};
  add_client(with_secrets);
  EXPECT_EQ(last_used(with_secrets.id), start + minutes(2));
  clock.advance(minutes(3));
  append("token.issued", with_secrets.id);
  count_events();
  EXPECT_EQ(last_used(with_secrets.id), start + minutes(3));
}

TEST_F(ActivityTest, a_deleted_client_leaves_nothing_behind) {
  append("token.issued", client.id);
  count_events();
  EXPECT_EQ(rows_of_clients(), 1);
  append("token.issued", client.id);
  const auto sums = sum();
  write([&](Transaction& tx) { EXPECT_TRUE(clients::erase(tx, org_id(), client.id)); });
  EXPECT_EQ(rows_of_clients(), 0);
  add(sums);
  EXPECT_EQ(rows_of_clients(), 0);
  EXPECT_THAT(counted(), ElementsAre(Pair(start, Counts{2, 0, 0, 0})));
}

TEST(ActivityOfAnOlderStore, events_from_before_the_counting_are_counted) {
  const TemporaryDirectory directory;
  const auto database = db::open_sqlite({.file = directory.path() / "latchkey.db"});
  db::migrate(*database, 1);
  database->write_now([](Transaction& tx) {
    tx.execute("INSERT INTO organizations VALUES ('org_a', 'A', 1, 0)");
    tx.execute(
        "INSERT INTO clients VALUES ('cli_a', 'org_a', '', '', '', '', 'public', '[]', '[]', '[]', "
        "'[]', 1, 'RS256', '', 'active', '', 0, '', 0, 1)");
    for (std::int64_t id = 1; id <= 3; ++id)
      tx.execute(
          "INSERT INTO audit_events VALUES ($1, $2, 'org_a', '', '', 'cli_a', '', 'token.issued', "
          "'', '', '', 'success', '', '', '', 0, '')",
          {id, micros(Time(minutes(id)))});
  });
  db::migrate(*database);
  const auto sums =
      database->read_now([](Transaction& tx) { return activity::sum_events(tx, 1000); });
  EXPECT_EQ(sums.events(), 3);
  database->write_now([&](Transaction& tx) { activity::add(tx, sums); });
  database->read_now([](Transaction& tx) {
    EXPECT_THAT(activity::hours(tx, "org_a", Time(), Time(hours(1))),
                ElementsAre(Pair(Time(), Counts{3, 0, 0, 0})));
    oauth::Client used;
    used.id = "cli_a";
    EXPECT_EQ(activity::last_used(tx, used), Time(minutes(3)));
  });
}

}  // namespace
}  // namespace latchkey::store
