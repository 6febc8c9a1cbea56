#include "page/error_page.hpp"

#include <algorithm>

#include "page/view.hpp"

namespace latchkey::page {

namespace {

constexpr std::string_view content = R"html(
<svg class="symbol" viewBox="0 0 48 48" aria-hidden="true"><circle cx="24" cy="24" r="24"/><path d="M24 14v12M24 33v.5"/></svg>
<h1>{{title}}</h1>
<p class="lead">{{advice}}</p>
{{#contact?}}
<p>{{#t}}Need help?{{/t}} {{#link?}}<a href="{{link}}">{{contact}}</a>{{/link?}}{{^link?}}{{contact}}{{/link?}}</p>
{{/contact?}}
{{#request_id?}}
<dl><dt>{{#t}}Request id{{/t}}</dt><dd class="mono">{{request_id}}</dd></dl>
{{/request_id?}}
)html";

// Where a click on the contact leads; nowhere when it is neither a web nor an e-mail address.
std::string link_of(const std::string& contact) {
  const bool has_space = contact.find_first_of(" \t\r\n\"<>") != std::string::npos;
  if (has_space)
    return "";
  if (contact.starts_with("https://") || contact.starts_with("http://"))
    return contact;
  return std::ranges::count(contact, '@') == 1 ? "mailto:" + contact : "";
}

}  // namespace

http::Response error_page(const identity::Deployment& deployment, std::string_view brand_name,
                          const ErrorPage& error) {
  View view{
      .status = error.status, .title = error.title, .content = content, .language = error.language};
  set_text(view.fields, "advice", translate(error.language, error.advice));
  set_text(view.fields, "request_id", error.request_id);
  set_text(view.fields, "contact", deployment.support_contact);
  set_text(view.fields, "link", link_of(deployment.support_contact));
  return render(deployment, brand_name, view);
}

}  // namespace latchkey::page
