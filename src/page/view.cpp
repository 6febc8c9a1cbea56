#include "page/view.hpp"

#include <stdexcept>

#include "page/assets.hpp"

namespace latchkey::page {

namespace {

constexpr std::string_view layout = R"html(<!doctype html>
<html lang="{{lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{title}} - {{brand}}</title>
<link rel="stylesheet" href="{{stylesheet}}">
<link rel="icon" type="image/svg+xml" href="{{mark}}">
{{#script?}}
<script src="{{script}}" defer></script>
{{/script?}}
</head>
<body>
<div class="frame{{#wide}} wide{{/wide}}">
<header class="brand"><img src="{{mark}}" alt="" width="32" height="32"><span>{{brand}}</span></header>
<main class="card">
{{> content}}
</main>
</div>
</body>
</html>
)html";

void set_headers(http::Response& response, const View& view) {
  response.set("Content-Language", tag(view.language))
      .set("Content-Security-Policy", content_security_policy(view.security))
      .set("X-Content-Type-Options", "nosniff")
      .set("X-Frame-Options", "DENY")
      .set("Referrer-Policy", "no-referrer")
      .set("Permissions-Policy",
           "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()")
      .set("Cache-Control", "no-store");
}

}  // namespace

void set_text(Fields& fields, const std::string& name, std::string_view text) {
  fields.set(name, std::string(text));
  fields.set(name + "?", !text.empty());
}

http::Response render(const identity::Deployment& deployment, std::string_view brand_name,
                      const View& view) {
  const AssetPaths paths = asset_paths(deployment);
  Fields fields = view.fields;
  fields.set("t", kainjow::mustache::lambda([&view](const std::string& words) {
               return std::string(translate(view.language, words));
             }));
  fields.set("lang", std::string(tag(view.language)));
  fields.set("title", std::string(translate(view.language, view.title)));
  fields.set("brand", std::string(brand_name));
  fields.set("stylesheet", paths.stylesheet);
  fields.set("mark", paths.mark);
  set_text(fields, "script", view.security.has_script ? paths.form_post_script : "");
  fields.set("wide", view.is_wide);
  fields.set("content", kainjow::mustache::partial([&] { return std::string(view.content); }));

  kainjow::mustache::mustache page{std::string(layout)};
  std::string html = page.render(fields);
  if (!page.is_valid())
    throw std::logic_error("a page's template is malformed: " + page.error_message());
  http::Response response = http::html_response(view.status, std::move(html));
  set_headers(response, view);
  return response;
}

}  // namespace latchkey::page
