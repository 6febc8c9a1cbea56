#include "store/sealed_boxes.hpp"

#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

class SealedBoxesTest : public StoreTest {
 protected:
  bool fits(const crypto::SealingKey& key) {
    return read([&](Transaction& tx) {
      try {
        sealed_boxes::require_fit(tx, key);
        return true;
      } catch (const SealingKeyMismatch&) {
        return false;
      }
    });
  }

  const crypto::SealingKey other{Secret(std::string(32, 'o'))};
};

TEST_F(SealedBoxesTest, the_key_of_the_store_fits_and_no_other) {
  EXPECT_TRUE(fits(sealing_key));
  EXPECT_FALSE(fits(other));
  EXPECT_TRUE(read(sealed_boxes::exist));
}

TEST_F(SealedBoxesTest, a_migrated_store_that_was_never_opened_has_none) {
  const TemporaryDirectory elsewhere;
  const auto fresh = db::open_sqlite({.file = elsewhere.path() / "new.db"});
  db::migrate(*fresh);
  EXPECT_FALSE(fresh->read_now(sealed_boxes::exist));
}

TEST_F(SealedBoxesTest, resealed_everything_opens_with_the_new_key_alone_and_is_what_it_was) {
  const auto before = store().snapshot();
  const auto signature = before->keys->rs256->key.sign("data");
  const auto count =
      write([&](Transaction& tx) { return sealed_boxes::reseal(tx, sealing_key, other, random); });
  EXPECT_EQ(count, 4U);
  EXPECT_FALSE(fits(sealing_key));
  open(other);
  const auto after = store().snapshot();
  EXPECT_EQ(after->refresh_key.reveal(), before->refresh_key.reveal());
  EXPECT_EQ(after->csrf_key.reveal(), before->csrf_key.reveal());
  EXPECT_EQ(after->keys->rs256->kid, before->keys->rs256->kid);
  EXPECT_TRUE(after->keys->published.find(before->keys->rs256->kid)->key.verify("data", signature));
}

TEST_F(SealedBoxesTest, resealing_from_a_key_that_does_not_fit_changes_nothing) {
  EXPECT_THROW(
      write([&](Transaction& tx) { sealed_boxes::reseal(tx, other, sealing_key, random); }),
      SealingKeyMismatch);
  EXPECT_TRUE(fits(sealing_key));
}

}  // namespace
}  // namespace latchkey::store
