#include "page/consent_page.hpp"

#include "base/form.hpp"
#include "page/view.hpp"

namespace latchkey::page {

namespace {

constexpr std::string_view content = R"html(
<h1><bdi>{{client}}</bdi> {{#t}}asks for access{{/t}}</h1>
<p class="lead">{{#t}}It wants to act for you at {{brand}}. You decide what it may do.{{/t}}</p>
{{#description?}}
<p class="description"><bdi>{{description}}</bdi></p>
{{/description?}}
<div class="identity">
<p><span class="name"><bdi>{{name}}</bdi></span>{{#email?}}<span class="email"><bdi>{{email}}</bdi></span>{{/email?}}</p>
<a href="{{another_account}}">{{#t}}Use another account{{/t}}</a>
</div>
<form method="post" action="/consent">
<input type="hidden" name="csrf" value="{{csrf}}">
<input type="hidden" name="interaction" value="{{interaction}}">
{{#groups}}
<fieldset class="group">
<legend>{{group}}</legend>
<ul>
{{#choices}}
<li><label class="choice{{#fixed}} fixed{{/fixed}}{{#unavailable}} unavailable{{/unavailable}}">
<input type="checkbox" name="scope" value="{{scope}}"{{#ticked}} checked{{/ticked}}{{#fixed}} disabled{{/fixed}}>
<span><span class="what"><bdi>{{words}}</bdi></span>{{#detail?}}<span class="detail">{{detail}}</span>{{/detail?}}</span>
</label></li>
{{/choices}}
</ul>
</fieldset>
{{/groups}}
{{#has_claims}}
<section class="group" aria-labelledby="claims-title">
<h2 id="claims-title">{{#t}}It also learns{{/t}}</h2>
<ul>
{{#claims}}
<li class="plain">{{claim}}</li>
{{/claims}}
</ul>
</section>
{{/has_claims}}
{{#has_resources}}
<section class="group" aria-labelledby="resources-title">
<h2 id="resources-title">{{#t}}Requested for{{/t}}</h2>
<ul>
{{#resources}}
<li class="plain"><bdi>{{title}}</bdi><span class="detail"><bdi>{{identifier}}</bdi></span></li>
{{/resources}}
</ul>
</section>
{{/has_resources}}
<p class="note">{{#t}}Your answer goes to{{/t}} <strong><bdi>{{destination}}</bdi></strong>. {{#t}}Allow only what you expect this application to need.{{/t}}</p>
<div class="actions pair">
<button class="button" type="submit" name="decision" value="deny">{{#t}}Deny{{/t}}</button>
<button class="button primary" type="submit" name="decision" value="allow">{{#t}}Allow{{/t}}</button>
</div>
</form>
)html";

Fields choice_fields(const ScopeChoice& choice, Language language) {
  Fields fields;
  fields.set("scope", choice.scope);
  const bool is_in_words = choice.words != choice.scope;
  fields.set("words", is_in_words ? std::string(translate(language, choice.words)) : choice.words);
  set_text(fields, "detail", translate(language, choice.detail));
  fields.set("unavailable", choice.is_unavailable);
  fields.set("fixed", choice.is_required || choice.is_unavailable);
  fields.set("ticked", !choice.is_unavailable);
  return fields;
}

FieldList group_list(const std::vector<ScopeGroup>& groups, Language language) {
  FieldList list;
  for (const auto& group : groups) {
    FieldList choices;
    for (const auto& choice : group.choices) choices.push_back(choice_fields(choice, language));
    Fields fields;
    fields.set("group", std::string(translate(language, group.title)));
    fields.set("choices", choices);
    list.push_back(std::move(fields));
  }
  return list;
}

FieldList claim_list(const std::vector<std::string>& claims, Language language) {
  FieldList list;
  for (const auto& words : claims)
    list.emplace_back("claim", std::string(translate(language, words)));
  return list;
}

FieldList resource_list(const std::vector<const oauth::Resource*>& resources) {
  FieldList list;
  for (const auto* resource : resources) {
    Fields fields;
    set_text(fields, "title", resource->title);
    set_text(fields, "identifier", resource->identifier);
    list.push_back(std::move(fields));
  }
  return list;
}

}  // namespace

http::Response consent_page(const identity::Deployment& deployment, std::string_view brand_name,
                            const ConsentPage& page) {
  View view{.title = translate(page.language, "{} asks for access", page.client.name),
            .content = content,
            .language = page.language,
            .is_wide = true,
            .security = {.form_target = page.redirect_uri}};
  const std::string name = page.user.display_name();
  set_text(view.fields, "client", page.client.name);
  set_text(view.fields, "description", page.client.description);
  set_text(view.fields, "name", name);
  set_text(view.fields, "email", name == page.user.email ? "" : page.user.email);
  set_text(view.fields, "destination", destination_in_words(page.redirect_uri, page.language));
  view.fields.set("another_account", "/login?" + form_encode({{"interaction", page.interaction}}));
  view.fields.set("csrf", page.csrf_token);
  view.fields.set("interaction", page.interaction);
  view.fields.set("groups", group_list(page.groups, page.language));
  view.fields.set("has_claims", !page.claims.empty());
  view.fields.set("claims", claim_list(page.claims, page.language));
  view.fields.set("has_resources", !page.resources.empty());
  view.fields.set("resources", resource_list(page.resources));
  return render(deployment, brand_name, view);
}

}  // namespace latchkey::page
