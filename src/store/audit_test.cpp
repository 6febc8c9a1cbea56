#include "store/audit.hpp"

#include <gmock/gmock.h>
#include <thread>

#include "store/audit_hash.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using audit::Event;
using audit::Outcome;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class AuditTest : public StoreTest {
 protected:
  Event make(const std::string& action) {
    return {.id = 0,
            .time = now(),
            .org_id = org_id(),
            .actor = {.id = "usr_a", .name = "ada@example.com"},
            .client_id = "cli_a",
            .client_name = "Dashboard",
            .action = action,
            .target = {.type = "user", .id = "usr_b", .name = "bob@example.com"},
            .outcome = Outcome::success,
            .address = "192.0.2.1",
            .request_id = "req_1",
            .details = R"({"scope":"openid"})"};
  }
  void append(const Event& event) {
    write([&](Transaction& tx) { audit::append(tx, event); });
  }
  void append_some(int count) {
    write([&](Transaction& tx) {
      for (int i = 0; i < count; ++i) audit::append(tx, make("token.issued"));
    });
  }
  std::vector<std::int64_t> ids(const audit::Filter& filter, const PageRequest& request = {}) {
    std::vector<std::int64_t> found;
    const auto page =
        read([&](Transaction& tx) { return audit::list(tx, org_id(), filter, request); });
    for (const auto& event : page.items) found.push_back(event.id);
    EXPECT_GE(page.total, std::ssize(page.items));
    return found;
  }
  std::expected<std::int64_t, std::string> verify() {
    return read([](Transaction& tx) { return audit::verify(tx); });
  }
  void tamper(std::string_view sql) {
    write([&](Transaction& tx) { EXPECT_EQ(tx.execute(sql), 1); });
  }
};

TEST_F(AuditTest, every_field_comes_back) {
  auto event = make("sign_in.failed");
  event.outcome = Outcome::failure;
  append(event);
  const auto page = read([&](Transaction& tx) { return audit::list(tx, org_id(), {}, {}); });
  ASSERT_EQ(page.items.size(), 1U);
  const auto& found = page.items.front();
  EXPECT_EQ(found.id, 1);
  EXPECT_EQ(found.time, event.time);
  EXPECT_EQ(found.org_id, event.org_id);
  EXPECT_EQ(found.actor.id, event.actor.id);
  EXPECT_EQ(found.actor.name, event.actor.name);
  EXPECT_EQ(found.client_id, event.client_id);
  EXPECT_EQ(found.client_name, event.client_name);
  EXPECT_EQ(found.action, event.action);
  EXPECT_EQ(found.target.type, event.target.type);
  EXPECT_EQ(found.target.id, event.target.id);
  EXPECT_EQ(found.target.name, event.target.name);
  EXPECT_EQ(found.outcome, Outcome::failure);
  EXPECT_EQ(found.address, event.address);
  EXPECT_EQ(found.request_id, event.request_id);
  EXPECT_EQ(found.details, event.details);
}

TEST_F(AuditTest, time_never_goes_back_from_one_event_to_the_next) {
  auto event = make("token.issued");
  event.time = start + seconds(10);
  append(event);
  event.time = start;
  append(event);
  const auto page = read([&](Transaction& tx) { return audit::list(tx, org_id(), {}, {}); });
  EXPECT_EQ(page.items.at(0).time, start + seconds(10));
  EXPECT_EQ(verify(), 2);
}

TEST_F(AuditTest, an_event_of_a_transaction_that_fails_leaves_no_gap) {
  append(make("one"));
  EXPECT_THROW(write([&](Transaction& tx) {
                 audit::append(tx, make("two"));
                 throw std::runtime_error("no");
               }),
               std::runtime_error);
  append(make("three"));
  EXPECT_THAT(ids({}), ElementsAre(2, 1));
  EXPECT_EQ(verify(), 2);
}

TEST_F(AuditTest, events_of_many_threads_form_one_chain) {
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i)
      threads.emplace_back([&] {
        for (int j = 0; j < 16; ++j) append(make("token.issued"));
      });
  }
  EXPECT_EQ(verify(), 256);
}

TEST_F(AuditTest, events_of_another_organization_are_not_listed) {
  auto event = make("one");
  event.org_id = add_organization("Other");
  append(event);
  append(make("two"));
  EXPECT_THAT(ids({}), ElementsAre(2));
  EXPECT_EQ(verify(), 2);
}

