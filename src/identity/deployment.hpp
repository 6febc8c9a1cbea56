// How this server is reached and looks: from the operator's configuration, fixed while it runs.
#pragma once

#include <string>

#include "oauth/decide/token.hpp"

namespace latchkey::identity {

struct Deployment {
  oauth::Issuer issuer;                  // url without a trailing slash
  bool has_secure_cookies = true;        // the issuer is https
  std::string accent_color = "#2f5bd7";  // "#rrggbb"
  std::string logo_svg;                  // the file's content; empty: the built-in mark
  std::string support_contact;           // shown on error pages; may be empty
};

}  // namespace latchkey::identity
