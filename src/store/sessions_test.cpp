#include "store/sessions.hpp"

#include <gmock/gmock.h>

#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

class SessionsTest : public StoreTest {
 protected:
  SessionsTest() : user(add_user("ada@example.com")) {}

  oauth::Session add(const std::string& id) {
    oauth::Session session{.id = id,
                           .digest = "digest of " + id,
                           .org_id = user.org_id,
                           .user_id = user.id,
                           .auth_time = now() - std::chrono::seconds(1),
                           .created_at = now(),
                           .last_seen_at = now() + std::chrono::seconds(1),
                           .expires_at = now() + std::chrono::hours(1),
                           .address = "192.0.2.1",
                           .user_agent = "curl/<8>"};
    write([&](Transaction& tx) { sessions::insert(tx, session); });
    return session;
  }
  std::optional<oauth::Session> find(const oauth::Session& session) {
    return read([&](Transaction& tx) { return sessions::find_by_digest(tx, session.digest); });
  }

  oauth::User user;
};

TEST_F(SessionsTest, every_field_comes_back) {
  const auto session = add("ses_a");
  const auto found = find(session).value();
  EXPECT_EQ(found.id, session.id);
  EXPECT_EQ(found.digest, session.digest);
  EXPECT_EQ(found.org_id, session.org_id);
  EXPECT_EQ(found.user_id, session.user_id);
  EXPECT_EQ(found.auth_time, session.auth_time);
  EXPECT_EQ(found.created_at, session.created_at);
  EXPECT_EQ(found.last_seen_at, session.last_seen_at);
  EXPECT_EQ(found.expires_at, session.expires_at);
  EXPECT_EQ(found.address, session.address);
  EXPECT_EQ(found.user_agent, session.user_agent);
  EXPECT_FALSE(read([](Transaction& tx) { return sessions::find_by_digest(tx, "unknown"); }));
}

TEST_F(SessionsTest, last_seen_never_goes_back) {
  const auto session = add("ses_a");
  const Time later = now() + std::chrono::minutes(5);
  write([&](Transaction& tx) {
    sessions::touch(tx, session.id, later);
    sessions::touch(tx, session.id, now());
  });
  EXPECT_EQ(find(session)->last_seen_at, later);
}

TEST_F(SessionsTest, the_list_holds_live_sessions_the_last_seen_first) {
  add("ses_a");
  clock.advance(std::chrono::minutes(30));
  add("ses_b");
  const auto list = [&] {
    std::vector<std::string> ids;
    for (const auto& session :
         read([&](Transaction& tx) { return sessions::list_of_user(tx, user.id, now()); }))
      ids.push_back(session.id);
    return ids;
  };
  EXPECT_THAT(list(), ::testing::ElementsAre("ses_b", "ses_a"));
  clock.advance(std::chrono::minutes(30));
  EXPECT_THAT(list(), ::testing::ElementsAre("ses_b"));
}

TEST_F(SessionsTest, only_its_user_ends_a_session) {
  const auto session = add("ses_a");
  write([&](Transaction& tx) {
    EXPECT_FALSE(sessions::erase(tx, "usr_other", session.id));
    EXPECT_TRUE(sessions::find_by_digest(tx, session.digest));
    EXPECT_TRUE(sessions::erase(tx, user.id, session.id));
    EXPECT_FALSE(sessions::erase(tx, user.id, session.id));
  });
  EXPECT_FALSE(find(session));
}

TEST_F(SessionsTest, all_but_one_can_be_ended) {
  add("ses_a");
  add("ses_b");
  const auto kept = add("ses_c");
  write([&](Transaction& tx) {
    EXPECT_EQ(sessions::erase_all_of_user(tx, "usr_other", ""), 0);
    EXPECT_EQ(sessions::erase_all_of_user(tx, user.id, kept.id), 2);
    EXPECT_EQ(sessions::erase_all_of_user(tx, user.id, ""), 1);
  });
}

}  // namespace
}  // namespace latchkey::store
