#include "page/page_fixture.hpp"
#include "store/clients.hpp"

namespace latchkey::page {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

using SignInPageTest = PageTest;

TEST_F(SignInPageTest, signing_in_leads_to_the_account_page_by_303) {
  const auto answer = sign_in();
  EXPECT_EQ(answer.status, 303U);
  EXPECT_EQ(header(answer, "Location"), "/");
  EXPECT_EQ(header(answer, "Cache-Control"), "no-store");
  const auto cookie = header(answer, "Set-Cookie");
  EXPECT_THAT(cookie, StartsWith("__Host-latchkey_session=lksn_"));
  EXPECT_THAT(cookie, HasSubstr("; Path=/; HttpOnly; SameSite=Lax; Secure"));
  EXPECT_THAT(get("/account").body, HasSubstr("ada@example.com"));
}

TEST_F(SignInPageTest, every_answer_has_the_headers_of_a_page) {
  for (const auto* path : {"/login", "/logout", "/error"}) {
    const auto page = get(path);
    EXPECT_EQ(page.status, 200U) << path;
    EXPECT_EQ(header(page, "Content-Type"), "text/html; charset=utf-8") << path;
    EXPECT_EQ(header(page, "Cache-Control"), "no-store") << path;
    EXPECT_EQ(header(page, "Referrer-Policy"), "no-referrer") << path;
    EXPECT_EQ(header(page, "X-Content-Type-Options"), "nosniff") << path;
    EXPECT_EQ(header(page, "X-Frame-Options"), "DENY") << path;
    EXPECT_EQ(header(page, "Content-Security-Policy"),
              "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
              "frame-ancestors 'none'; form-action 'self'; script-src 'none'")
        << path;
    EXPECT_THAT(page.body, Not(HasSubstr("<script"))) << path;
    EXPECT_THAT(page.body, Not(HasSubstr(" style="))) << path;
  }
}

TEST_F(SignInPageTest,
       a_wrong_password_is_401_keeps_the_email_and_tells_no_more_than_an_unknown_one) {
  auto wrong = sign_in("ada@example.com", "wrong password");
  EXPECT_EQ(wrong.status, 401U);
  EXPECT_EQ(header(wrong, "WWW-Authenticate"), "");
  EXPECT_THAT(wrong.body, HasSubstr(R"(value="ada@example.com")"));
  EXPECT_THAT(wrong.body, HasSubstr(R"(role="alert" id="sign-in-fault")"));
  EXPECT_THAT(wrong.body, Not(HasSubstr("wrong password")));
  auto unknown = sign_in("ada@example.org", "wrong password");
  EXPECT_EQ(unknown.status, 401U);
  const auto at = unknown.body.find("ada@example.org");
  ASSERT_NE(at, std::string::npos);
  unknown.body.replace(at, 15, "ada@example.com");
  EXPECT_EQ(unknown.body, wrong.body);
  EXPECT_FALSE(is_signed_in());
}

TEST_F(SignInPageTest, a_throttled_attempt_is_429_with_retry_after) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(sign_in("ada@example.com", "wrong").status, 401U);
  const auto refused = sign_in();
  EXPECT_EQ(refused.status, 429U);
  EXPECT_EQ(header(refused, "Retry-After"), "60");
  EXPECT_THAT(refused.body, HasSubstr("Try again in 1 minute."));
  EXPECT_FALSE(is_signed_in());
}

TEST_F(SignInPageTest, an_empty_field_is_400_and_no_attempt) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in("ada@example.com", "").status, 400U);
  EXPECT_EQ(sign_in().status, 303U);
}

TEST_F(SignInPageTest, a_csrf_token_of_no_or_another_browser_is_403) {
  const auto csrf = csrf_of(get("/login"));
  const auto attempt = [&](const std::string& token) {
    return post(
               "/login",
               {{"csrf", token}, {"email", "ada@example.com"}, {"password", std::string(password)}})
        .status;
  };
  EXPECT_EQ(attempt(""), 403U);
  EXPECT_EQ(attempt((csrf[0] == 'x' ? "y" : "x") + csrf.substr(1)), 403U);
  cookies["__Host-latchkey_browser"] = "lkb_another";
  EXPECT_EQ(attempt(csrf), 403U);
  cookies.clear();
  EXPECT_EQ(attempt(csrf), 403U);
  EXPECT_FALSE(is_signed_in());
}

TEST_F(SignInPageTest, a_cross_site_post_is_403) {
  const Parameters form{{"csrf", csrf_of(get("/login"))},
                        {"email", "ada@example.com"},
                        {"password", std::string(password)}};
  auto foreign = form_request("/login", form);
  foreign.headers[1].second = "https://evil.example";
  EXPECT_EQ(send(foreign).status, 403U);
  auto cross_site = form_request("/login", form);
  cross_site.headers.emplace_back("sec-fetch-site", "cross-site");
  EXPECT_EQ(send(cross_site).status, 403U);
  EXPECT_FALSE(is_signed_in());
}

