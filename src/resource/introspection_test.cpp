#include "resource/introspection.hpp"

#include <gtest/gtest.h>

#include "latchkey/resource/verifier.hpp"
#include "resource/issuer_fixture.hpp"

namespace latchkey::resource {
namespace {

using namespace std::chrono_literals;

class IntrospectionTest : public testing::Test {
 protected:
  IntrospectionTest() { answer(active()); }

  [[nodiscard]] json::object active() const {
    auto members = issuer.claims();
    members["active"] = true;
    members["token_type"] = "Bearer";
    return members;
  }
  void answer(const json::object& members) {
    issuer.answer("/introspect", {200, json::serialize(members)});
  }
  std::string outcome(const std::string& token) const {
    const auto verdict = verifier.check_token(token);
    return verdict ? "ok" : std::to_string(verdict.error().status) + " " + verdict.error().detail;
  }
  [[nodiscard]] int asked() const { return issuer.fetches("/introspect"); }

  fixture::Issuer issuer;
  IntrospectionClient client{.client_id = "an:api", .client_secret = "s e"};
  Verifier verifier{issuer.settings(), client};
};

TEST_F(IntrospectionTest, rfc7662_2_1_asks_as_the_client_and_tells_who_it_is) {
  const auto caller = verifier.check("Bearer a+b", "pipelines:read");
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->subject, "usr_1");
  EXPECT_EQ(caller->organization, "org_1");
  EXPECT_TRUE(caller->has_scope("models:read"));
  const auto request = issuer.last_request();
  EXPECT_EQ(request.form, "token=a%2Bb&token_type_hint=access_token");
  EXPECT_EQ(request.authorization, "Basic YW4lM0FhcGk6cyUyMGU=");  // an%3Aapi:s%20e
}

TEST_F(IntrospectionTest, answers_are_remembered_for_some_seconds) {
  EXPECT_EQ(outcome("a"), "ok");
  answer({{"active", false}});
  issuer.pass(client.accepted_for - 1s);
  EXPECT_EQ(outcome("a"), "ok");
  EXPECT_EQ(asked(), 1);
  issuer.pass(1s);
  EXPECT_EQ(outcome("a"), "401 the issuer says that it is not active");
  EXPECT_EQ(asked(), 2);

  answer(active());
  issuer.pass(client.refused_for - 1s);
  EXPECT_EQ(outcome("a"), "401 the issuer said so moments ago");
  EXPECT_EQ(asked(), 2);
  issuer.pass(1s);
  EXPECT_EQ(outcome("a"), "ok");
}

TEST_F(IntrospectionTest, nothing_is_remembered_beyond_the_end_of_the_token) {
  auto members = active();
  members["exp"] = numeric_date(issuer.now() + 3s);
  answer(members);
  EXPECT_EQ(outcome("a"), "ok");
  answer({{"active", false}});
  issuer.pass(3s);
  EXPECT_NE(outcome("a"), "ok");
}

TEST_F(IntrospectionTest, what_is_active_but_no_access_token_for_this_api_is_refused) {
  int number = 0;
  for (const auto& [name, value] :
       std::vector<std::pair<std::string, json::value>>{{"aud", nullptr},
                                                        {"aud", "https://other"},
                                                        {"iss", "https://evil.example"},
                                                        {"iss", nullptr},
                                                        {"exp", nullptr},
                                                        {"exp", numeric_date(issuer.now() - 1h)},
                                                        {"sub", nullptr},
                                                        {"token_type", "DPoP"},
                                                        {"active", "true"},
                                                        {"active", 1}}) {
    auto members = active();
    members[name] = value;
    answer(members);
    EXPECT_EQ(outcome(std::to_string(++number)).substr(0, 3), "401") << name;
  }
}

TEST_F(IntrospectionTest, an_issuer_that_cannot_answer_is_503_and_left_alone_for_a_second) {
  outcome("known");
  issuer.break_down();
  EXPECT_EQ(outcome("a"), "503 introspection: no connection");
  EXPECT_EQ(outcome("known"), "ok");
  const auto count = asked();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(outcome(std::to_string(i)).substr(0, 3), "503");
  EXPECT_EQ(asked(), count);
  issuer.recover();
  issuer.pass(1s);
  EXPECT_EQ(outcome("a"), "ok");
}

TEST_F(IntrospectionTest, answers_that_say_nothing_are_503_and_not_remembered) {
  for (const auto& answer : std::vector<FetchAnswer>{{401, R"({"error":"invalid_client"})"},
                                                     {503, ""},
                                                     {200, "<html>"},
                                                     {200, "[]"},
                                                     {200, "{}"}}) {
    issuer.answer("/introspect", answer);
    EXPECT_EQ(outcome("a").substr(0, 3), "503");
    issuer.pass(1s);
  }
  answer(active());
  EXPECT_EQ(outcome("a"), "ok");
}

TEST_F(IntrospectionTest, a_flood_of_false_tokens_does_not_drive_out_good_answers) {
  EXPECT_EQ(outcome("good"), "ok");
  answer({{"active", false}});
  for (int i = 0; i < 12'000; ++i) outcome(std::to_string(i));
  const auto count = asked();
  EXPECT_EQ(outcome("good"), "ok");
  EXPECT_EQ(asked(), count);
}

TEST_F(IntrospectionTest, discovery_that_fails_is_503_until_it_works) {
  issuer.break_down();
  const Verifier late(issuer.settings(), client);
  EXPECT_EQ(late.check_token("a").error().status, 503);
  issuer.recover();
  issuer.pass(1s);
  EXPECT_TRUE(late.check_token("a"));
}

}  // namespace
}  // namespace latchkey::resource
