// Rendering of a page: its template within the layout, with the headers every page has.
#pragma once

#include <initializer_list>
#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "http/message.hpp"
#include "identity/deployment.hpp"
#include "page/content_security.hpp"
#include "page/language.hpp"

namespace latchkey::page {

// What a template is filled with. Values are escaped where they are shown: templates use {{name}}
// only, never {{{name}}} or {{&name}}.
using Fields = kainjow::mustache::data;
using FieldList = kainjow::mustache::list;

struct View {
  unsigned status = 200;
  std::string title{};         // translated where it is known
  std::string_view content{};  // a Mustache template; its words stand in {{#t}}...{{/t}}
  Language language = Language::english;
  Fields fields{};
  bool is_wide = false;
  ContentSecurity security{};
};

http::Response render(const identity::Deployment& deployment, std::string_view brand_name,
                      const View& view);

// Sets a field to a text and, for sections, name + "?" when it is not empty.
void set_text(Fields& fields, const std::string& name, std::string_view text);

}  // namespace latchkey::page
