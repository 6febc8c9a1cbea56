#include "recovery/move.hpp"

#include <gmock/gmock.h>

#include "db/postgres/test_database.hpp"
#include "store/audit.hpp"
#include "store/consents.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::recovery {

namespace {

using store::Transaction;
using testing::HasSubstr;

// A store in a file, and an empty PostgreSQL database.
class MoveTest : public testing::Test, public store::StoreFixture {
 protected:
  MoveTest() : StoreFixture(false) { db::migrate(*target); }

  void fill() {
    const auto user = add_user("größer@example.com");
    const auto client = add_client("Dashboard");
    const auto grant = add_grant(client, user);
    add_refresh_token(grant, "refresh");
    write([&](Transaction& tx) {
      for (int number = 0; number < 700; ++number) {
        store::audit::Event event;
        event.time = now();
        event.org_id = org_id();
        event.action = "token.issued";
        event.target.name = "\"'\\ größer\n";
        store::audit::append(tx, std::move(event));
      }
    });
  }
  Move move() {
    close_store();
    return move_store(*database, *target, [](std::string_view, std::int64_t) {});
  }
  std::string failure() {
    try {
      move();
      return "none";
    } catch (const std::runtime_error& error) {
      return error.what();
    }
  }

  db::postgres::TemporaryDatabase target_database;
  std::unique_ptr<db::Database> target = db::open_postgres({.url = target_database.url()});
};

TEST_F(MoveTest, a_store_goes_on_where_it_was_moved_to) {
  fill();
  const auto client_ids = read(store::clients::ids);
  const auto kid = store().snapshot()->keys->es256->kid;
  const auto moved = move();
  EXPECT_EQ(moved.audit_events, 700);

  store::Store there(
      {.database = *target, .sealing_key = sealing_key, .clock = clock, .random = random});
  EXPECT_EQ(there.snapshot()->keys->es256->kid, kid);
  EXPECT_EQ(there.read_now(store::clients::ids), client_ids);
  EXPECT_TRUE(there.read_now([](Transaction& tx) {
    return store::users::find_login(tx, "größer@example.com").has_value();
  }));
  there.write_now([&](Transaction& tx) {
    store::audit::Event event;
    event.time = now();
    event.org_id = there.snapshot()->default_org_id;
    event.action = "client.created";
    store::audit::append(tx, std::move(event));
  });
  EXPECT_EQ(there.read_now([](Transaction& tx) { return store::audit::verify(tx); }), 701);
}

TEST_F(MoveTest, a_target_that_holds_a_store_is_refused) {
  const store::Store there(
      {.database = *target, .sealing_key = sealing_key, .clock = clock, .random = random});
  EXPECT_THAT(failure(), HasSubstr("holds a store already"));
}

TEST_F(MoveTest, an_altered_audit_log_is_not_carried_over) {
  fill();
  write([](Transaction& tx) {
    tx.execute("UPDATE audit_events SET action = 'token.refused' WHERE id = 350");
  });
  EXPECT_THAT(failure(), HasSubstr("event 350 was altered"));
  EXPECT_EQ(target->read_now([](Transaction& tx) {
    return tx.one("SELECT count(*) FROM organizations", {},
                  [](const db::Row& row) { return row.integer(0); });
  }),
            0);
}

}  // namespace

}  // namespace latchkey::recovery
