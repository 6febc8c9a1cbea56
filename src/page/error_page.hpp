// The page that tells a user what went wrong, what to do now, and the request id.
#pragma once

#include <string>
#include <string_view>

#include "http/message.hpp"
#include "identity/deployment.hpp"
#include "page/language.hpp"

namespace latchkey::page {

struct ErrorPage {
  unsigned status = 400;
  std::string title;   // "This sign-in request does not work"; translated, like the advice
  std::string advice;  // what the user can do about it
  std::string request_id;
  Language language = Language::english;
};

http::Response error_page(const identity::Deployment& deployment, std::string_view brand_name,
                          const ErrorPage& content);

}  // namespace latchkey::page
