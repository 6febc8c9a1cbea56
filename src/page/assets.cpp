#include "page/assets.hpp"

#include <cstdint>
#include <memory>
#include <spdlog/fmt/fmt.h>
#include <utility>

#include "page/accent.hpp"
#include "page/assets/files.hpp"

namespace latchkey::page {

namespace {

// FNV-1a: names a content, protects nothing.
std::string content_hash(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text) {
    hash ^= static_cast<unsigned char>(c);
    hash *= 0x100000001b3U;
  }
  return fmt::format("{:016x}", hash);
}

std::string stylesheet(const Accent& accent) {
  const std::string fill = to_text(accent.fill);
  std::string text = fmt::format(
      ":root{{--accent:{0};--accent-glow:{0}1f;--on-accent:{1};--accent-text:{2}}}\n"
      "@media (prefers-color-scheme:dark){{:root{{--accent-glow:{0}33;--accent-text:{3}}}}}\n",
      fill, to_text(accent.on_fill), to_text(accent.in_light), to_text(accent.in_dark));
  return text.append(assets::stylesheet);
}

// The built-in mark: a keyhole in the accent colour.
std::string mark(const identity::Deployment& deployment, const Accent& accent) {
  if (!deployment.logo_svg.empty())
    return deployment.logo_svg;
  return fmt::format(
      R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">)"
      R"(<rect width="32" height="32" rx="9" fill="{}"/>)"
      R"(<path d="M16 7.5a5 5 0 0 0-2.7 9.2L12 24.5h8l-1.3-7.8A5 5 0 0 0 16 7.5z" fill="{}"/>)"
      "</svg>\n",
      to_text(accent.fill), to_text(accent.on_fill));
}

http::Response serve(const Asset& asset, const http::Request& request) {
  const std::string tag = "\"" + content_hash(asset.content) + "\"";
  const bool is_known = request.header("if-none-match") == tag;
  http::Response response = http::empty_response(is_known ? 304 : 200);
  response.set("ETag", tag)
      .set("Cache-Control", "public, max-age=31536000, immutable")
      .set("X-Content-Type-Options", "nosniff")
      .set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  if (!is_known) {
    response.set("Content-Type", asset.content_type);
    response.body = asset.content;
  }
  return response;
}

}  // namespace

std::vector<Asset> make_assets(const identity::Deployment& deployment) {
  const Accent accent = make_accent(deployment.accent_color);
  std::vector<Asset> all;
  const auto add = [&all](std::string_view name, std::string_view suffix, std::string type,
                          std::string content) {
    std::string path = fmt::format("/assets/{}-{}.{}", name, content_hash(content), suffix);
    all.push_back({std::move(path), std::move(type), std::move(content)});
  };
  add("page", "css", "text/css; charset=utf-8", stylesheet(accent));
  add("mark", "svg", "image/svg+xml", mark(deployment, accent));
  add("form-post", "js", "text/javascript; charset=utf-8", std::string(assets::form_post_script));
  return all;
}

AssetPaths asset_paths(const identity::Deployment& deployment) {
  auto all = make_assets(deployment);
  return {.stylesheet = std::move(all.at(0).path),
          .mark = std::move(all.at(1).path),
          .form_post_script = std::move(all.at(2).path)};
}

void add_asset_routes(http::Router& router, const identity::Deployment& deployment) {
  for (auto& made : make_assets(deployment)) {
    const auto asset = std::make_shared<const Asset>(std::move(made));
    auto handler = [asset](const http::Request& request) -> Task<http::Response> {
      co_return serve(*asset, request);
    };
    router.add({.method = http::Method::get,
                .pattern = asset->path,
                .handler = std::move(handler),
                .faults = http::FaultStyle::page});
  }
}

}  // namespace latchkey::page