TEST_F(SignInPageTest, a_body_that_is_no_form_is_refused) {
  auto json = form_request("/login", {});
  json.headers[0].second = "application/json";
  EXPECT_EQ(send(json).status, 415U);
  auto broken = form_request("/login", {});
  broken.body = "email=%zz";
  EXPECT_EQ(send(broken).status, 400U);
  auto repeated = form_request("/login", {{"email", "a"}, {"email", "b"}});
  EXPECT_EQ(send(repeated).status, 400U);
}

TEST_F(SignInPageTest, a_local_return_target_is_kept_and_a_foreign_one_forgotten) {
  const auto page = get("/login", "return_to=%2Fconsole%2Fclients%3Fq%3D%22");
  EXPECT_THAT(page.body, HasSubstr(R"(name="return_to" value="/console/clients?q=&quot;")"));
  const auto foreign = get("/login", "return_to=%2F%2Fevil.example");
  EXPECT_THAT(foreign.body, Not(HasSubstr("evil.example")));
  const auto answer = post("/login", {{"csrf", csrf_of(page)},
                                      {"email", "ada@example.com"},
                                      {"password", std::string(password)},
                                      {"return_to", "/\\evil.example"}});
  EXPECT_EQ(header(answer, "Location"), "/");
  EXPECT_EQ(header(get("/login", "return_to=/console/"), "Location"), "/console/");
}

TEST_F(SignInPageTest, an_interaction_names_the_application_and_is_resumed) {
  auto client = make_client("<script>alert(1)</script> & \"Co\"");
  add_client(client);
  add_interaction(client, {{"login_hint", "ada@example.com"}});
  const auto page = get("/login", "interaction=lki_1");
  EXPECT_EQ(page.status, 200U);
  EXPECT_THAT(page.body, Not(HasSubstr("<script")));
  EXPECT_THAT(page.body,
              HasSubstr("<bdi>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Co&quot;"));
  EXPECT_THAT(page.body, HasSubstr(R"(value="ada@example.com")"));
  EXPECT_THAT(header(page, "Content-Security-Policy"),
              HasSubstr("form-action 'self' https://app.example;"));
  const auto answer = post("/login", {{"csrf", csrf_of(page)},
                                      {"interaction", "lki_1"},
                                      {"email", "ada@example.com"},
                                      {"password", std::string(password)}});
  EXPECT_EQ(answer.status, 303U);
  EXPECT_EQ(header(answer, "Location"), "/api/v1/oauth2/authorize/resume?interaction=lki_1");
}

TEST_F(SignInPageTest, an_interaction_asks_for_credentials_also_of_one_who_is_signed_in) {
  ASSERT_EQ(sign_in().status, 303U);
  add_interaction(add_client("Dashboard"));
  const auto page = get("/login", "interaction=lki_1");
  EXPECT_EQ(page.status, 200U);
  EXPECT_THAT(page.body, HasSubstr("current-password"));
}

TEST_F(SignInPageTest, an_unknown_expired_or_foreign_interaction_is_an_error_page) {
  const auto client = add_client("Dashboard");
  add_interaction(client);
  EXPECT_EQ(get("/login", "interaction=lki_2").status, 400U);
  const auto browser = std::exchange(cookies["__Host-latchkey_browser"], "lkb_another");
  EXPECT_EQ(get("/login", "interaction=lki_1").status, 400U);
  cookies.clear();
  EXPECT_EQ(get("/login", "interaction=lki_1").status, 400U);
  cookies["__Host-latchkey_browser"] = browser;
  EXPECT_EQ(get("/login", "interaction=lki_1").status, 200U);
  clock.advance(std::chrono::hours(1));
  const auto expired = get("/login", "interaction=lki_1");
  EXPECT_EQ(expired.status, 400U);
  EXPECT_THAT(expired.body, HasSubstr("start again"));
  EXPECT_THAT(expired.body, HasSubstr("req-1"));
  EXPECT_THAT(expired.body, HasSubstr(R"(href="mailto:help@example.com")"));
}

TEST_F(SignInPageTest, the_session_before_it_ends) {
  ASSERT_EQ(sign_in().status, 303U);
  const auto before = cookies["__Host-latchkey_session"];
  add_interaction(add_client("Dashboard"));
  const auto csrf = csrf_of(get("/login", "interaction=lki_1"));
  ASSERT_EQ(post("/login", {{"csrf", csrf},
                            {"interaction", "lki_1"},
                            {"email", "ada@example.com"},
                            {"password", std::string(password)}})
                .status,
            303U);
  EXPECT_NE(cookies["__Host-latchkey_session"], before);
  EXPECT_FALSE(identity::run_task(sessions.current(before)));
}

TEST_F(SignInPageTest, passwords_reach_no_log) {
  sign_in("ada@example.com", "canary-wrong-password");
  sign_in();
  EXPECT_THAT(log_text, Not(HasSubstr("canary-wrong-password")));
  EXPECT_THAT(log_text, Not(HasSubstr(std::string(password))));
}

}  // namespace
}  // namespace latchkey::page
