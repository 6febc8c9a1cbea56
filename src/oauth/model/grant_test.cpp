#include "oauth/model/grant.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using namespace std::chrono_literals;

TEST(Grant, lives_until_its_end) {
  const auto grant = sample::grant();
  EXPECT_TRUE(grant.is_live(sample::now));
  EXPECT_TRUE(grant.is_live(grant.expires_at - 1us));
  EXPECT_FALSE(grant.is_live(grant.expires_at));
}

TEST(Grant, is_dead_once_revoked) {
  auto grant = sample::grant();
  grant.revoked_at = sample::now;
  EXPECT_FALSE(grant.is_live(sample::now));
}

}  // namespace
}  // namespace latchkey::oauth
