#include <algorithm>
#include <gmock/gmock.h>
#include <set>

#include "store/key_rotation.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using std::chrono::hours;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class SigningKeysTest : public StoreTest {
 protected:
  using Changes = std::vector<signing_keys::Change>;

  // As the server does it: keys are made between asking and writing.
  Changes changes_due() {
    const auto fresh = signing_keys::make(
        read([&](Transaction& tx) { return signing_keys::due(tx, policy, now()); }));
    return write(
        [&](Transaction& tx) { return signing_keys::rotate_due(tx, policy, rotation(fresh)); });
  }
  bool rotate_due() { return !changes_due().empty(); }
  template <class Rotate>
  Changes rotate_with_fresh_keys(Rotate rotate) {
    const auto fresh = signing_keys::make(signing_keys::algorithms());
    return write([&](Transaction& tx) { return rotate(tx, rotation(fresh)); });
  }
  signing_keys::Rotation rotation(const signing_keys::FreshKeys& fresh) {
    return {.fresh = fresh,
            .token_lifetime = lifetime,
            .sealing_key = sealing_key,
            .random = random,
            .now = now()};
  }
  // "es256 next", "rs256 current", ... in the order of list().
  std::vector<std::string> states() {
    std::vector<std::string> found;
    for (const auto& key : list())
      found.push_back(std::string(crypto::name(key.algorithm)) + " " +
                      std::string(signing_keys::name(key.state)));
    std::ranges::sort(found);
    return found;
  }
  static std::vector<std::string> actions(const Changes& changes) {
    std::vector<std::string> found;
    for (const auto& change : changes) found.emplace_back(signing_keys::action(change.kind));
    return found;
  }
  std::vector<signing_keys::KeyRecord> list() {
    return read([](Transaction& tx) { return signing_keys::list(tx); });
  }
  std::string signs() { return store().snapshot()->keys->es256->kid; }
  bool is_published(const std::string& kid) {
    return store().snapshot()->keys->published.find(kid) != nullptr;
  }
  std::string next_kid(crypto::Algorithm algorithm) {
    for (const auto& key : list())
      if (key.algorithm == algorithm && key.active_from > now())
        return key.kid;
    return "";
  }

  signing_keys::RotationPolicy policy;
  Duration lifetime = hours(1);
};

TEST_F(SigningKeysTest, a_stored_key_verifies_what_it_signed_before) {
  const auto signature = store().snapshot()->keys->es256->key.sign("data");
  const auto kid = signs();
  open();
  const auto snapshot = store().snapshot();
  const auto* key = snapshot->keys->published.find(kid);
  ASSERT_NE(key, nullptr);
  EXPECT_TRUE(key->key.verify("data", signature));
  EXPECT_EQ(jose::thumbprint(key->key), kid);
}

TEST_F(SigningKeysTest, a_key_is_published_before_it_signs_and_kept_until_its_tokens_expired) {
  const auto old = signs();
  EXPECT_FALSE(rotate_due());

  clock.advance(hours(24 * 89));
  EXPECT_TRUE(rotate_due());
  EXPECT_FALSE(rotate_due());
  const auto next = next_kid(crypto::Algorithm::es256);
  EXPECT_NE(next, "");
  EXPECT_NE(next_kid(crypto::Algorithm::rs256), "");
  EXPECT_EQ(signs(), old);
  EXPECT_TRUE(is_published(next));
  EXPECT_THAT(list(), SizeIs(4));

  clock.advance(hours(24) - Duration(1));
  EXPECT_FALSE(rotate_due());
  EXPECT_EQ(signs(), old);
  clock.advance(Duration(1));
  open();
  EXPECT_EQ(signs(), old);
  EXPECT_TRUE(rotate_due());
  EXPECT_EQ(signs(), next);
  EXPECT_TRUE(is_published(old));

  clock.advance(lifetime - Duration(1));
  EXPECT_FALSE(rotate_due());
  EXPECT_TRUE(is_published(old));
  clock.advance(Duration(1));
  EXPECT_TRUE(rotate_due());
  EXPECT_FALSE(is_published(old));
  EXPECT_EQ(signs(), next);
  EXPECT_THAT(list(), SizeIs(2));
}

TEST_F(SigningKeysTest, a_rotation_that_is_late_still_publishes_first) {
  const auto old = signs();
  clock.advance(hours(24 * 400));
  EXPECT_TRUE(rotate_due());
  EXPECT_EQ(signs(), old);
  clock.advance(hours(24));
  EXPECT_TRUE(rotate_due());
  EXPECT_NE(signs(), old);
  for (const auto& key : list()) {
    if (key.kid == signs()) {
      EXPECT_EQ(key.active_from, now());
      EXPECT_EQ(key.created_at, now() - hours(24));
    }
    if (key.kid == old) {
      EXPECT_EQ(key.retired_at, now());
      EXPECT_EQ(key.expires_at, now() + lifetime);
    }
  }
}

TEST_F(SigningKeysTest, keys_rotate_year_after_year) {
  std::vector<std::string> kids{signs()};
  for (int day = 0; day < 365; ++day) {
    clock.advance(hours(24));
    rotate_due();
    if (signs() != kids.back())
      kids.push_back(signs());
    ASSERT_LE(list().size(), 6U);
  }
  EXPECT_THAT(kids, SizeIs(5));
  EXPECT_THAT(std::set<std::string>(kids.begin(), kids.end()), SizeIs(5));
}

