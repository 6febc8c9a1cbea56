#include "identity/browser_sessions.hpp"

#include <gtest/gtest.h>

#include "identity/run_task.hpp"
#include "store/audit.hpp"
#include "store/sessions.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::identity {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

class BrowserSessionsTest : public store::StoreTest {
 protected:
  BrowserSessionsTest() {
    write([&](store::Transaction& tx) { store::sessions::insert(tx, session); });
  }
  std::optional<CurrentSession> current() { return run_task(sessions.current("lksn_value")); }

  oauth::User ada = add_user("ada@example.com", {"Viewer"});
  oauth::Session session{.id = "ses_1",
                         .digest = crypto::digest_text("lksn_value"),
                         .org_id = org_id(),
                         .user_id = ada.id,
                         .auth_time = now(),
                         .created_at = now(),
                         .last_seen_at = now(),
                         .expires_at = now() + hours(24),
                         .address = "",
                         .user_agent = ""};
  BrowserSessions sessions{store()};
};

TEST_F(BrowserSessionsTest, the_cookie_leads_to_the_user) {
  const auto found = current();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->authority.user.id, ada.id);
  EXPECT_EQ(found->session.id, "ses_1");
}

TEST_F(BrowserSessionsTest, another_value_leads_nowhere) {
  EXPECT_FALSE(run_task(sessions.current(std::nullopt)));
  EXPECT_FALSE(run_task(sessions.current("")));
  EXPECT_FALSE(run_task(sessions.current("lksn_valuE")));
  EXPECT_FALSE(run_task(sessions.current("ses_1")));
  EXPECT_FALSE(run_task(sessions.current(session.digest)));
}

TEST_F(BrowserSessionsTest, ends_when_it_was_idle_for_too_long) {
  clock.advance(hours(8) - seconds(1));
  ASSERT_TRUE(current());  // seen: idle begins anew
  clock.advance(hours(8) - seconds(1));
  ASSERT_TRUE(current());
  clock.advance(hours(8));
  EXPECT_FALSE(current());
}

TEST_F(BrowserSessionsTest, ends_at_its_absolute_end_however_busy) {
  for (int i = 0; i < 5; ++i) {
    clock.advance(hours(4));
    ASSERT_TRUE(current());
  }
  clock.advance(hours(4));
  EXPECT_FALSE(current());
}

TEST_F(BrowserSessionsTest, is_recorded_as_seen_at_most_once_a_minute) {
  const auto last_seen = [&] {
    return read([&](store::Transaction& tx) {
      return store::sessions::find_by_digest(tx, session.digest)->last_seen_at;
    });
  };
  clock.advance(seconds(59));
  ASSERT_TRUE(current());
  EXPECT_EQ(last_seen(), start);
  clock.advance(seconds(1));
  ASSERT_TRUE(current());
  EXPECT_EQ(last_seen(), start + seconds(60));
}

TEST_F(BrowserSessionsTest, a_disabled_user_has_no_session) {
  ada.status = oauth::Status::disabled;
  write([&](store::Transaction& tx) { store::users::update(tx, ada, now()); });
  EXPECT_FALSE(current());
}

TEST_F(BrowserSessionsTest, signing_out_ends_it_and_is_audited_once) {
  const auto found = current();
  ASSERT_TRUE(found);
  const RequestOrigin origin{.address = "192.0.2.7", .user_agent = "", .request_id = "req-1"};
  run_task(sessions.sign_out(*found, origin));
  run_task(sessions.sign_out(*found, origin));
  EXPECT_FALSE(current());
  store::audit::Filter filter;
  filter.action = "sign_out";
  const auto events = read(
      [&](store::Transaction& tx) { return store::audit::list(tx, org_id(), filter, {}).items; });
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].actor.id, ada.id);
  EXPECT_EQ(events[0].target.id, "ses_1");
}

TEST_F(BrowserSessionsTest, a_csrf_token_is_good_for_its_cookie_alone) {
  const std::string token = sessions.csrf_token("lksn_value");
  EXPECT_EQ(token.size(), 43U);
  EXPECT_TRUE(sessions.is_csrf_token(token, "lksn_value"));
  EXPECT_FALSE(sessions.is_csrf_token(token, "lksn_other"));
  EXPECT_FALSE(sessions.is_csrf_token("", "lksn_value"));
  EXPECT_FALSE(sessions.is_csrf_token(token.substr(0, 42), "lksn_value"));
  EXPECT_EQ(sessions.csrf_token("lksn_value"), token);
}

TEST_F(BrowserSessionsTest, csrf_tokens_of_another_server_are_not_ours) {
  store::StoreFixture other;
  other.write([&](store::Transaction& tx) { tx.execute("DELETE FROM server_secrets", {}); });
  other.open();
  const BrowserSessions others(other.store());
  EXPECT_FALSE(sessions.is_csrf_token(others.csrf_token("lksn_value"), "lksn_value"));
}

}  // namespace
}  // namespace latchkey::identity
