#include "page/assets.hpp"
#include "page/page_fixture.hpp"
#include "store/settings.hpp"

namespace latchkey::page {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using PagesTest = PageTest;

TEST_F(PagesTest, the_root_leads_to_the_console_and_the_account_page_to_sign_in) {
  EXPECT_EQ(header(get("/"), "Location"), "/console/");
  EXPECT_EQ(header(get("/console"), "Location"), "/console/");
  EXPECT_EQ(header(get("/account"), "Location"), "/login?return_to=/account");
}

TEST_F(PagesTest, the_account_page_names_the_user_and_the_roles) {
  auto mallory = make_user("mallory@example.com", {"Operator"});
  mallory.first_name = "<script>";
  mallory.last_name = "{{csrf}}";
  add_user(mallory, password_hash());
  ASSERT_EQ(sign_in("mallory@example.com").status, 303U);
  const auto page = get("/account");
  EXPECT_EQ(page.status, 200U);
  EXPECT_THAT(page.body, HasSubstr("&lt;script&gt; {{csrf}}"));
  EXPECT_THAT(page.body, HasSubstr("mallory@example.com"));
  EXPECT_THAT(page.body, HasSubstr("<bdi>Operator</bdi>"));
}

TEST_F(PagesTest, an_error_page_tells_what_to_do_and_the_request_id_and_escapes_both) {
  const auto page = error_page(
      deployment, "A&B",
      {.status = 400, .title = "It <failed>", .advice = "Start & try", .request_id = "id-\"1\""});
  EXPECT_EQ(page.status, 400U);
  EXPECT_THAT(page.body, HasSubstr("<title>It &lt;failed&gt; - A&amp;B</title>"));
  EXPECT_THAT(page.body, HasSubstr("<h1>It &lt;failed&gt;</h1>"));
  EXPECT_THAT(page.body, HasSubstr("Start &amp; try"));
  EXPECT_THAT(page.body, HasSubstr("id-&quot;1&quot;"));
  EXPECT_THAT(page.body, HasSubstr("help@example.com"));
}

TEST_F(PagesTest, a_contact_that_is_no_address_is_no_link) {
  deployment.support_contact = "javascript:alert(1)";
  EXPECT_THAT(get("/error").body, Not(HasSubstr("<a ")));
  deployment.support_contact = "https://help.example.com/";
  EXPECT_THAT(get("/error").body, HasSubstr(R"(<a href="https://help.example.com/">)"));
  deployment.support_contact = "";
  EXPECT_THAT(get("/error").body, Not(HasSubstr("Need help")));
}

TEST_F(PagesTest, the_brand_name_is_the_organizations) {
  write([&](store::Transaction& tx) {
    auto settings = store::settings::find(tx, org_id());
    settings.brand_name = "Plant <1>";
    store::settings::update(tx, org_id(), settings);
  });
  EXPECT_THAT(get("/login").body, HasSubstr("<span>Plant &lt;1&gt;</span>"));
}

TEST_F(PagesTest, assets_may_be_kept_for_ever_under_a_name_of_their_content) {
  const auto paths = asset_paths(deployment);
  for (const auto& path : {paths.stylesheet, paths.mark, paths.form_post_script}) {
    const auto asset = get(path);
    EXPECT_EQ(asset.status, 200U) << path;
    EXPECT_EQ(header(asset, "Cache-Control"), "public, max-age=31536000, immutable") << path;
    EXPECT_EQ(header(asset, "X-Content-Type-Options"), "nosniff") << path;
    http::Request again;
    again.path = path;
    again.headers.emplace_back("if-none-match", header(asset, "ETag"));
    const auto unchanged = send(again);
    EXPECT_EQ(unchanged.status, 304U) << path;
    EXPECT_EQ(unchanged.body, "") << path;
  }
  EXPECT_EQ(get("/assets/page-0000000000000000.css").status, 404U);
}

TEST_F(PagesTest, another_accent_or_logo_has_another_name) {
  const auto before = asset_paths(deployment);
  deployment.accent_color = "#a01050";
  const auto after = asset_paths(deployment);
  EXPECT_NE(after.stylesheet, before.stylesheet);
  EXPECT_NE(after.mark, before.mark);
  EXPECT_EQ(after.form_post_script, before.form_post_script);
  EXPECT_THAT(make_assets(deployment).at(0).content, HasSubstr("--accent:#a01050;"));
  deployment.logo_svg = "<svg/>";
  EXPECT_EQ(make_assets(deployment).at(1).content, "<svg/>");
}

TEST_F(PagesTest, a_page_takes_no_other_method) {
  http::Request request;
  request.method = http::Method::delete_;
  request.path = "/login";
  EXPECT_EQ(send(request).status, 405U);
}

}  // namespace
}  // namespace latchkey::page
