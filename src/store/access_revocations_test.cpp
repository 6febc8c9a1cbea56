#include "store/access_revocations.hpp"

#include <gtest/gtest.h>

namespace latchkey::store {
namespace {

using std::chrono::seconds;

TEST(AccessRevocations, last_until_they_expire) {
  AccessRevocations revocations;
  const Time now{seconds(1'000)};
  revocations.insert("a", now + seconds(1));
  revocations.insert("b", now + seconds(2));
  revocations.remove_expired(now);
  EXPECT_TRUE(revocations.contains("a"));
  revocations.remove_expired(now + seconds(1));
  EXPECT_FALSE(revocations.contains("a"));
  EXPECT_TRUE(revocations.contains("b"));
  EXPECT_FALSE(revocations.contains("c"));
}

TEST(AccessRevocations, keep_the_later_end_of_two) {
  AccessRevocations revocations;
  const Time now{seconds(1'000)};
  revocations.insert("a", now + seconds(9));
  revocations.insert("a", now + seconds(1));
  revocations.remove_expired(now + seconds(8));
  EXPECT_TRUE(revocations.contains("a"));
  revocations.insert("a", now + seconds(20));
  revocations.remove_expired(now + seconds(9));
  EXPECT_TRUE(revocations.contains("a"));
}

}  // namespace
}  // namespace latchkey::store