TEST_F(AuditTest, filters_cut_the_list) {
  append(make("token.issued"));
  auto event = make("client.created");
  event.actor = {.id = "usr_c", .name = "Carol@example.com"};
  append(event);
  event = make("client.deleted");
  event.client_id = "cli_b";
  event.client_name = "50%_off";
  append(event);
  event = make("token.refused");
  event.outcome = Outcome::failure;
  event.target = {.type = "client", .id = "cli_t", .name = "Target"};
  append(event);
  append(make("api.called"));
  EXPECT_THAT(ids({.actor = "usr_c"}), ElementsAre(2));
  EXPECT_THAT(ids({.action = "api.called"}), ElementsAre(5));
  EXPECT_THAT(ids({.action = "api.*"}), ElementsAre(5));
  EXPECT_THAT(ids({.client_id = "cli_b"}), ElementsAre(3));
  EXPECT_THAT(ids({.client_id = "cli_t"}), ElementsAre(4));
  EXPECT_THAT(ids({.action = "client.created"}), ElementsAre(2));
  EXPECT_THAT(ids({.action = "client.*"}), ElementsAre(3, 2));
  EXPECT_THAT(ids({.action = "token.*"}), ElementsAre(4, 1));
  EXPECT_THAT(ids({.action = "token.issued"}), ElementsAre(1));
  EXPECT_THAT(ids({.action = "client"}), IsEmpty());
  EXPECT_THAT(ids({.action = "client_created"}), IsEmpty());
  EXPECT_THAT(ids({.action = "%"}), IsEmpty());
  EXPECT_THAT(ids({.outcome = Outcome::failure}), ElementsAre(4));
  EXPECT_THAT(ids({.action = "client.*", .outcome = Outcome::failure}), IsEmpty());
  EXPECT_THAT(ids({.q = "carol"}), ElementsAre(2));
  EXPECT_THAT(ids({.q = "0%_O"}), ElementsAre(3));
  EXPECT_THAT(ids({.q = "TARGET"}), ElementsAre(4));
  EXPECT_THAT(ids({.action = "client.*", .q = "carol"}), ElementsAre(2));
}

