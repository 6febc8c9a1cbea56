// The Content-Security-Policy of pages.
#pragma once

#include <string>
#include <string_view>

namespace latchkey::page {

struct ContentSecurity {
  bool has_script = false;
  // A redirect URI to which the page's form leads in the end: Chromium holds form-action against
  // the redirects that follow a POST too. Empty: the form stays on this server.
  std::string form_target{};
};

std::string content_security_policy(const ContentSecurity& content);

// The CSP source that admits this URI: its origin, or only its scheme where the host cannot be
// written in a policy (IPv6 literals) or there is none. Empty for what is no URI. Never holds a
// character that could end the source.
std::string form_action_source(std::string_view uri);

}  // namespace latchkey::page
