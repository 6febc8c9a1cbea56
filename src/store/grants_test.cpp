#include "store/grants.hpp"

#include <atomic>
#include <gmock/gmock.h>
#include <map>
#include <mutex>
#include <thread>

#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using grants::Redeem;
using grants::Rotate;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using ::testing::ElementsAre;

class GrantsTest : public StoreTest {
 protected:
  GrantsTest()
      : user(add_user("ada@example.com")),
        client(add_client("Dashboard")),
        grant(add_grant(client, user)) {}

  Redeem redeem() {
    return write(
        [&](Transaction& tx) { return grants::redeem_code(tx, code_digest(grant), now()); });
  }
  Rotate rotate(std::string_view value, std::string_view successor) {
    const auto next = make_refresh_token(grant, successor);
    return write([&](Transaction& tx) {
      return grants::rotate_refresh_token(tx, crypto::digest_text(value), next, now() - seconds(10),
                                          now());
    });
  }
  bool revoke(const oauth::Grant& revoked) {
    return write([&](Transaction& tx) {
      return grants::revoke(tx, revoked.id, now(), now() + minutes(15));
    });
  }
  std::optional<oauth::Grant> find(const oauth::Grant& wanted) {
    return read([&](Transaction& tx) { return grants::find(tx, wanted.id); });
  }
  std::optional<oauth::RefreshToken> find_token(std::string_view value) {
    return read([&](Transaction& tx) {
      return grants::find_refresh_token(tx, crypto::digest_text(value));
    });
  }

  void expect_all_of_grant(const oauth::Grant& found) const {
    EXPECT_EQ(found.id, grant.id);
    EXPECT_EQ(found.org_id, grant.org_id);
    EXPECT_EQ(found.client_id, grant.client_id);
    EXPECT_EQ(found.user_id, grant.user_id);
    EXPECT_EQ(found.session_id, grant.session_id);
    EXPECT_EQ(found.scopes, grant.scopes);
    EXPECT_THAT(found.claims.userinfo, ElementsAre("name"));
    EXPECT_THAT(found.claims.id_token, ElementsAre("email"));
    EXPECT_EQ(found.auth_time, grant.auth_time);
    EXPECT_EQ(found.created_at, grant.created_at);
    EXPECT_EQ(found.expires_at, grant.expires_at);
    EXPECT_EQ(found.revoked_at, std::nullopt);
  }
  void expect_all_of_code(const oauth::AuthorizationCode& found) const {
    EXPECT_EQ(found.digest, code_digest(grant));
    EXPECT_EQ(found.grant_id, grant.id);
    EXPECT_EQ(found.client_id, client.id);
    EXPECT_EQ(found.redirect_uri, "https://app.example/cb");
    EXPECT_EQ(found.code_challenge, "challenge");
    EXPECT_EQ(found.nonce, "nonce");
    EXPECT_EQ(found.expires_at, start + seconds(60));
    EXPECT_EQ(found.redeemed_at, std::nullopt);
  }
  static void expect_same(const oauth::RefreshToken& found, const oauth::RefreshToken& stored) {
    EXPECT_EQ(found.digest, stored.digest);
    EXPECT_EQ(found.grant_id, stored.grant_id);
    EXPECT_EQ(found.created_at, stored.created_at);
    EXPECT_EQ(found.expires_at, stored.expires_at);
    EXPECT_EQ(found.rotated_at, stored.rotated_at);
  }

  oauth::User user;
  oauth::Client client;
  oauth::Grant grant;
};

TEST_F(GrantsTest, every_field_comes_back) {
  expect_all_of_grant(find(grant).value());
  const auto code =
      read([&](Transaction& tx) { return grants::find_code(tx, code_digest(grant)); });
  expect_all_of_code(code.value());
  const auto token = add_refresh_token(grant, "token");
  expect_same(find_token("token").value(), token);
}

TEST_F(GrantsTest, a_code_and_a_refresh_token_come_with_their_grant) {
  add_grant(client, user);
  clock.advance(seconds(1));
  const auto token = add_refresh_token(grant, "token");
  const auto code =
      read([&](Transaction& tx) { return grants::find_code_with_grant(tx, code_digest(grant)); });
  expect_all_of_code(code.value().code);
  expect_all_of_grant(code.value().grant);
  const auto found = read(
      [&](Transaction& tx) { return grants::find_refresh_token_with_grant(tx, token.digest); });
  expect_same(found.value().token, token);
  expect_all_of_grant(found.value().grant);
  read([&](Transaction& tx) {
    EXPECT_FALSE(grants::find_code_with_grant(tx, "unknown"));
    EXPECT_FALSE(grants::find_refresh_token_with_grant(tx, "unknown"));
  });
}

