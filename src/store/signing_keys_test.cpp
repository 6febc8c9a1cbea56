#include "store/signing_keys.hpp"

#include <gmock/gmock.h>
#include <set>

#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using std::chrono::hours;
using ::testing::SizeIs;

class SigningKeysTest : public StoreTest {
 protected:
  bool rotate_due() {
    return write([&](Transaction& tx) {
      return signing_keys::rotate_due(tx, policy, lifetime, sealing_key, random, now());
    });
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
  write(
      [&](Transaction& tx) { signing_keys::rotate_now(tx, lifetime, sealing_key, random, now()); });
  const auto after = store().snapshot();
  EXPECT_NE(after->keys->es256->kid, before->keys->es256->kid);
  EXPECT_NE(after->keys->rs256->kid, before->keys->rs256->kid);
  EXPECT_TRUE(is_published(before->keys->es256->kid));
  EXPECT_TRUE(is_published(before->keys->rs256->kid));
  clock.advance(lifetime);
  EXPECT_TRUE(rotate_due());
  EXPECT_FALSE(is_published(before->keys->es256->kid));
  EXPECT_FALSE(is_published(before->keys->rs256->kid));
}

TEST_F(SigningKeysTest, rotating_now_while_a_next_key_waits_leaves_one_that_signs) {
  clock.advance(hours(24 * 89));
  rotate_due();
  const auto waiting = next_kid(crypto::Algorithm::es256);
  write(
      [&](Transaction& tx) { signing_keys::rotate_now(tx, lifetime, sealing_key, random, now()); });
  EXPECT_NE(signs(), waiting);
  clock.advance(hours(24));
  rotate_due();
  EXPECT_FALSE(is_published(waiting));
  EXPECT_THAT(list(), SizeIs(2));
}

}  // namespace
}  // namespace latchkey::store
