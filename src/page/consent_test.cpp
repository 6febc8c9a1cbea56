#include "page/page_fixture.hpp"

namespace latchkey::page {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

using Answer = oauth::Interaction::Answer;

class ConsentPageTest : public PageTest {
 protected:
  ConsentPageTest() { sign_in(); }

  oauth::Client make_dashboard() {
    auto made = make_client("<img src=x onerror=alert(1)>");
    made.description = "Shows \"plants\" & <b>pipelines</b>";
    return made;
  }
  void offer_to(const oauth::User& user) {
    write([&](store::Transaction& tx) {
      store::interactions::offer(
          tx, interaction.digest, user.id,
          oauth::ScopeSet({"openid", "profile", "pipelines:read", "pipelines:delete", "acme"}));
    });
  }
  http::Response show() { return get("/consent", "interaction=lki_1"); }
  http::Response answer(Parameters form) {
    form.emplace_back("interaction", "lki_1");
    form.emplace_back("csrf", csrf_of(show()));
    return post("/consent", form);
  }

  oauth::Client client = add_client(make_dashboard());
  oauth::Interaction interaction =
      add_interaction(client, {{"claims", R"({"userinfo":{"email":null}})"}});
};

TEST_F(ConsentPageTest, shows_application_user_scopes_and_destination_as_data) {
  offer_to(ada);
  const auto page = show();
  EXPECT_EQ(page.status, 200U);
  EXPECT_THAT(page.body, Not(HasSubstr("<img src=x")));
  EXPECT_THAT(page.body, Not(HasSubstr("<b>")));
  EXPECT_THAT(page.body, HasSubstr("&lt;img src=x onerror=alert(1)&gt;"));
  EXPECT_THAT(page.body, HasSubstr("Shows &quot;plants&quot; &amp; &lt;b&gt;pipelines&lt;/b&gt;"));
  EXPECT_THAT(page.body, HasSubstr("ada@example.com"));
  EXPECT_THAT(page.body, HasSubstr("Ada Lovelace"));
  EXPECT_THAT(page.body, HasSubstr("<bdi>app.example</bdi>"));
  EXPECT_THAT(page.body, HasSubstr("Your e-mail address"));
  EXPECT_THAT(page.body, HasSubstr(R"(name="scope" value="openid" checked disabled)"));
  EXPECT_THAT(page.body, HasSubstr(R"(name="scope" value="profile" checked>)"));
  EXPECT_THAT(page.body, HasSubstr(R"(name="scope" value="pipelines:read" checked>)"));
  EXPECT_THAT(page.body, HasSubstr(R"(name="scope" value="pipelines:delete" disabled)"));
  EXPECT_THAT(page.body, HasSubstr(R"(name="scope" value="acme" checked>)"));
  EXPECT_THAT(header(page, "Content-Security-Policy"),
              HasSubstr("form-action 'self' https://app.example;"));
}

TEST_F(ConsentPageTest, rfc8707_2_says_by_their_titles_which_resources_are_asked_for) {
  offer_to(ada);
  EXPECT_THAT(show().body, Not(HasSubstr("Requested for")));

  deployment.resources = {
      {.name = "plant", .title = "Plant <API>", .identifier = "https://plant.example"},
      {.name = "store", .title = "Store", .identifier = "https://store.example"},
      {.name = "other", .title = "Another one", .identifier = "https://other.example"}};
  interaction = add_interaction(
      client, {{"resource", "https://plant.example"}, {"resource", "https://store.example/"}},
      "lki_2");
  offer_to(ada);
  const auto page = get("/consent", "interaction=lki_2");
  EXPECT_THAT(page.body, HasSubstr("Requested for"));
  EXPECT_THAT(page.body, HasSubstr("<bdi>Plant &lt;API&gt;</bdi>"));
  EXPECT_THAT(page.body, HasSubstr("<bdi>https://plant.example</bdi>"));
  EXPECT_THAT(page.body, HasSubstr("<bdi>Store</bdi>"));
  EXPECT_THAT(page.body, Not(HasSubstr("Another one")));
}

TEST_F(ConsentPageTest, allow_records_what_stays_ticked_and_openid) {
  offer_to(ada);
  const auto done = answer({{"decision", "allow"}, {"scope", "pipelines:read"}, {"scope", "acme"}});
  EXPECT_EQ(done.status, 303U);
  EXPECT_EQ(header(done, "Location"), "/api/v1/oauth2/authorize/resume?interaction=lki_1");
  const auto stored = stored_interaction();
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->answer, Answer::allowed);
  EXPECT_THAT(stored->approved.values(), ElementsAre("openid", "pipelines:read", "acme"));
}

