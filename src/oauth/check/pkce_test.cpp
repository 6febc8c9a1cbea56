#include "oauth/check/pkce.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::error_of;

const std::optional<std::string> challenge{std::string(sample::challenge)};
const std::optional<Secret> verifier{Secret(sample::verifier)};

TEST(Pkce, rfc7636_appendix_b_verifier_matches_challenge) {
  EXPECT_EQ(error_of(check_code_verifier(challenge, verifier)), "ok");
}

TEST(Pkce, rfc7636_4_6_verifier_missing_is_invalid_grant) {
  EXPECT_EQ(error_of(check_code_verifier(challenge, std::nullopt)), "invalid_grant");
}

TEST(Pkce, rfc7636_4_6_wrong_verifier_is_invalid_grant) {
  EXPECT_EQ(error_of(check_code_verifier(challenge, Secret(std::string(43, 'a')))),
            "invalid_grant");
}

TEST(Pkce, rfc7636_4_6_the_challenge_itself_is_no_verifier) {
  EXPECT_EQ(error_of(check_code_verifier(challenge, Secret(sample::challenge))), "invalid_grant");
}

TEST(Pkce, rfc7636_4_1_malformed_verifier_is_invalid_grant) {
  for (const auto& text : {std::string("short"), std::string(129, 'a'), std::string(43, '+')})
    EXPECT_EQ(error_of(check_code_verifier(challenge, Secret(text))), "invalid_grant") << text;
}

TEST(Pkce, rfc9700_2_1_1_a_verifier_without_challenge_is_invalid_grant) {
  EXPECT_EQ(error_of(check_code_verifier(std::nullopt, verifier)), "invalid_grant");
}

TEST(Pkce, without_challenge_and_verifier_there_is_nothing_to_check) {
  EXPECT_EQ(error_of(check_code_verifier(std::nullopt, std::nullopt)), "ok");
}

TEST(Pkce, errors_never_repeat_the_verifier) {
  const auto result = check_code_verifier(challenge, Secret(std::string(43, 'Q')));
  ASSERT_FALSE(result);
  EXPECT_FALSE(result.error().description.contains("QQ"));
  EXPECT_FALSE(result.error().detail.contains("QQ"));
}

TEST(Pkce, rfc7636_4_1_values_are_43_to_128_unreserved_characters) {
  EXPECT_TRUE(is_pkce_value("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~"));
  EXPECT_FALSE(is_pkce_value(std::string(42, 'a')));
  EXPECT_TRUE(is_pkce_value(std::string(43, 'a')));
  EXPECT_TRUE(is_pkce_value(std::string(128, 'a')));
  EXPECT_FALSE(is_pkce_value(std::string(129, 'a')));
  for (const char c : {'=', '+', '/', ' ', '%', '\0', '\xe9'})
    EXPECT_FALSE(is_pkce_value(std::string(42, 'a') + c)) << static_cast<int>(c);
}

TEST(CodeChallenge, rfc7636_4_4_1_public_clients_must_send_one) {
  auto client = sample::public_client();
  client.requires_pkce = false;
  EXPECT_EQ(error_of(check_code_challenge(std::nullopt, client)), "invalid_request");
}

TEST(CodeChallenge, rfc9700_2_1_1_confidential_clients_must_unless_switched_off) {
  auto client = sample::confidential_client();
  EXPECT_EQ(error_of(check_code_challenge(std::nullopt, client)), "invalid_request");
  client.requires_pkce = false;
  EXPECT_EQ(error_of(check_code_challenge(std::nullopt, client)), "ok");
}

TEST(CodeChallenge, one_that_is_sent_satisfies_every_client) {
  EXPECT_EQ(error_of(check_code_challenge(challenge, sample::public_client())), "ok");
  EXPECT_EQ(error_of(check_code_challenge(challenge, sample::confidential_client())), "ok");
}

}  // namespace
}  // namespace latchkey::oauth
