#include "oauth/check/id_token_hint.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using sample::error_of;

class IdTokenHintCheck : public testing::Test {
 protected:
  [[nodiscard]] auto check(std::string_view claims, std::string_view typ = "JWT") const {
    return check_id_token_hint(keys.sign(typ, claims), keys.set, sample::issuer_url);
  }
  sample::Keys keys;
};

constexpr std::string_view long_expired =
    R"({"iss":"https://id.example.com","sub":"usr_1","aud":"cli_1","sid":"ses_1","exp":1})";

TEST_F(IdTokenHintCheck, oidc_core_3_1_2_1_an_expired_token_will_do) {
  const auto hint = check(long_expired);
  ASSERT_TRUE(hint);
  EXPECT_EQ(hint->sub, "usr_1");
  EXPECT_EQ(hint->client_id, "cli_1");
  EXPECT_EQ(hint->session_id, "ses_1");
}

TEST_F(IdTokenHintCheck, the_session_may_be_absent) {
  const auto hint = check(R"({"iss":"https://id.example.com","sub":"u","aud":"c"})");
  ASSERT_TRUE(hint);
  EXPECT_EQ(hint->session_id, "");
}

TEST_F(IdTokenHintCheck, an_access_token_is_no_hint) {
  EXPECT_EQ(error_of(check(long_expired, "at+jwt")), "invalid_request");
}

TEST_F(IdTokenHintCheck, another_issuers_token_is_no_hint) {
  EXPECT_EQ(error_of(check(R"({"iss":"https://evil.example","sub":"u","aud":"c"})")),
            "invalid_request");
}

TEST_F(IdTokenHintCheck, a_token_without_sub_or_a_single_audience_is_no_hint) {
  EXPECT_EQ(error_of(check(R"({"iss":"https://id.example.com","aud":"c"})")), "invalid_request");
  EXPECT_EQ(error_of(check(R"({"iss":"https://id.example.com","sub":"u"})")), "invalid_request");
  EXPECT_EQ(error_of(check(R"({"iss":"https://id.example.com","sub":"u","aud":["c","d"]})")),
            "invalid_request");
}

TEST_F(IdTokenHintCheck, a_token_signed_by_another_is_no_hint) {
  const sample::Keys others;
  EXPECT_EQ(
      error_of(check_id_token_hint(others.sign("JWT", long_expired), keys.set, sample::issuer_url)),
      "invalid_request");
  EXPECT_EQ(error_of(check_id_token_hint("x", keys.set, sample::issuer_url)), "invalid_request");
}

}  // namespace
}  // namespace latchkey::oauth
