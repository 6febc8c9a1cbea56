#include "page/console.hpp"

#include <boost/algorithm/string/erase.hpp>

#include "page/page_fixture.hpp"
#include "store/settings.hpp"

namespace latchkey::page {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view index =
    R"(<meta name="application-name" content="__BRAND__"><title>__BRAND__</title>)"
    R"(<link rel="icon" href="__MARK__"><script nonce="__CSP_NONCE__"></script>)";

class ConsoleTest : public PageTest {
 protected:
  ConsoleTest() {
    add_console_routes(console, services,
                       {{.path = "index.html", .plain = index, .gzip = "G", .brotli = "B"},
                        {.path = "swagger/index.html",
                         .plain = "Reference of __BRAND__",
                         .gzip = "G",
                         .brotli = "B"},
                        {.path = "assets/index-1a2b.js",
                         .plain = "plain script",
                         .gzip = "gzipped script",
                         .brotli = "brotli script"},
                        {.path = "assets/index-3c4d.css",
                         .plain = "plain style",
                         .gzip = "gzipped style",
                         .brotli = "brotli style"}});
  }

  http::Response show(std::string path, std::string_view accept_encoding = "") {
    http::Request request;
    request.path = std::move(path);
    if (!accept_encoding.empty())
      request.headers.emplace_back("accept-encoding", accept_encoding);
    return identity::run_task(console.dispatch(request));
  }
  static std::string nonce_of(const http::Response& page) {
    constexpr std::string_view before = R"(script nonce=")";
    const auto start = page.body.find(before) + before.size();
    return page.body.substr(start, page.body.find('"', start) - start);
  }

  http::Router console{[](http::FaultStyle, const http::Fault& fault) {
                         return http::html_response(fault.status, fault.detail);
                       },
                       log};
};

TEST_F(ConsoleTest, every_address_of_the_console_shows_its_page) {
  for (const char* path :
       {"/console/", "/console/audit", "/console/settings/clients",
        "/console/settings/clients/lkc_1", "/console/settings/clients/lkc_1/edit"}) {
    const auto page = show(path);
    EXPECT_EQ(page.status, 200U) << path;
    EXPECT_EQ(header(page, "Content-Type"), "text/html; charset=utf-8");
    EXPECT_EQ(header(page, "Cache-Control"), "no-store");
    EXPECT_THAT(page.body, HasSubstr("<title>Latchkey</title>"));
    EXPECT_THAT(page.body, HasSubstr(R"(href="/assets/mark-)"));
    const std::string nonce = nonce_of(page);  // random: it may hold anything of base64url
    EXPECT_EQ(nonce.size(), 22U);
    EXPECT_THAT(boost::algorithm::erase_all_copy(page.body, nonce), Not(HasSubstr("__")));
  }
}

TEST_F(ConsoleTest, the_policy_admits_its_own_scripts_and_styles_with_a_fresh_nonce) {
  const auto first = show("/console/");
  const auto second = show("/console/");
  const std::string nonce = nonce_of(first);
  EXPECT_EQ(nonce.size(), 22U);
  EXPECT_NE(nonce, nonce_of(second));
  EXPECT_EQ(header(first, "Content-Security-Policy"),
            "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-" + nonce +
                "'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; "
                "form-action 'none'; frame-ancestors 'none'");
  EXPECT_EQ(header(first, "X-Frame-Options"), "DENY");
  EXPECT_EQ(header(first, "Referrer-Policy"), "no-referrer");
  EXPECT_EQ(header(first, "Cross-Origin-Opener-Policy"), "same-origin");
}

TEST_F(ConsoleTest, a_brand_name_is_escaped) {
  write([&](store::Transaction& tx) {
    auto settings = store().snapshot()->settings_of(ada.org_id);
    settings.brand_name = R"(A&B "<script>)";
    store::settings::update(tx, ada.org_id, settings);
  });
  const auto page = show("/console/");
  EXPECT_THAT(page.body, HasSubstr(R"(content="A&amp;B &quot;&lt;script&gt;")"));
  EXPECT_THAT(page.body, Not(HasSubstr("<script>")));
}

TEST_F(ConsoleTest, files_are_immutable_and_in_the_form_that_the_browser_takes) {
  const auto compressed = show("/console/assets/index-1a2b.js", "gzip, br");
  EXPECT_EQ(compressed.status, 200U);
  EXPECT_EQ(compressed.body, "brotli script");
  EXPECT_EQ(header(compressed, "Content-Encoding"), "br");
  EXPECT_EQ(header(compressed, "Vary"), "Accept-Encoding");
  EXPECT_EQ(header(compressed, "Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(header(compressed, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(compressed, "X-Content-Type-Options"), "nosniff");

  EXPECT_EQ(show("/console/assets/index-1a2b.js", "gzip").body, "gzipped script");
  const auto plain = show("/console/assets/index-3c4d.css");
  EXPECT_EQ(plain.body, "plain style");
  EXPECT_EQ(header(plain, "Content-Encoding"), "");
  EXPECT_EQ(header(plain, "Content-Type"), "text/css; charset=utf-8");
}

TEST_F(ConsoleTest, a_file_of_another_version_is_missing_and_never_the_page) {
  EXPECT_EQ(show("/console/assets/index-0000.js").status, 404U);
  EXPECT_EQ(show("/console/index.html").status, 200U);
  EXPECT_EQ(show("/console/a/b/c/d/e").status, 404U);
}

TEST_F(ConsoleTest, the_api_reference_has_its_own_address_and_may_open_windows) {
  const auto page = show("/swagger/index.html");
  EXPECT_EQ(page.status, 200U);
  EXPECT_EQ(page.body, "Reference of Latchkey");
  EXPECT_THAT(header(page, "Content-Security-Policy"), HasSubstr("script-src 'self';"));
  EXPECT_EQ(header(page, "Cross-Origin-Opener-Policy"), "");
  EXPECT_EQ(header(show("/swagger/"), "Location"), "/swagger/index.html");
  EXPECT_EQ(header(show("/swagger"), "Location"), "/swagger/index.html");
}

TEST_F(ConsoleTest, a_build_without_the_console_leads_to_the_account_page) {
  http::Router bare{[](http::FaultStyle, const http::Fault& fault) {
                      return http::html_response(fault.status, fault.detail);
                    },
                    log};
  add_console_routes(bare, services, {});
  http::Request request;
  request.path = "/console/";
  const auto answer = identity::run_task(bare.dispatch(request));
  EXPECT_EQ(answer.status, 303U);
  EXPECT_EQ(header(answer, "Location"), "/account");
}

}  // namespace
}  // namespace latchkey::page
