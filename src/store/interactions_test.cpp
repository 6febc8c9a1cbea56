#include "store/interactions.hpp"

#include <atomic>
#include <gmock/gmock.h>
#include <thread>

#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using Answer = oauth::Interaction::Answer;

class InteractionsTest : public StoreTest {
 protected:
  InteractionsTest() {
    interaction.digest = "digest";
    interaction.browser_digest = "browser";
    interaction.query = "client_id=x&state=%C3%B6";
    interaction.created_at = now();
    interaction.expires_at = now() + std::chrono::minutes(10);
    write([&](Transaction& tx) { interactions::insert(tx, interaction); });
  }
  std::optional<oauth::Interaction> find() {
    return read([&](Transaction& tx) { return interactions::find(tx, "digest", now()); });
  }
  bool answer(std::string_view user_id, Answer given) {
    return write([&](Transaction& tx) {
      return interactions::answer(tx, "digest", user_id, given, approved);
    });
  }
  bool offer(std::string_view user_id) {
    return write(
        [&](Transaction& tx) { return interactions::offer(tx, "digest", user_id, offered); });
  }

  oauth::Interaction interaction;
  oauth::ScopeSet offered{{"openid", "email"}};
  oauth::ScopeSet approved{{"openid"}};
};

TEST_F(InteractionsTest, every_field_comes_back) {
  const auto found = find().value();
  EXPECT_EQ(found.digest, interaction.digest);
  EXPECT_EQ(found.browser_digest, interaction.browser_digest);
  EXPECT_EQ(found.query, interaction.query);
  EXPECT_EQ(found.created_at, interaction.created_at);
  EXPECT_EQ(found.expires_at, interaction.expires_at);
  EXPECT_EQ(found.user_id, std::nullopt);
  EXPECT_TRUE(found.offered.empty());
  EXPECT_EQ(found.answer, Answer::none);
  EXPECT_TRUE(found.approved.empty());
}

TEST_F(InteractionsTest, an_offer_is_answered_once_by_the_user_it_was_made_to) {
  EXPECT_FALSE(answer("usr_a", Answer::allowed));
  EXPECT_TRUE(offer("usr_a"));
  EXPECT_FALSE(answer("usr_b", Answer::allowed));
  EXPECT_EQ(find()->answer, Answer::none);
  EXPECT_TRUE(answer("usr_a", Answer::allowed));
  EXPECT_FALSE(answer("usr_a", Answer::denied));
  const auto found = find().value();
  EXPECT_EQ(found.user_id, "usr_a");
  EXPECT_EQ(found.offered, offered);
  EXPECT_EQ(found.answer, Answer::allowed);
  EXPECT_EQ(found.approved, approved);
}

TEST_F(InteractionsTest, a_new_offer_forgets_the_answer_to_the_old_one) {
  offer("usr_a");
  answer("usr_a", Answer::denied);
  EXPECT_EQ(find()->answer, Answer::denied);
  offer("usr_b");
  EXPECT_EQ(find()->answer, Answer::none);
  EXPECT_TRUE(find()->approved.empty());
  EXPECT_EQ(find()->user_id, "usr_b");
}

TEST_F(InteractionsTest, it_is_consumed_once) {
  std::atomic<int> taken = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 16; ++i)
      threads.emplace_back([&] {
        const auto consumed =
            write([&](Transaction& tx) { return interactions::consume(tx, "digest", now()); });
        if (consumed && consumed->query == interaction.query)
          ++taken;
      });
  }
  EXPECT_EQ(taken, 1);
  EXPECT_FALSE(find());
  EXPECT_FALSE(offer("usr_a"));
  EXPECT_FALSE(answer("usr_a", Answer::allowed));
}

TEST_F(InteractionsTest, an_expired_one_is_not_there) {
  clock.advance(std::chrono::minutes(10));
  EXPECT_FALSE(find());
  EXPECT_FALSE(write([&](Transaction& tx) { return interactions::consume(tx, "digest", now()); }));
}

}  // namespace
}  // namespace latchkey::store