TEST_F(SigningKeysTest, rotating_now_takes_new_keys_into_use_at_once) {
  const auto before = store().snapshot();
  const auto changes = rotate_with_fresh_keys(signing_keys::rotate_now);
  EXPECT_THAT(actions(changes), ElementsAre("signing_key.rotated", "signing_key.rotated"));
  EXPECT_EQ(changes[0].kid, signs());
  const auto after = store().snapshot();
  EXPECT_NE(after->keys->es256->kid, before->keys->es256->kid);
  EXPECT_NE(after->keys->rs256->kid, before->keys->rs256->kid);
  EXPECT_TRUE(is_published(before->keys->es256->kid));
  EXPECT_TRUE(is_published(before->keys->rs256->kid));
  EXPECT_THAT(states(),
              ElementsAre("ES256 current", "ES256 retired", "RS256 current", "RS256 retired"));
  clock.advance(lifetime);
  EXPECT_THAT(actions(changes_due()), ElementsAre("signing_key.removed", "signing_key.removed"));
  EXPECT_FALSE(is_published(before->keys->es256->kid));
  EXPECT_FALSE(is_published(before->keys->rs256->kid));
}

TEST_F(SigningKeysTest, rotating_now_lets_the_next_key_sign_that_clients_know_already) {
  const auto first = signs();
  clock.advance(hours(24 * 89));
  EXPECT_THAT(actions(changes_due()),
              ElementsAre("signing_key.published", "signing_key.published"));
  const auto waiting = next_kid(crypto::Algorithm::es256);
  rotate_with_fresh_keys(signing_keys::rotate_now);
  EXPECT_EQ(signs(), waiting);
  EXPECT_TRUE(is_published(first));
  EXPECT_THAT(list(), SizeIs(4));
  clock.advance(hours(24));
  rotate_due();
  EXPECT_EQ(signs(), waiting);
  EXPECT_THAT(states(), ElementsAre("ES256 current", "RS256 current"));
}

TEST_F(SigningKeysTest, replacing_all_leaves_no_key_that_was_there_before) {
  rotate_with_fresh_keys(signing_keys::rotate_now);
  clock.advance(hours(24 * 89));
  lifetime = hours(24 * 365);
  rotate_with_fresh_keys(signing_keys::rotate_now);
  changes_due();
  const auto before = list();
  ASSERT_THAT(states(), Contains("ES256 retired"));
  const auto changes = rotate_with_fresh_keys(signing_keys::replace_all);
  EXPECT_THAT(changes, SizeIs(before.size() + 2));
  for (const auto& key : before) EXPECT_FALSE(is_published(key.kid));
  EXPECT_THAT(states(), ElementsAre("ES256 current", "RS256 current"));
  open();
  EXPECT_THAT(states(), ElementsAre("ES256 current", "RS256 current"));
}

TEST_F(SigningKeysTest, without_a_fresh_key_at_hand_a_due_rotation_waits_for_the_next_call) {
  const auto old = signs();
  clock.advance(hours(24 * 89));
  const signing_keys::FreshKeys none;
  EXPECT_THAT(
      write([&](Transaction& tx) { return signing_keys::rotate_due(tx, policy, rotation(none)); }),
      SizeIs(0));
  EXPECT_EQ(signs(), old);
  EXPECT_TRUE(rotate_due());
}

TEST_F(SigningKeysTest, the_schedule_says_when_the_next_key_takes_over) {
  const auto next_rotation = [&] { return signing_keys::next_rotation(list(), policy); };
  const Time due = now() + policy.rotate_after;
  EXPECT_EQ(next_rotation(), due);
  clock.advance(hours(24 * 89));
  rotate_due();
  EXPECT_EQ(next_rotation(), due);
  clock.advance(hours(24));
  rotate_due();
  EXPECT_EQ(next_rotation(), due + policy.rotate_after);
}

TEST_F(SigningKeysTest, the_schedule_can_be_another) {
  policy = {.rotate_after = hours(24 * 7), .publish_before = hours(48)};
  const auto old = signs();
  clock.advance(hours(24 * 5) - Duration(1));
  EXPECT_FALSE(rotate_due());
  clock.advance(Duration(1));
  EXPECT_TRUE(rotate_due());
  clock.advance(hours(48) - Duration(1));
  EXPECT_FALSE(rotate_due());
  clock.advance(Duration(1));
  EXPECT_TRUE(rotate_due());
  EXPECT_NE(signs(), old);
}

TEST_F(SigningKeysTest, keys_are_kept_for_the_longest_lifetime_that_is_set_and_a_little_more) {
  const auto lifetime_by_settings = signing_keys::longest_token_lifetime(*store().snapshot());
  EXPECT_GT(lifetime_by_settings, Duration(oauth::max_access_token_lifetime));
  EXPECT_LT(lifetime_by_settings, Duration(oauth::max_access_token_lifetime) + hours(1));
}

}  // namespace
}  // namespace latchkey::store
