#include "page/cookies.hpp"
#include "page/handlers.hpp"
#include "page/page_request.hpp"
#include "page/view.hpp"

namespace latchkey::page {

namespace {

constexpr std::string_view content = R"html(
<h1>{{#t}}Your account{{/t}}</h1>
<dl>
<dt>{{#t}}Name{{/t}}</dt><dd><bdi>{{name}}</bdi></dd>
<dt>{{#t}}E-mail{{/t}}</dt><dd><bdi>{{email}}</bdi></dd>
<dt>{{#t}}Roles{{/t}}</dt><dd>
{{#has_roles}}
<ul class="badges">{{#roles}}<li><bdi>{{role}}</bdi></li>{{/roles}}</ul>
{{/has_roles}}
{{^has_roles}}{{#t}}None{{/t}}{{/has_roles}}
</dd>
</dl>
<div class="actions"><a class="button" href="/logout">{{#t}}Sign out{{/t}}</a></div>
<p class="links"><a href="/openapi.json">{{#t}}API description{{/t}}</a></p>
)html";

FieldList role_names(const store::Snapshot& snapshot, const oauth::User& user) {
  FieldList names;
  for (const auto& id : user.role_ids)
    if (const auto* role = snapshot.role(id))
      names.emplace_back("role", role->name);
  return names;
}

}  // namespace

Task<http::Response> show_account(const Services& services, const http::Request& request) {
  const auto cookie = read_cookie(request, services.deployment, session_cookie);
  const auto current = co_await services.sessions.current(cookie);
  if (!current)
    co_return http::see_other("/login?return_to=/account").set("Cache-Control", "no-store");
  const auto snapshot = services.store.snapshot();
  const auto& user = current->authority.user;
  const auto roles = role_names(*snapshot, user);
  View view{.title = "Your account", .content = content, .language = language_of(request)};
  view.fields.set("name", user.display_name());
  view.fields.set("email", user.email);
  view.fields.set("has_roles", !roles.empty());
  view.fields.set("roles", roles);
  co_return render(services.deployment, snapshot->settings_of(user.org_id).brand_name, view);
}

}  // namespace latchkey::page
