#include "store/cleanup.hpp"

#include <gmock/gmock.h>

#include "store/columns.hpp"
#include "store/interactions.hpp"
#include "store/sessions.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class CleanupTest : public StoreTest {
 protected:
  CleanupTest() : user(add_user("ada@example.com")), client(add_client("Dashboard")) {}

  std::int64_t remove(std::int64_t limit = 100) {
    return write([&](Transaction& tx) { return cleanup::remove_expired(tx, now(), limit); });
  }
  std::int64_t count(std::string_view sql) {
    return read([&](Transaction& tx) {
             return tx.one(sql, {}, [](const db::Row& row) { return row.integer(0); });
           })
        .value();
  }
  std::int64_t codes() { return count("SELECT count(*) FROM authorization_codes"); }
  std::int64_t tokens() { return count("SELECT count(*) FROM refresh_tokens"); }
  std::int64_t all_grants() { return count("SELECT count(*) FROM grants"); }

  oauth::User user;
  oauth::Client client;
};

TEST_F(CleanupTest, nothing_that_lives_is_removed) {
  add_refresh_token(add_grant(client, user), "token");
  EXPECT_EQ(remove(), 0);
}

TEST_F(CleanupTest, codes_are_recognized_for_an_hour_after_they_expired) {
  const auto grant = add_grant(client, user);
  write([&](Transaction& tx) { grants::redeem_code(tx, code_digest(grant), now()); });
  clock.advance(seconds(60) + hours(1));
  EXPECT_EQ(remove(), 0);
  EXPECT_EQ(
      write([&](Transaction& tx) { return grants::redeem_code(tx, code_digest(grant), now()); }),
      grants::Redeem::already_redeemed);
  clock.advance(seconds(1));
  EXPECT_EQ(remove(), 1);
  EXPECT_EQ(codes(), 0);
  EXPECT_EQ(all_grants(), 1);
}

TEST_F(CleanupTest, refresh_tokens_go_when_they_are_idle_too_long) {
  add_refresh_token(add_grant(client, user), "token");
  clock.advance(hours(24 * 14) + seconds(1));
  remove();
  EXPECT_EQ(tokens(), 0);
  EXPECT_EQ(all_grants(), 1);
}

TEST_F(CleanupTest, a_grant_goes_with_all_that_is_left_of_it) {
  const auto grant = add_grant(client, user);
  clock.advance(hours(24 * 90));
  add_refresh_token(grant, "late");
  remove();
  EXPECT_EQ(all_grants(), 1);
  clock.advance(hours(1) + seconds(1));
  remove();
  EXPECT_EQ(tokens(), 0);
  EXPECT_EQ(all_grants(), 0);
}

TEST_F(CleanupTest, a_revoked_grant_goes_early) {
  const auto grant = add_grant(client, user);
  const auto kept = add_grant(client, user);
  add_refresh_token(grant, "one");
  add_refresh_token(kept, "two");
  write([&](Transaction& tx) { grants::revoke(tx, grant.id, now(), now() + minutes(15)); });
  clock.advance(minutes(15));
  EXPECT_EQ(remove(), 0);
  clock.advance(hours(1) + seconds(1));
  remove();
  EXPECT_EQ(all_grants(), 1);
  EXPECT_EQ(tokens(), 1);
  EXPECT_TRUE(read([&](Transaction& tx) { return grants::find(tx, kept.id); }));
}

TEST_F(CleanupTest, each_step_is_small) {
  const auto grant = add_grant(client, user);
  for (int i = 0; i < 10; ++i) add_refresh_token(grant, "token" + std::to_string(i));
  clock.advance(hours(24 * 365));
  EXPECT_GE(remove(4), 4);
  EXPECT_GE(tokens(), 2);
  std::int64_t steps = 1;
  while (remove(4) >= 4) ++steps;
  EXPECT_EQ(tokens(), 0);
  EXPECT_EQ(codes(), 0);
  EXPECT_EQ(all_grants(), 0);
  EXPECT_LE(steps, 10);
  EXPECT_EQ(remove(4), 0);
}

TEST_F(CleanupTest, sessions_and_interactions_go_when_they_expired) {
  write([&](Transaction& tx) {
    sessions::insert(tx, {.id = "ses_a",
                          .digest = "digest",
                          .org_id = user.org_id,
                          .user_id = user.id,
                          .auth_time = now(),
                          .created_at = now(),
                          .last_seen_at = now(),
                          .expires_at = now() + hours(1),
                          .address = "",
                          .user_agent = ""});
    oauth::Interaction interaction;
    interaction.digest = "digest";
    interaction.expires_at = now() + hours(1);
    interactions::insert(tx, interaction);
  });
  clock.advance(hours(1));
  EXPECT_EQ(remove(), 0);
  clock.advance(seconds(1));
  EXPECT_EQ(remove(), 2);
}

TEST_F(CleanupTest, revocations_go_from_table_and_memory_and_later_ones_still_count) {
  const auto revoke = [&](std::string_view jti) {
    write([&](Transaction& tx) { grants::revoke_access_token(tx, jti, now() + minutes(15)); });
  };
  revoke("one");
  clock.advance(minutes(15) + seconds(1));
  EXPECT_EQ(remove(), 1);
  EXPECT_FALSE(store().access_revocations().contains("one"));
  EXPECT_EQ(count("SELECT count(*) FROM access_revocations"), 0);
  revoke("two");
  EXPECT_TRUE(store().access_revocations().contains("two"));
}

TEST_F(CleanupTest, hours_of_activity_are_known_for_32_days) {
  write([&](Transaction& tx) {
    for (const std::int64_t hour : {0, 1, 2})
      tx.execute("INSERT INTO hourly_activity VALUES ($1, $2, 'token_issued', 5)",
                 {user.org_id, micros(now() + hours(hour))});
  });
  clock.advance(hours(24 * 32));
  EXPECT_EQ(remove(), 0);
  clock.advance(hours(1) + seconds(1));
  EXPECT_EQ(remove(1), 1);
  EXPECT_EQ(count("SELECT count(*) FROM hourly_activity"), 2);
  EXPECT_EQ(remove(), 1);
  EXPECT_EQ(count("SELECT min(hour) FROM hourly_activity"), micros(start + hours(2)));
}

}  // namespace
}  // namespace latchkey::store