TEST_F(ConsentPageTest, a_ticked_scope_that_the_user_does_not_hold_is_dropped) {
  offer_to(ada);
  EXPECT_EQ(answer({{"decision", "allow"}, {"scope", "pipelines:delete"}}).status, 303U);
  EXPECT_THAT(stored_interaction()->approved.values(), ElementsAre("openid"));
}

TEST_F(ConsentPageTest, deny_records_the_denial) {
  offer_to(ada);
  EXPECT_EQ(answer({{"decision", "deny"}, {"scope", "profile"}}).status, 303U);
  EXPECT_EQ(stored_interaction()->answer, Answer::denied);
  EXPECT_TRUE(stored_interaction()->approved.empty());
}

TEST_F(ConsentPageTest, the_form_carries_no_authority) {
  offer_to(ada);
  EXPECT_EQ(answer({{"decision", "allow"}, {"scope", "clients:write"}}).status, 400U);
  EXPECT_EQ(answer({{"decision", "perhaps"}}).status, 400U);
  EXPECT_EQ(answer({}).status, 400U);
  EXPECT_EQ(stored_interaction()->answer, Answer::none);
  const auto done = answer({{"decision", "allow"},
                            {"client_id", "another"},
                            {"user_id", "another"},
                            {"redirect_uri", "https://evil.example"}});
  EXPECT_EQ(header(done, "Location"), "/api/v1/oauth2/authorize/resume?interaction=lki_1");
}

TEST_F(ConsentPageTest, is_answered_once) {
  offer_to(ada);
  const auto csrf = csrf_of(show());
  const Parameters form{{"csrf", csrf}, {"interaction", "lki_1"}, {"decision", "allow"}};
  EXPECT_EQ(post("/consent", form).status, 303U);
  EXPECT_EQ(post("/consent", form).status, 400U);
  EXPECT_EQ(show().status, 400U);
}

TEST_F(ConsentPageTest, a_csrf_token_of_another_session_is_403_and_changes_nothing) {
  offer_to(ada);
  const Parameters form{{"csrf", sessions.csrf_token("lksn_another")},
                        {"interaction", "lki_1"},
                        {"decision", "allow"}};
  EXPECT_EQ(post("/consent", form).status, 403U);
  EXPECT_EQ(post("/consent", {{"interaction", "lki_1"}, {"decision", "allow"}}).status, 403U);
  EXPECT_EQ(stored_interaction()->answer, Answer::none);
}

TEST_F(ConsentPageTest, what_was_offered_to_another_user_or_to_nobody_is_an_error_page) {
  EXPECT_EQ(show().status, 400U);
  offer_to(add_user("bob@example.com"));
  EXPECT_EQ(show().status, 400U);
}

TEST_F(ConsentPageTest, another_browser_gets_an_error_page) {
  offer_to(ada);
  cookies["__Host-latchkey_browser"] = "lkb_another";
  EXPECT_EQ(show().status, 400U);
}

TEST_F(ConsentPageTest, whoever_is_not_signed_in_signs_in_first) {
  offer_to(ada);
  cookies.erase("__Host-latchkey_session");
  const auto answer = show();
  EXPECT_EQ(answer.status, 303U);
  EXPECT_EQ(header(answer, "Location"), "/login?interaction=lki_1");
}

}  // namespace
}  // namespace latchkey::page
