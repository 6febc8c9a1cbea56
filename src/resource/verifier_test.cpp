#include "latchkey/resource/verifier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>

#include "resource/issuer_fixture.hpp"

namespace latchkey::resource {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

class Challenges : public testing::Test {
 protected:
  fixture::Issuer issuer;
  Settings settings = issuer.settings();
};

TEST_F(Challenges, rfc6750_3_1_without_a_token_there_is_no_error_code) {
  const Verifier verifier(settings);
  for (const auto* header : {"", "Basic YTpi", "Bearers x", "DPoP x"}) {
    const auto refusal = verifier.check(header, "a").error();
    EXPECT_EQ(refusal.reason, Reason::no_token) << header;
    EXPECT_EQ(refusal.status, 401);
    EXPECT_EQ(refusal.www_authenticate, R"(Bearer realm="api")");
  }
}

TEST_F(Challenges, rfc6750_2_1_what_is_no_b64token_is_a_malformed_request) {
  const Verifier verifier(settings);
  for (const auto* header : {"Bearer", "Bearer ", "bearer a b", "Bearer a,b", "Bearer \"a\"",
                             "Bearer =", "Bearer a=b", "Bearer \xc3\xa4"}) {
    const auto refusal = verifier.check(header).error();
    EXPECT_EQ(refusal.reason, Reason::invalid_request) << header;
    EXPECT_EQ(refusal.status, 400);
    EXPECT_THAT(refusal.www_authenticate, HasSubstr(R"(error="invalid_request")"));
  }
}

TEST_F(Challenges, rfc6750_3_1_a_bad_token_is_invalid_token) {
  const auto refusal = Verifier(settings).check("Bearer a.b.c").error();
  EXPECT_EQ(refusal.reason, Reason::invalid_token);
  EXPECT_EQ(refusal.status, 401);
  EXPECT_THAT(refusal.www_authenticate, HasSubstr(R"(error="invalid_token")"));
}

TEST_F(Challenges, rfc6750_3_1_a_missing_scope_is_named) {
  const Verifier verifier(settings);
  const auto header = "BEARER  " + issuer.token() + " ";
  EXPECT_TRUE(verifier.check(header, "models:read pipelines:read"));
  EXPECT_TRUE(verifier.check(header));
  const auto refusal = verifier.check(header, "models:read models:write").error();
  EXPECT_EQ(refusal.reason, Reason::insufficient_scope);
  EXPECT_EQ(refusal.status, 403);
  EXPECT_THAT(refusal.www_authenticate, HasSubstr(R"(error="insufficient_scope")"));
  EXPECT_THAT(refusal.www_authenticate, HasSubstr(R"(scope="models:read models:write")"));
  EXPECT_FALSE(verifier.check(header, "model")) << "no part of a scope";
}

TEST_F(Challenges, rfc9728_5_1_name_the_metadata_where_there_are_some) {
  settings.resource_metadata = "https://api.example.com/.well-known/oauth-protected-resource";
  settings.realm = "plant";
  EXPECT_EQ(Verifier(settings).check("").error().www_authenticate,
            R"(Bearer realm="plant", resource_metadata=)"
            R"("https://api.example.com/.well-known/oauth-protected-resource")");
}

TEST_F(Challenges, as_header_fields_of_the_answer) {
  using Fields = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(Verifier(settings).check("").error().headers(),
            (Fields{{"WWW-Authenticate", R"(Bearer realm="api")"}}));
  issuer.break_down();
  EXPECT_EQ(Verifier(settings).check("Bearer " + issuer.token()).error().headers(),
            (Fields{{"Retry-After", "5"}}));
}

TEST_F(Challenges, details_never_repeat_the_token) {
  const Verifier verifier(settings);
  const auto token = issuer.token({}, "JWT");
  const auto refusal = verifier.check_token(token).error();
  for (const auto& part : {token.substr(0, 20), token.substr(token.size() - 20)})
    EXPECT_FALSE((refusal.detail + refusal.www_authenticate).contains(part));
}

TEST(VerifierSettings, that_cannot_work_are_refused) {
  fixture::Issuer issuer;
  const std::vector<std::function<void(Settings&)>> faults{
      [](Settings& s) { s.issuer = "id.example.com"; },
      [](Settings& s) { s.audiences = {}; },
      [](Settings& s) { s.audiences.emplace_back(); },
      [](Settings& s) { s.realm = "a\"b"; },
      [](Settings& s) { s.resource_metadata = "a\nb"; },
      [](Settings& s) { s.leeway = -1s; },
      [](Settings& s) { s.refetch_interval = 0s; },
      [](Settings& s) { s.refresh_keys_after = 1s; },
      [](Settings& s) { s.keys_usable_for = 300s; },
      [](Settings& s) { s.fetch_timeout = 0ms; },
  };
  for (const auto& fault : faults) {
    auto settings = issuer.settings();
    fault(settings);
    EXPECT_THROW(Verifier{settings}, std::invalid_argument);
  }
  EXPECT_THROW((Verifier{issuer.settings(), {.client_id = "", .client_secret = "x"}}),
               std::invalid_argument);
}

TEST(VerifierThreads, check_at_once_while_keys_change) {
  fixture::Issuer issuer;
  const Verifier verifier(issuer.settings());
  const auto next = fixture::make_key();
  issuer.publish({issuer.key, next});
  std::atomic<int> refused = 0;
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([&, thread] {
        for (int i = 0; i < 200; ++i) {
          const auto jti = std::to_string(thread * 1000 + i % 50);
          if (!verifier.check_token(issuer.token({{"jti", jti}})))
            ++refused;
          if (i % 50 == 0)
            issuer.pass(6s), verifier.check_token(issuer.token_by(fixture::make_key()));
        }
      });
  }
  EXPECT_EQ(refused, 0);
  EXPECT_TRUE(verifier.check_token(issuer.token_by(next)));
}

}  // namespace
}  // namespace latchkey::resource
