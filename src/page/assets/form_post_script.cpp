#include "page/assets/files.hpp"

namespace latchkey::page::assets {

const std::string_view form_post_script = R"js("use strict";
document.querySelector("form[data-form-post]").submit();
)js";

}  // namespace latchkey::page::assets
