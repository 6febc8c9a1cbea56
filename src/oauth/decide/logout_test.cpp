#include "oauth/decide/logout.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

class DecideLogout : public testing::Test {
 protected:
  [[nodiscard]] LogoutDecision decide() const {
    return decide_logout(
        request, {is_signed_in ? &session : nullptr, hint, knows_client ? &client : nullptr});
  }
  void expect_refusal(std::string_view refusal) const {
    const auto decision = decide();
    EXPECT_EQ(decision.refusal, refusal);
    EXPECT_FALSE(decision.ends_session);
    EXPECT_FALSE(decision.asks_confirmation);
    EXPECT_EQ(decision.redirect_to, "");
  }

  LogoutRequest request;
  Session session = sample::session();
  std::optional<IdTokenHint> hint{{"usr_1", "cli_1", "ses_1"}};
  Client client = sample::confidential_client();
  bool is_signed_in = true;
  bool knows_client = true;
};

constexpr std::string_view unregistered =
    "The address to return to is not registered for the application.";

TEST_F(DecideLogout, rp_initiated_logout_3_a_good_hint_ends_the_session_and_redirects_with_state) {
  request.post_logout_redirect_uri = "https://app.example.com/bye";
  request.state = "a&b";
  const auto decision = decide();
  EXPECT_TRUE(decision.ends_session);
  EXPECT_FALSE(decision.asks_confirmation);
  EXPECT_EQ(decision.redirect_to, "https://app.example.com/bye?state=a%26b");
  EXPECT_EQ(decision.refusal, "");
}

TEST_F(DecideLogout, rp_initiated_logout_3_without_state_the_uri_is_taken_as_it_is) {
  request.post_logout_redirect_uri = "https://app.example.com/bye";
  EXPECT_EQ(decide().redirect_to, "https://app.example.com/bye");
}

TEST_F(DecideLogout, a_good_hint_alone_ends_the_session_and_says_so) {
  request.state = "x";
  const auto decision = decide();
  EXPECT_TRUE(decision.ends_session);
  EXPECT_EQ(decision.redirect_to, "");
}

TEST_F(DecideLogout, a_good_hint_of_someone_signed_out_already_redirects) {
  is_signed_in = false;
  request.post_logout_redirect_uri = "https://app.example.com/bye";
  const auto decision = decide();
  EXPECT_FALSE(decision.ends_session);
  EXPECT_FALSE(decision.asks_confirmation);
  EXPECT_EQ(decision.redirect_to, "https://app.example.com/bye");
}

TEST_F(DecideLogout, rp_initiated_logout_2_another_users_hint_asks_for_confirmation) {
  hint->sub = "usr_2";
  const auto decision = decide();
  EXPECT_FALSE(decision.ends_session);
  EXPECT_TRUE(decision.asks_confirmation);
}

TEST_F(DecideLogout, rp_initiated_logout_2_without_a_hint_confirmation_is_asked_for) {
  hint = std::nullopt;
  request.client_id = "cli_1";
  request.post_logout_redirect_uri = "https://app.example.com/bye";
  request.state = "s";
  const auto decision = decide();
  EXPECT_FALSE(decision.ends_session);
  EXPECT_TRUE(decision.asks_confirmation);
  EXPECT_EQ(decision.redirect_to, "https://app.example.com/bye?state=s");
}

TEST_F(DecideLogout, rp_initiated_logout_3_an_unregistered_uri_never_redirects) {
  for (const auto* uri : {"https://evil.example/", "https://app.example.com/bye/",
                          "https://app.example.com/callback"}) {
    request.post_logout_redirect_uri = uri;
    expect_refusal(unregistered);
  }
  hint = std::nullopt;
  expect_refusal(unregistered);
  is_signed_in = false;
  expect_refusal(unregistered);
}

TEST_F(DecideLogout, rp_initiated_logout_3_a_uri_of_no_known_client_never_redirects) {
  hint = std::nullopt;
  knows_client = false;
  request.post_logout_redirect_uri = "https://app.example.com/bye";
  expect_refusal(unregistered);
}

TEST_F(DecideLogout, loopback_uris_match_as_redirect_uris_do) {
  client.post_logout_redirect_uris = {"http://localhost:*/bye"};
  request.post_logout_redirect_uri = "http://localhost:3000/bye";
  EXPECT_EQ(decide().redirect_to, "http://localhost:3000/bye");
}

TEST_F(DecideLogout, rp_initiated_logout_2_a_client_id_that_contradicts_the_hint_is_refused) {
  request.client_id = "cli_2";
  expect_refusal("The application is not the one that the id_token_hint was issued to.");
  request.client_id = "cli_1";
  EXPECT_TRUE(decide().ends_session);
}

TEST_F(DecideLogout, with_no_parameters_and_nobody_signed_in_it_says_signed_out) {
  hint = std::nullopt;
  knows_client = false;
  is_signed_in = false;
  const auto decision = decide();
  EXPECT_FALSE(decision.ends_session);
  EXPECT_FALSE(decision.asks_confirmation);
  EXPECT_EQ(decision.redirect_to, "");
  EXPECT_EQ(decision.refusal, "");
}

TEST_F(DecideLogout, without_a_hint_and_nobody_signed_in_there_is_no_redirect) {
  hint = std::nullopt;
  is_signed_in = false;
  request.client_id = "cli_1";
  request.post_logout_redirect_uri = "https://app.example.com/bye";
  EXPECT_EQ(decide().redirect_to, "");
  EXPECT_EQ(decide().refusal, "");
}

}  // namespace
}  // namespace latchkey::oauth
