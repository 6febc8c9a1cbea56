#include "page/logout_page.hpp"

#include "page/view.hpp"

namespace latchkey::page {

namespace {

constexpr std::string_view question = R"html(
<h1>{{#t}}Sign out?{{/t}}</h1>
<p class="lead">{{#t}}You are signed in as{{/t}}</p>
<div class="identity"><p><span class="name"><bdi>{{name}}</bdi></span>{{#email?}}<span class="email"><bdi>{{email}}</bdi></span>{{/email?}}</p></div>
<form method="post" action="/logout">
<input type="hidden" name="csrf" value="{{csrf}}">
{{#client_id?}}
<input type="hidden" name="client_id" value="{{client_id}}">
{{/client_id?}}
{{#post_logout_redirect_uri?}}
<input type="hidden" name="post_logout_redirect_uri" value="{{post_logout_redirect_uri}}">
{{/post_logout_redirect_uri?}}
{{#state?}}
<input type="hidden" name="state" value="{{state}}">
{{/state?}}
<div class="actions pair">
<a class="button" href="/account">{{#t}}Cancel{{/t}}</a>
<button class="button primary" type="submit">{{#t}}Sign out{{/t}}</button>
</div>
</form>
)html";

constexpr std::string_view done = R"html(
<svg class="symbol" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="24"/><path d="M15 25l6 6 12-13"/></svg>
<h1>{{#t}}You are signed out{{/t}}</h1>
<p class="lead">{{#t}}You can close this page. Applications that you used may keep you signed in to themselves.{{/t}}</p>
<div class="actions"><a class="button" href="/login">{{#t}}Sign in again{{/t}}</a></div>
)html";

}  // namespace

http::Response confirm_logout_page(const identity::Deployment& deployment,
                                   std::string_view brand_name, const oauth::User& user,
                                   const oauth::LogoutRequest& request, std::string_view csrf_token,
                                   Language language) {
  View view{.title = "Sign out?",
            .content = question,
            .language = language,
            .security = {.form_target = request.post_logout_redirect_uri.value_or("")}};
  const std::string name = user.display_name();
  set_text(view.fields, "name", name);
  set_text(view.fields, "email", name == user.email ? "" : user.email);
  set_text(view.fields, "csrf", csrf_token);
  set_text(view.fields, "client_id", request.client_id.value_or(""));
  set_text(view.fields, "post_logout_redirect_uri", request.post_logout_redirect_uri.value_or(""));
  set_text(view.fields, "state", request.state.value_or(""));
  return render(deployment, brand_name, view);
}

http::Response signed_out_page(const identity::Deployment& deployment, std::string_view brand_name,
                               Language language) {
  return render(deployment, brand_name,
                {.title = "You are signed out", .content = done, .language = language});
}

}  // namespace latchkey::page
