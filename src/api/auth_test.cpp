#include "api/api_fixture.hpp"
#include "identity/hashing_pool.hpp"

namespace latchkey::api {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::string_view password = "plum tree lamp";

class AuthTest : public ApiTest {
 protected:
  Reply login(std::string_view email, std::string_view typed, Headers headers = json_content(),
              const Credentials& who = {}) {
    return send(http::Method::post, "/api/v1/auth/login", who,
                json::serialize(json::object{{"email", email}, {"password", typed}}),
                std::move(headers));
  }
  static std::string cookie_of(const Reply& reply) {
    const std::string set_cookie = reply.header("Set-Cookie");
    const auto start = set_cookie.find('=') + 1;
    return set_cookie.substr(start, set_cookie.find(';') - start);
  }
  // The right password from this origin, by the Sec-Fetch-Site that a browser would send.
  unsigned status_from(const std::string& header, const std::string& value) {
    auto headers = json_content();
    headers.emplace_back(header, value);
    return login("ada@example.com", password, std::move(headers)).status;
  }

  const oauth::User ada = add_user(make_user("ada@example.com", {"Viewer"}),
                                   identity::run_task(hashing.hash(Secret(password))));
};

TEST_F(AuthTest, signing_in_sets_the_cookie_and_answers_user_and_csrf_token) {
  const Reply reply = login("Ada@Example.com", password);
  EXPECT_EQ(reply.status, 200U);
  EXPECT_EQ(reply.text_at({"user", "id"}), ada.id);
  EXPECT_EQ(reply.text_at({"user", "email"}), "ada@example.com");
  EXPECT_THAT(reply.header("Set-Cookie"),
              AllOf(StartsWith("latchkey_session=lksn_"), HasSubstr("HttpOnly"),
                    HasSubstr("SameSite=Lax"), HasSubstr("Path=/")));
  EXPECT_EQ(reply.header("Cache-Control"), "no-store");
  const Credentials session{.cookie = cookie_of(reply),
                            .csrf_token = reply.text_at({"csrf_token"})};
  EXPECT_EQ(get("/api/v1/me", session).text_at({"user", "id"}), ada.id);
  EXPECT_EQ(patch("/api/v1/me", session, {{"first_name", "Augusta"}}).status, 200U);
}

TEST_F(AuthTest, wrong_unknown_and_disabled_look_the_same) {
  const Reply wrong = login("ada@example.com", "not the password");
  const Reply unknown = login("nobody@example.com", password);
  EXPECT_EQ(post("/api/v1/users/" + ada.id + "/disable", admin).status, 200U);
  const Reply disabled = login("ada@example.com", password);
  EXPECT_EQ(wrong.status, 401U);
  EXPECT_EQ(wrong.text, unknown.text);
  EXPECT_EQ(wrong.text, disabled.text);
  EXPECT_EQ(wrong.header("Set-Cookie"), "");
  EXPECT_THAT(wrong.text, Not(HasSubstr("not the password")));
}

TEST_F(AuthTest, too_many_attempts_are_429_with_retry_after) {
  Reply last;
  for (int i = 0; i < 11; ++i) last = login("ada@example.com", "wrong wrong wrong");
  EXPECT_EQ(last.status, 429U);
  EXPECT_THAT(last.header("Retry-After"), Not(""));
  EXPECT_EQ(login("ada@example.com", password).status, 429U);
}

TEST_F(AuthTest, a_cross_site_login_is_forbidden) {
  EXPECT_EQ(status_from("origin", "https://evil.example"), 403U);
  EXPECT_EQ(status_from("origin", "null"), 403U);
  EXPECT_EQ(status_from("origin", "http://127.0.0.1:8081"), 403U);
  EXPECT_EQ(status_from("origin", "http://127.0.0.1:8080.evil.example"), 403U);
  EXPECT_EQ(status_from("sec-fetch-site", "cross-site"), 403U);
  EXPECT_EQ(status_from("sec-fetch-site", "same-site"), 403U);
  EXPECT_EQ(status_from("origin", "http://127.0.0.1:8080"), 200U);
  EXPECT_EQ(status_from("sec-fetch-site", "same-origin"), 200U);
}

TEST_F(AuthTest, who_opened_the_server_by_another_name_is_told_the_right_one) {
  auto headers = json_content();
  headers.emplace_back("origin", "http://localhost:8080");
  const Reply reply = login("ada@example.com", password, std::move(headers));
  EXPECT_EQ(reply.status, 403U);
  EXPECT_EQ(reply.text_at({"detail"}),
            "Signing in is for this server's own pages. Open them at http://127.0.0.1:8080.");
}

TEST_F(AuthTest, a_login_that_is_not_json_is_415_and_a_faulty_one_names_its_fields) {
  EXPECT_EQ(send(http::Method::post, "/api/v1/auth/login", {}, "email=a&password=b",
                 {{"content-type", "application/x-www-form-urlencoded"}})
                .status,
            415U);
  const Reply reply = post("/api/v1/auth/login", {}, {{"email", 1}, {"remember", true}});
  EXPECT_EQ(reply.status, 400U);
  EXPECT_THAT(reply.faulty_fields(), ElementsAre("email", "password", "remember"));
}

TEST_F(AuthTest, signing_in_again_gives_a_new_session_and_ends_the_old_one) {
  const std::string first = cookie_of(login("ada@example.com", password));
  const std::string second =
      cookie_of(login("ada@example.com", password, json_content(), {.cookie = first}));
  EXPECT_NE(first, second);
  EXPECT_EQ(get("/api/v1/me", {.cookie = first}).status, 401U);
  EXPECT_EQ(get("/api/v1/me", {.cookie = second}).status, 200U);
}

TEST_F(AuthTest, signing_out_ends_the_session_and_clears_the_cookie) {
  const auto session = session_of(ada);
  const Reply reply = post("/api/v1/auth/logout", session);
  EXPECT_EQ(reply.status, 204U);
  EXPECT_THAT(reply.header("Set-Cookie"), HasSubstr("Max-Age=0"));
  EXPECT_EQ(get("/api/v1/me", session).status, 401U);
  EXPECT_EQ(events().front().action, "sign_out");
}

}  // namespace
}  // namespace latchkey::api
