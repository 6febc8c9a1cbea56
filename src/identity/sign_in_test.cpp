#include "identity/sign_in.hpp"

#include <gmock/gmock.h>

#include "crypto/password.hpp"
#include "identity/run_task.hpp"
#include "store/audit.hpp"
#include "store/sessions.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::identity {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view password = "plum tree lamp";

const std::string& hash() {
  static const std::string phc = crypto::hash_password(Secret(password));
  return phc;
}

class SignInTest : public store::StoreTest {
 protected:
  std::expected<SignedIn, SignInRefusal> attempt(
      std::string email, std::string_view text = password,
      std::optional<std::string> previous = std::nullopt) {
    return run_task(sign_in.sign_in(std::move(email), Secret(text), std::move(previous), origin));
  }
  std::vector<store::audit::Event> events() {
    const store::PageRequest request;
    return read([&](store::Transaction& tx) {
      return store::audit::list(tx, org_id(), {}, request).items;
    });
  }
  void disable(oauth::User user) {
    user.status = oauth::Status::disabled;
    write([&](store::Transaction& tx) { store::users::update(tx, user, now()); });
  }

  const RequestOrigin origin{
      .address = "192.0.2.7", .user_agent = "a browser", .request_id = "req-1"};
  oauth::User ada = add_user(make_user("Ada@Example.com", {"Viewer"}), hash());
  HashingPool hashing;
  SignInThrottle throttle{{.account_attempts = 3, .address_attempts = 20}};
  SignIn sign_in{store(), hashing, throttle};
  BrowserSessions sessions{store()};
};

TEST_F(SignInTest, the_right_password_begins_a_session_that_the_cookie_leads_to) {
  const auto result = attempt("ADA@example.com");
  ASSERT_TRUE(result);
  EXPECT_THAT(std::string(result->cookie.reveal()), StartsWith("lksn_"));
  EXPECT_EQ(result->current.session.auth_time, now());
  EXPECT_EQ(result->current.session.address, "192.0.2.7");
  EXPECT_TRUE(result->current.authority.permissions.contains("pipelines:read"));
  const auto current = run_task(sessions.current(result->cookie.reveal()));
  ASSERT_TRUE(current);
  EXPECT_EQ(current->authority.user.id, ada.id);
  EXPECT_EQ(current->authority.user.last_sign_in_at, now());
  EXPECT_EQ(current->session.id, result->current.session.id);
}

TEST_F(SignInTest, each_sign_in_has_a_session_of_its_own_and_ends_the_one_before) {
  const auto first = attempt("ada@example.com");
  ASSERT_TRUE(first);
  const std::string previous(first->cookie.reveal());
  const auto second = attempt("ada@example.com", password, previous);
  ASSERT_TRUE(second);
  EXPECT_NE(second->cookie.reveal(), previous);
  EXPECT_FALSE(run_task(sessions.current(previous)));
  EXPECT_TRUE(run_task(sessions.current(second->cookie.reveal())));
}

TEST_F(SignInTest, unknown_disabled_and_wrong_password_look_the_same) {
  const auto bob = add_user(make_user("bob@example.com", {"Viewer"}), hash());
  disable(bob);
  for (const auto& [email, text] :
       {std::pair("ada@example.com", "wrong"), std::pair("nobody@example.com", "plum tree lamp"),
        std::pair("bob@example.com", "plum tree lamp"), std::pair("ada@example.com", "")}) {
    const auto refused = attempt(email, text);
    ASSERT_FALSE(refused) << email;
    EXPECT_EQ(refused.error().reason, SignInRefusal::Reason::credentials) << email;
    EXPECT_EQ(refused.error().retry_after, std::chrono::seconds(0)) << email;
  }
}

TEST_F(SignInTest, a_password_over_1024_bytes_is_wrong_and_counts) {
  const std::string longest(1025, 'p');
  for (int i = 0; i < 3; ++i) {
    const auto refused = attempt("ada@example.com", longest);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, SignInRefusal::Reason::credentials);
  }
  const auto refused = attempt("ada@example.com");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, SignInRefusal::Reason::throttled);
}

TEST_F(SignInTest, is_throttled_over_the_canonical_name_until_attempts_recover) {
  EXPECT_FALSE(attempt("ada@example.com", "wrong"));
  EXPECT_FALSE(attempt("ADA@example.com", "wrong"));
  EXPECT_FALSE(attempt("Ada@EXAMPLE.com", "wrong"));
  const auto refused = attempt("ada@example.com");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, SignInRefusal::Reason::throttled);
  EXPECT_EQ(refused.error().retry_after, std::chrono::seconds(60));
  clock.advance(std::chrono::seconds(60));
  EXPECT_TRUE(attempt("ada@example.com"));
}

TEST_F(SignInTest, spaces_around_the_name_change_neither_the_account_nor_its_throttling) {
  EXPECT_TRUE(attempt(" ada@example.com  "));
  for (const auto* email : {" ada@example.com", "ada@example.com ", "ada@example.com"})
    EXPECT_EQ(attempt(email, "wrong").error().reason, SignInRefusal::Reason::credentials);
  EXPECT_EQ(attempt("  ada@example.com").error().reason, SignInRefusal::Reason::throttled);
}

TEST_F(SignInTest, success_and_failure_are_audited_without_the_password) {
  EXPECT_FALSE(attempt("ada@example.com", "a wrong password"));
  ASSERT_TRUE(attempt("ada@example.com"));
  const auto all = events();
  ASSERT_GE(all.size(), 2U);
  EXPECT_EQ(all[0].action, "sign_in.succeeded");
  EXPECT_EQ(all[0].outcome, store::audit::Outcome::success);
  EXPECT_EQ(all[0].actor.id, ada.id);
  EXPECT_EQ(all[1].action, "sign_in.failed");
  EXPECT_EQ(all[1].outcome, store::audit::Outcome::failure);
  EXPECT_EQ(all[1].actor.id, "");
  EXPECT_EQ(all[1].actor.name, "ada@example.com");
  EXPECT_EQ(all[1].target.id, ada.id);
  EXPECT_EQ(all[1].address, "192.0.2.7");
  EXPECT_EQ(all[1].request_id, "req-1");
  for (const auto& event : all) EXPECT_THAT(event.details, Not(HasSubstr("a wrong password")));
}

TEST_F(SignInTest, the_name_of_an_unknown_account_is_cut_between_characters) {
  std::string email;
  while (email.size() < 300) email += "\xc3\xbc";
  EXPECT_FALSE(attempt("xy@" + email));
  const auto all = events();
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all[0].actor.name, "xy@" + email.substr(0, 250));
  EXPECT_EQ(all[0].target.id, "");
}

TEST_F(SignInTest, a_password_typed_as_the_email_address_is_not_kept) {
  EXPECT_FALSE(attempt("correct horse battery staple"));
  const auto all = events();
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all[0].action, "sign_in.failed");
  EXPECT_EQ(all[0].actor.name, "");
}

TEST_F(SignInTest, confirming_a_password_begins_no_session_and_is_throttled_too) {
  const auto confirm = [&](std::string_view text) {
    return run_task(sign_in.confirm_password(ada, Secret(text), origin));
  };
  EXPECT_TRUE(confirm(password));
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(confirm("wrong"));
  const auto refused = confirm(password);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().reason, SignInRefusal::Reason::throttled);
  const auto all = read(
      [&](store::Transaction& tx) { return store::sessions::list_of_user(tx, ada.id, now()); });
  EXPECT_TRUE(all.empty());
  EXPECT_EQ(events().front().action, "password.confirmation_failed");
}

}  // namespace
}  // namespace latchkey::identity
