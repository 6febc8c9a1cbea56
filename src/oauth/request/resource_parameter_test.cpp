#include "oauth/request/resource_parameter.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::error_of;
using Values = std::vector<std::string>;

TEST(ResourceParameter, rfc8707_2_an_authorization_request_may_name_several) {
  EXPECT_EQ(read_resources({{"scope", "a"}}).value(), Values());
  EXPECT_EQ(read_resources({{"resource", ""}}).value(), Values());
  EXPECT_EQ(
      read_resources({{"resource", "https://a"}, {"x", "y"}, {"resource", "https://b"}}).value(),
      (Values{"https://a", "https://b"}));
  EXPECT_EQ(read_resources({{"resource", "https://a"}, {"resource", "https://a"}}).value(),
            Values{"https://a"});
  Parameters many;
  for (int i = 0; i < 9; ++i) many.emplace_back("resource", "https://" + std::to_string(i));
  EXPECT_EQ(error_of(read_resources(many)), "invalid_target");
}

TEST(ResourceParameter, rfc8707_2_2_a_token_is_for_one) {
  EXPECT_EQ(read_resource({}).value(), std::nullopt);
  EXPECT_EQ(read_resource({{"resource", ""}}).value(), std::nullopt);
  EXPECT_EQ(read_resource({{"resource", "https://a"}}).value(), "https://a");
  EXPECT_EQ(error_of(read_resource({{"resource", "https://a"}, {"resource", "https://b"}})),
            "invalid_target");
}

}  // namespace
}  // namespace latchkey::oauth
