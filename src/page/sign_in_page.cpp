#include "page/sign_in_page.hpp"

#include "page/view.hpp"

namespace latchkey::page {

namespace {

constexpr std::string_view content = R"html(
<h1>{{#t}}Sign in{{/t}}</h1>
{{#client?}}
<p class="lead">{{#t}}to continue to{{/t}} <strong><bdi>{{client}}</bdi></strong></p>
{{/client?}}
{{#fault?}}
<div class="alert" role="alert" id="sign-in-fault" tabindex="-1" autofocus><p>{{fault}}</p></div>
{{/fault?}}
<form method="post" action="/login">
<input type="hidden" name="csrf" value="{{csrf}}">
{{#interaction?}}
<input type="hidden" name="interaction" value="{{interaction}}">
{{/interaction?}}
{{#return_to?}}
<input type="hidden" name="return_to" value="{{return_to}}">
{{/return_to?}}
<div class="field">
<label for="email">{{#t}}E-mail{{/t}}</label>
<input id="email" name="email" type="text" inputmode="email" value="{{email}}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="254" required{{#fault?}} aria-invalid="true" aria-describedby="sign-in-fault"{{/fault?}}{{#focus_email}} autofocus{{/focus_email}}>
</div>
<div class="field">
<label for="password">{{#t}}Password{{/t}}</label>
<input id="password" name="password" type="password" autocomplete="current-password" required{{#fault?}} aria-invalid="true" aria-describedby="sign-in-fault"{{/fault?}}{{#focus_password}} autofocus{{/focus_password}}>
</div>
<div class="actions"><button class="button primary" type="submit">{{#t}}Sign in{{/t}}</button></div>
</form>
)html";

}  // namespace

http::Response sign_in_page(const identity::Deployment& deployment, std::string_view brand_name,
                            const SignInPage& page) {
  View view{.status = page.status,
            .title = page.fault.empty() ? "Sign in" : "Sign-in failed",
            .content = content,
            .language = page.language,
            .security = {.form_target = page.form_target}};
  set_text(view.fields, "client", page.client_name);
  set_text(view.fields, "fault", translate(page.language, page.fault));
  set_text(view.fields, "csrf", page.csrf_token);
  set_text(view.fields, "interaction", page.interaction);
  set_text(view.fields, "return_to", page.return_to);
  set_text(view.fields, "email", page.email);
  view.fields.set("focus_email", page.fault.empty() && page.email.empty());
  view.fields.set("focus_password", page.fault.empty() && !page.email.empty());
  return render(deployment, brand_name, view);
}

}  // namespace latchkey::page
