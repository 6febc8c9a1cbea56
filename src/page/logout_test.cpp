#include "page/form_post_page.hpp"
#include "page/logout_page.hpp"
#include "page/page_fixture.hpp"

namespace latchkey::page {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class LogoutPageTest : public PageTest {
 protected:
  LogoutPageTest() { sign_in(); }

  http::Response confirm(Parameters form = {}) {
    form.emplace_back("csrf", csrf_of(get("/logout")));
    return post("/logout", form);
  }
  oauth::Client add_registered() {
    auto client = make_client("Dashboard");
    client.post_logout_redirect_uris = {"https://app.example/bye?a=b"};
    return add_client(client);
  }
};

TEST_F(LogoutPageTest, asks_first_and_then_ends_the_session) {
  EXPECT_THAT(get("/logout").body, HasSubstr("Sign out?"));
  const auto done = confirm();
  EXPECT_EQ(done.status, 200U);
  EXPECT_THAT(done.body, HasSubstr("You are signed out"));
  EXPECT_FALSE(is_signed_in());
  EXPECT_EQ(header(get("/account"), "Location"), "/login?return_to=/account");
}

TEST_F(LogoutPageTest, without_its_csrf_token_nothing_ends) {
  EXPECT_EQ(post("/logout", {}).status, 403U);
  EXPECT_EQ(post("/logout", {{"csrf", "x"}}).status, 403U);
  EXPECT_EQ(get("/account").status, 200U);
}

TEST_F(LogoutPageTest, rp_initiated_logout_3_redirects_to_a_registered_uri_with_state) {
  const auto client = add_registered();
  const auto done = confirm({{"client_id", client.id},
                             {"post_logout_redirect_uri", "https://app.example/bye?a=b"},
                             {"state", "s&1"}});
  EXPECT_EQ(done.status, 303U);
  EXPECT_EQ(header(done, "Location"), "https://app.example/bye?a=b&state=s%261");
  EXPECT_FALSE(is_signed_in());
}

TEST_F(LogoutPageTest, rp_initiated_logout_3_never_redirects_to_another) {
  const auto client = add_registered();
  for (const auto& [id, uri] : {std::pair(client.id, "https://app.example/bye"),
                                std::pair(client.id, "https://evil.example/bye?a=b"),
                                std::pair(std::string("unknown"), "https://app.example/bye?a=b")}) {
    sign_in();
    const auto done = confirm({{"client_id", id}, {"post_logout_redirect_uri", uri}});
    EXPECT_EQ(done.status, 200U) << uri;
    EXPECT_EQ(header(done, "Location"), "") << uri;
    EXPECT_FALSE(is_signed_in()) << uri;
  }
}

TEST_F(LogoutPageTest, whoever_is_not_signed_in_is_told_so) {
  cookies.clear();
  EXPECT_THAT(get("/logout").body, HasSubstr("You are signed out"));
  EXPECT_THAT(post("/logout", {}).body, HasSubstr("You are signed out"));
}

TEST_F(LogoutPageTest, the_question_carries_the_request_as_data) {
  oauth::LogoutRequest asked;
  asked.client_id = "cli_1";
  asked.post_logout_redirect_uri = "https://app.example/bye";
  asked.state = "\"><script>";
  const auto page =
      confirm_logout_page(deployment, "Latchkey", ada, asked, "token", Language::english);
  EXPECT_THAT(page.body, HasSubstr(R"(name="client_id" value="cli_1")"));
  EXPECT_THAT(page.body, HasSubstr(R"(value="&quot;&gt;&lt;script&gt;")"));
  EXPECT_THAT(page.body, Not(HasSubstr("<script")));
  EXPECT_THAT(header(page, "Content-Security-Policy"),
              HasSubstr("form-action 'self' https://app.example;"));
}

TEST_F(LogoutPageTest, form_post_response_mode_sends_itself_by_a_script_of_this_server) {
  const auto page = form_post_page(deployment, "Latchkey", "https://app.example/cb",
                                   {{"code", "c"}, {"state", "\"><img>"}}, Language::english);
  EXPECT_THAT(page.body, HasSubstr(R"(<form method="post" action="https://app.example/cb")"));
  EXPECT_THAT(page.body, HasSubstr(R"(name="code" value="c")"));
  EXPECT_THAT(page.body, HasSubstr(R"(name="state" value="&quot;&gt;&lt;img&gt;")"));
  EXPECT_THAT(page.body, HasSubstr(R"(<script src="/assets/form-post-)"));
  EXPECT_THAT(page.body, HasSubstr(R"(<button class="button primary" type="submit")"));
  EXPECT_THAT(header(page, "Content-Security-Policy"),
              HasSubstr("form-action 'self' https://app.example; script-src 'self'"));
  EXPECT_EQ(header(page, "Cache-Control"), "no-store");
}

}  // namespace
}  // namespace latchkey::page
