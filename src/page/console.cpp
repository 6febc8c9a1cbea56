#include "page/console.hpp"

#include <array>
#include <boost/algorithm/string/replace.hpp>
#include <memory>
#include <spdlog/fmt/fmt.h>
#include <string>
#include <utility>

#include "base/encoding.hpp"
#include "page/assets.hpp"
#include "page/content_encoding.hpp"
#include "page/error_page.hpp"
#include "page/page_request.hpp"

namespace latchkey::page {

namespace {

using identity::Services;

constexpr std::size_t nonce_bytes = 16;

constexpr std::string_view console_page = "index.html";
constexpr char account_path[] = "/account";
constexpr char api_reference_path[] = "/swagger/index.html";

// The console's addresses have at most this many segments below /console/.
constexpr std::array below_console{"", "{1}", "{1}/{2}", "{1}/{2}/{3}", "{1}/{2}/{3}/{4}"};

std::string_view content_type(std::string_view path) {
  if (path.ends_with(".js"))
    return "text/javascript; charset=utf-8";
  if (path.ends_with(".css"))
    return "text/css; charset=utf-8";
  if (path.ends_with(".svg"))
    return "image/svg+xml";
  if (path.ends_with(".woff2"))
    return "font/woff2";
  return "application/octet-stream";
}

// Immutable: the name holds a hash of the content.
http::Response serve(const ConsoleFile& file, const http::Request& request) {
  http::Response response = http::empty_response(200);
  response.set("Content-Type", content_type(file.path))
      .set("Cache-Control", "public, max-age=31536000, immutable")
      .set("Vary", "Accept-Encoding")
      .set("X-Content-Type-Options", "nosniff");
  switch (choose_encoding(request.header("accept-encoding").value_or(""))) {
    case ContentEncoding::brotli:
      response.set("Content-Encoding", "br").body = file.brotli;
      break;
    case ContentEncoding::gzip:
      response.set("Content-Encoding", "gzip").body = file.gzip;
      break;
    case ContentEncoding::identity:
      response.body = file.plain;
      break;
  }
  return response;
}

std::string escape_html(std::string text) {
  boost::algorithm::replace_all(text, "&", "&amp;");
  boost::algorithm::replace_all(text, "<", "&lt;");
  boost::algorithm::replace_all(text, ">", "&gt;");
  boost::algorithm::replace_all(text, "\"", "&quot;");
  return text;
}

// Style elements need the nonce: the component library makes its own at run time.
std::string policy(std::string_view nonce) {
  return fmt::format(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{}'; img-src 'self' data:; "
      "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      nonce);
}

http::Response show(const Services& services, std::string_view page) {
  std::array<std::byte, nonce_bytes> random{};
  services.store.random().fill(random);
  const std::string nonce = base64url_encode(random);
  std::string html(page);
  boost::algorithm::replace_all(html, "__CSP_NONCE__", nonce);
  boost::algorithm::replace_all(html, "__MARK__", asset_paths(services.deployment).mark);
  boost::algorithm::replace_all(html, "__BRAND__", escape_html(brand_name(services)));
  http::Response response = http::html_response(200, std::move(html));
  response.set("Content-Security-Policy", policy(nonce))
      .set("X-Content-Type-Options", "nosniff")
      .set("X-Frame-Options", "DENY")
      .set("Referrer-Policy", "no-referrer")
      .set("Permissions-Policy",
           "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
      .set("Cache-Control", "no-store");
  return response;
}

void add(http::Router& router, std::string path, http::Handler handler) {
  router.add({.method = http::Method::get,
              .pattern = std::move(path),
              .handler = std::move(handler),
              .faults = http::FaultStyle::page});
}

void add_file(http::Router& router, const ConsoleFile& file) {
  add(router, fmt::format("/console/{}", file.path),
      [file](const http::Request& request) -> Task<http::Response> {
        co_return serve(file, request);
      });
}

// A name of an earlier or later version, never the page.
Task<http::Response> missing_file(const Services& services, const http::Request& request) {
  co_return error_page(services.deployment, brand_name(services),
                       {.status = 404,
                        .title = "This page does not exist",
                        .advice = "Reload the console to get its present version.",
                        .request_id = request.request_id,
                        .language = language_of(request)});
}

template <const char* location>
Task<http::Response> redirect(const http::Request&) {
  co_return http::see_other(location).set("Cache-Control", "no-store");
}

// Nothing that it opens, or that opens it, shares its window.
void add_console_page(http::Router& router, const Services& services, std::string_view page) {
  for (const std::string_view below : below_console)
    add(router, fmt::format("/console/{}", below),
        [&services, page](const http::Request&) -> Task<http::Response> {
          co_return show(services, page).set("Cross-Origin-Opener-Policy", "same-origin");
        });
}

}  // namespace

void add_console_routes(http::Router& router, const Services& services,
                        const std::vector<ConsoleFile>& files) {
  if (files.empty()) {
    add(router, "/console/", redirect<account_path>);
    return;
  }
  for (const ConsoleFile& file : files) {
    if (file.path == console_page)
      add_console_page(router, services, file.plain);
    else if (file.path.ends_with(".html"))
      add(router, fmt::format("/{}", file.path),
          [&services, page = file.plain](const http::Request&) -> Task<http::Response> {
            co_return show(services, page);
          });
    else
      add_file(router, file);
  }
  add(router, "/console/assets/{1}",
      [&services](const http::Request& request) { return missing_file(services, request); });
  add(router, "/swagger", redirect<api_reference_path>);
  add(router, "/swagger/", redirect<api_reference_path>);
}

}  // namespace latchkey::page