TEST_F(GrantsTest, nothing_is_granted_to_a_client_or_by_a_user_that_is_gone) {
  auto gone_client = client;
  gone_client.id = "cli_gone";
  auto gone_user = user;
  gone_user.id = "usr_gone";
  for (const auto& lost : {add_grant(gone_client, user), add_grant(client, gone_user)}) {
    EXPECT_FALSE(find(lost));
    EXPECT_FALSE(read([&](Transaction& tx) { return grants::find_code(tx, code_digest(lost)); }));
  }
}

TEST_F(GrantsTest, rfc6749_4_1_2_a_code_is_redeemed_once) {
  EXPECT_EQ(redeem(), Redeem::redeemed);
  EXPECT_EQ(redeem(), Redeem::already_redeemed);
  clock.advance(minutes(2));
  EXPECT_EQ(redeem(), Redeem::already_redeemed);
  const auto code =
      read([&](Transaction& tx) { return grants::find_code(tx, code_digest(grant)); });
  EXPECT_EQ(code.value().redeemed_at, start);
}

TEST_F(GrantsTest, an_unknown_expired_or_revoked_code_is_gone) {
  EXPECT_EQ(write([&](Transaction& tx) { return grants::redeem_code(tx, "unknown", now()); }),
            Redeem::gone);
  clock.advance(seconds(60));
  EXPECT_EQ(redeem(), Redeem::gone);
  grant = add_grant(client, user);
  EXPECT_TRUE(revoke(grant));
  EXPECT_EQ(redeem(), Redeem::gone);
}

TEST_F(GrantsTest, of_64_parallel_redemptions_one_succeeds) {
  std::mutex mutex;
  std::map<Redeem, int> answers;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 64; ++i)
      threads.emplace_back([&] {
        const auto answer = redeem();
        const std::lock_guard lock(mutex);
        ++answers[answer];
      });
  }
  EXPECT_EQ(answers[Redeem::redeemed], 1);
  EXPECT_EQ(answers[Redeem::already_redeemed], 63);
}

TEST_F(GrantsTest, a_rotation_retires_the_token_and_stores_its_successor) {
  add_refresh_token(grant, "one");
  EXPECT_EQ(rotate("one", "two"), Rotate::rotated);
  EXPECT_EQ(find_token("one").value().rotated_at, now());
  EXPECT_EQ(find_token("two").value().rotated_at, std::nullopt);
  EXPECT_EQ(find_token("two").value().grant_id, grant.id);
  EXPECT_EQ(rotate("two", "three"), Rotate::rotated);
}

TEST_F(GrantsTest, a_rotation_repeats_within_its_window_while_the_successor_is_unused) {
  add_refresh_token(grant, "one");
  rotate("one", "two");
  const auto before = find_token("two").value();
  clock.advance(seconds(10));
  EXPECT_EQ(rotate("one", "two"), Rotate::repeated);
  EXPECT_EQ(find_token("one").value().rotated_at, start);
  EXPECT_EQ(find_token("two").value().expires_at, before.expires_at);
  clock.advance(std::chrono::microseconds(1));
  EXPECT_EQ(rotate("one", "two"), Rotate::reused);
}

TEST_F(GrantsTest, rfc6749_10_4_a_rotation_whose_successor_was_used_is_reuse) {
  add_refresh_token(grant, "one");
  rotate("one", "two");
  rotate("two", "three");
  EXPECT_EQ(rotate("one", "two"), Rotate::reused);
}

TEST_F(GrantsTest, a_rotation_to_another_successor_is_reuse) {
  add_refresh_token(grant, "one");
  rotate("one", "two");
  EXPECT_EQ(rotate("one", "other"), Rotate::reused);
  EXPECT_FALSE(find_token("other"));
  const auto others = add_grant(client, user);
  add_refresh_token(others, "theirs");
  EXPECT_EQ(rotate("one", "theirs"), Rotate::reused);
}

TEST_F(GrantsTest, an_unknown_expired_or_revoked_refresh_token_is_gone) {
  EXPECT_EQ(rotate("unknown", "next"), Rotate::gone);
  add_refresh_token(grant, "one");
  clock.advance(hours(24 * 14));
  EXPECT_EQ(rotate("one", "two"), Rotate::gone);
  add_refresh_token(grant, "three");
  revoke(grant);
  EXPECT_EQ(rotate("three", "four"), Rotate::gone);
  EXPECT_FALSE(find_token("four"));
}

TEST_F(GrantsTest, a_refresh_token_ends_with_its_grant) {
  add_refresh_token(grant, "one");
  rotate("one", "two");
  clock.advance(hours(24 * 90));
  auto late = make_refresh_token(grant, "late");
  write([&](Transaction& tx) { grants::insert_refresh_token(tx, late); });
  EXPECT_EQ(rotate("late", "next"), Rotate::gone);
  EXPECT_EQ(rotate("one", "two"), Rotate::gone);
}

