// The sign-in form.
#pragma once

#include <string>
#include <string_view>

#include "http/message.hpp"
#include "identity/deployment.hpp"
#include "page/language.hpp"

namespace latchkey::page {

struct SignInPage {
  unsigned status = 200;
  std::string client_name{};  // of the application that the user signs in for; may be empty
  std::string form_target{};  // where the browser is led in the end, when that is another site
  std::string email{};        // to fill in
  std::string fault{};        // what was wrong with the last attempt; may be empty
  std::string csrf_token{};
  std::string interaction{};  // may be empty
  std::string return_to{};    // may be empty
  Language language = Language::english;
};

http::Response sign_in_page(const identity::Deployment& deployment, std::string_view brand_name,
                            const SignInPage& page);

}  // namespace latchkey::page
