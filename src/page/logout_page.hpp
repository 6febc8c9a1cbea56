// The pages of signing out: the question, and the word that it is done.
#pragma once

#include <string>
#include <string_view>

#include "http/message.hpp"
#include "identity/deployment.hpp"
#include "oauth/model/user.hpp"
#include "oauth/request/logout_request.hpp"
#include "page/language.hpp"

namespace latchkey::page {

// Its form posts to /logout with the CSRF token and the request's client_id,
// post_logout_redirect_uri and state, which are judged again there.
http::Response confirm_logout_page(const identity::Deployment& deployment,
                                   std::string_view brand_name, const oauth::User& user,
                                   const oauth::LogoutRequest& request, std::string_view csrf_token,
                                   Language language);

http::Response signed_out_page(const identity::Deployment& deployment, std::string_view brand_name,
                               Language language);

}  // namespace latchkey::page
