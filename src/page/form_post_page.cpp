#include "page/form_post_page.hpp"

#include "page/view.hpp"

namespace latchkey::page {

namespace {

constexpr std::string_view content = R"html(
<h1>{{#t}}Returning to the application{{/t}}</h1>
<p class="lead">{{#t}}If nothing happens, go on with the button.{{/t}}</p>
<form method="post" action="{{action}}" data-form-post>
{{#parameters}}
<input type="hidden" name="{{name}}" value="{{value}}">
{{/parameters}}
<button class="button primary" type="submit">{{#t}}Continue{{/t}}</button>
</form>
)html";

}  // namespace

http::Response form_post_page(const identity::Deployment& deployment, std::string_view brand_name,
                              std::string_view redirect_uri, const Parameters& parameters,
                              Language language) {
  View view{.title = "Returning to the application",
            .content = content,
            .language = language,
            .security = {.has_script = true, .form_target = std::string(redirect_uri)}};
  FieldList list;
  for (const auto& [name, value] : parameters) {
    Fields item;
    item.set("name", name);
    item.set("value", value);
    list.push_back(std::move(item));
  }
  view.fields.set("action", std::string(redirect_uri));
  view.fields.set("parameters", list);
  return render(deployment, brand_name, view);
}

}  // namespace latchkey::page