TEST_F(AuditTest, from_is_inclusive_and_to_exclusive) {
  for (int i = 0; i < 50; ++i) {
    append(make("token.issued"));
    append(make("token.issued"));
    clock.advance(seconds(1));
  }
  EXPECT_THAT(ids({.from = start + seconds(7), .to = start + seconds(9)}),
              ElementsAre(18, 17, 16, 15));
  EXPECT_THAT(ids({.to = start}), IsEmpty());
  EXPECT_THAT(ids({.from = start + seconds(50)}), IsEmpty());
  EXPECT_THAT(ids({.from = start + seconds(48), .to = start + seconds(1'000)}),
              ElementsAre(100, 99, 98, 97));
  EXPECT_THAT(ids({.to = start + seconds(1)}), ElementsAre(2, 1));
  EXPECT_THAT(ids({.from = start + seconds(2), .to = start + seconds(1)}), IsEmpty());
}

TEST_F(AuditTest, pages_are_counted_up_to_a_bound) {
  append_some(10'001);
  const auto list = [&](const PageRequest& request) {
    return read([&](Transaction& tx) { return audit::list(tx, org_id(), {}, request); });
  };
  EXPECT_EQ(list({}).total, audit::max_total);
  EXPECT_EQ(list({}).items.size(), 25U);
  EXPECT_EQ(list({.page = 2, .page_size = 10}).items.front().id, 9'991);
  EXPECT_EQ(verify(), 10'001);
}

TEST_F(AuditTest, older_events_come_in_steps) {
  append_some(5);
  const auto older = [&](std::optional<std::int64_t> id, std::int64_t limit) {
    const auto place = id ? std::optional(audit::Place{.time = now(), .id = *id}) : std::nullopt;
    std::vector<std::int64_t> found;
    for (const auto& event :
         read([&](Transaction& tx) { return audit::older(tx, org_id(), {}, place, limit); }))
      found.push_back(event.id);
    return found;
  };
  EXPECT_THAT(older({}, 2), ElementsAre(5, 4));
  EXPECT_THAT(older(4, 2), ElementsAre(3, 2));
  EXPECT_THAT(older(2, 2), ElementsAre(1));
  EXPECT_THAT(older(1, 2), IsEmpty());
}

TEST_F(AuditTest, an_empty_chain_is_whole) {
  EXPECT_EQ(verify(), 0);
}

TEST_F(AuditTest, no_two_events_have_the_same_text) {
  auto a = make("x");
  a.client_id = "ab";
  a.client_name = "c";
  auto b = make("x");
  b.client_id = "a";
  b.client_name = "bc";
  EXPECT_NE(audit::chain_hash("", a), audit::chain_hash("", b));
  b = a;
  EXPECT_EQ(audit::chain_hash("", a), audit::chain_hash("", b));
  EXPECT_NE(audit::chain_hash("", a), audit::chain_hash("0", a));
}

class AlteredColumn : public AuditTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(AlteredColumn, is_found) {
  append_some(3);
  ASSERT_EQ(verify(), 3);
  tamper("UPDATE audit_events SET " + std::string(GetParam()) + " WHERE id = 2");
  EXPECT_EQ(verify(), std::unexpected("event 2 was altered"));
}

INSTANTIATE_TEST_SUITE_P(
    Audit, AlteredColumn,
    ::testing::Values("time = time + 1", "org_id = 'org_x'", "actor_id = 'usr_x'",
                      "actor_name = ''", "client_id = 'cli_x'", "client_name = 'x'",
                      "action = 'token.refused'", "target_type = 'role'", "target_id = 'usr_x'",
                      "target_name = 'x'", "outcome = 'failure'", "outcome = 'x'", "address = 'x'",
                      "request_id = 'x'", "details = '{}'", "is_seldom = 1", "hash = 'x'"));

TEST_F(AuditTest, a_changed_id_is_found) {
  append_some(3);
  tamper("UPDATE audit_events SET id = 7 WHERE id = 2");
  EXPECT_EQ(verify(), std::unexpected("event 2 is missing"));
}

TEST_F(AuditTest, two_events_that_changed_places_are_found) {
  append_some(3);
  tamper("UPDATE audit_events SET id = 9 WHERE id = 1");
  tamper("UPDATE audit_events SET id = 1 WHERE id = 2");
  tamper("UPDATE audit_events SET id = 2 WHERE id = 9");
  EXPECT_EQ(verify(), std::unexpected("event 1 was altered"));
}

TEST_F(AuditTest, removed_events_are_found) {
  for (const auto& [id, fault] :
       {std::pair(1, "event 1 is missing"), {2, "event 2 is missing"}, {3, "event 3 is missing"}}) {
    StoreFixture fixture;
    fixture.write([&](Transaction& tx) {
      for (int i = 0; i < 3; ++i) audit::append(tx, make("token.issued"));
    });
    fixture.write([&](Transaction& tx) {
      EXPECT_EQ(tx.execute("DELETE FROM audit_events WHERE id = $1", {std::int64_t{id}}), 1);
      EXPECT_EQ(audit::verify(tx), std::unexpected(std::string(fault)));
    });
  }
}

TEST_F(AuditTest, all_events_removed_is_found) {
  append_some(3);
  write([](Transaction& tx) { tx.execute("DELETE FROM audit_events"); });
  EXPECT_EQ(verify(), std::unexpected("event 1 is missing"));
}

TEST_F(AuditTest, a_last_event_rewritten_with_its_hash_is_found) {
  append_some(2);
  auto forged = make("token.refused");
  forged.id = 2;
  const auto first = read([](Transaction& tx) {
    return tx.one("SELECT hash FROM audit_events WHERE id = 1", {},
                  [](const db::Row& row) { return std::string(row.text(0)); });
  });
  const auto hash = audit::chain_hash(first.value(), forged);
  write([&](Transaction& tx) {
    tx.execute("UPDATE audit_events SET action = $1, hash = $2 WHERE id = 2",
               {forged.action, hash});
  });
  EXPECT_EQ(verify(), std::unexpected("event 2 was altered"));
}

TEST_F(AuditTest, an_event_added_from_outside_is_found) {
  append_some(2);
  auto forged = make("token.issued");
  forged.id = 3;
  write([&](Transaction& tx) {
    const auto last = tx.one("SELECT hash FROM audit_events WHERE id = 2", {},
                             [](const db::Row& row) { return std::string(row.text(0)); });
    tx.execute(
        "INSERT INTO audit_events SELECT 3, time, org_id, actor_id, actor_name, client_id, "
        "client_name, action, target_type, target_id, target_name, outcome, address, request_id, "
        "details, is_seldom, $1 FROM audit_events WHERE id = 2",
        {audit::chain_hash(last.value(), forged)});
  });
  EXPECT_EQ(verify(), std::unexpected("event 3 was added from outside"));
}

TEST_F(AuditTest, an_altered_record_of_the_newest_event_is_found) {
  append_some(2);
  tamper("UPDATE audit_chain SET last_time = last_time + 1");
  EXPECT_EQ(verify(), std::unexpected("the record of the newest event was altered"));
  tamper("DELETE FROM audit_chain");
  EXPECT_EQ(verify(), std::unexpected("the record of the newest event is missing"));
}

}  // namespace
}  // namespace latchkey::store