TEST_F(GrantsTest, of_64_parallel_rotations_one_succeeds_and_the_others_repeat_it) {
  add_refresh_token(grant, "one");
  std::mutex mutex;
  std::map<Rotate, int> answers;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 64; ++i)
      threads.emplace_back([&] {
        const auto answer = rotate("one", "two");
        const std::lock_guard lock(mutex);
        ++answers[answer];
      });
  }
  EXPECT_EQ(answers[Rotate::rotated], 1);
  EXPECT_EQ(answers[Rotate::repeated], 63);
}

TEST_F(GrantsTest, of_64_parallel_rotations_to_different_successors_one_succeeds) {
  add_refresh_token(grant, "one");
  std::atomic<int> rotated = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 64; ++i)
      threads.emplace_back([&, i] {
        if (rotate("one", "two" + std::to_string(i)) == Rotate::rotated)
          ++rotated;
      });
  }
  EXPECT_EQ(rotated, 1);
  const auto live = read([](Transaction& tx) {
    return tx.one("SELECT count(*) FROM refresh_tokens WHERE rotated_at IS NULL", {},
                  [](const db::Row& row) { return row.integer(0); });
  });
  EXPECT_EQ(live, 1);
}

TEST_F(GrantsTest, revoking_a_grant_ends_its_access_tokens_until_they_expire) {
  EXPECT_TRUE(revoke(grant));
  EXPECT_FALSE(revoke(grant));
  EXPECT_EQ(find(grant).value().revoked_at, now());
  EXPECT_TRUE(store().access_revocations().contains(grant.id));
  auto unknown = grant;
  unknown.id = "grt_unknown";
  EXPECT_FALSE(revoke(unknown));
  EXPECT_FALSE(store().access_revocations().contains(unknown.id));
}

TEST_F(GrantsTest, revoking_all_of_a_user_leaves_others) {
  const auto other_client = add_client("Other");
  const auto second = add_grant(other_client, user);
  const auto others = add_grant(client, add_user("bob@example.com"));
  const auto revoke_all = [&](std::optional<std::string_view> client_id) {
    return write([&](Transaction& tx) {
      return grants::revoke_all_of_user(tx, user.id, client_id, now(), now() + minutes(15));
    });
  };
  EXPECT_EQ(revoke_all(other_client.id), 1);
  EXPECT_TRUE(store().access_revocations().contains(second.id));
  EXPECT_FALSE(store().access_revocations().contains(grant.id));
  EXPECT_EQ(revoke_all(std::nullopt), 1);
  EXPECT_TRUE(store().access_revocations().contains(grant.id));
  EXPECT_EQ(revoke_all(std::nullopt), 0);
  EXPECT_TRUE(find(others)->is_live(now()));
}

TEST_F(GrantsTest, revoking_all_of_a_session_leaves_others) {
  const auto first = add_grant(client, user, "ses_1");
  const auto second = add_grant(client, user, "ses_2");
  EXPECT_EQ(write([&](Transaction& tx) {
              return grants::revoke_all_of_session(tx, "ses_1", now(), now() + minutes(15));
            }),
            1);
  EXPECT_FALSE(find(first)->is_live(now()));
  EXPECT_TRUE(find(second)->is_live(now()));
  EXPECT_TRUE(store().access_revocations().contains(first.id));
}

TEST_F(GrantsTest, live_grants_of_a_client_come_with_their_users_newest_first) {
  clock.advance(seconds(1));
  auto nameless = make_user("bob@example.com");
  nameless.first_name = "";
  nameless.last_name = "";
  add_user(nameless);
  const auto newer = add_grant(client, nameless);
  revoke(add_grant(client, user));
  add_grant(add_client("Other"), user);
  const auto list = [&](const std::string& org, const PageRequest& request) {
    return read([&](Transaction& tx) {
      return grants::list_of_client(tx, org, client.id, request, now());
    });
  };
  const auto page = list(org_id(), {});
  EXPECT_EQ(page.total, 2);
  ASSERT_EQ(page.items.size(), 2U);
  EXPECT_EQ(page.items[0].grant.id, newer.id);
  EXPECT_EQ(page.items[0].user_name, "bob@example.com");
  EXPECT_EQ(page.items[1].grant.id, grant.id);
  EXPECT_EQ(page.items[1].user_name, "Ada Lovelace");
  EXPECT_EQ(page.items[1].user_email, "ada@example.com");
  EXPECT_EQ(list(org_id(), {.q = "LOVELACE"}).total, 1);
  EXPECT_EQ(list(org_id(), {.page = 2, .page_size = 1}).items.at(0).grant.id, grant.id);
  EXPECT_EQ(list(add_organization("Other"), {}).total, 0);
}

}  // namespace
}  // namespace latchkey::store
