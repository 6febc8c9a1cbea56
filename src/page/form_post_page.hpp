// The page that carries an authorization response by POST (OAuth 2.0 Form Post Response Mode).
#pragma once

#include <string_view>

#include "base/form.hpp"
#include "http/message.hpp"
#include "identity/deployment.hpp"
#include "page/language.hpp"

namespace latchkey::page {

// Submits itself by a script of this origin; without JavaScript there is a button.
http::Response form_post_page(const identity::Deployment& deployment, std::string_view brand_name,
                              std::string_view redirect_uri, const Parameters& parameters,
                              Language language);

}  // namespace latchkey::page
